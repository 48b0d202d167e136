import { type Answer, ask } from './request';
import type { components } from './schema.gen';
import type { Copied, CopyBody, NewPost, Post, PostPatch } from './words';

const path = (blog: string, id?: string) =>
	`/blogs/${encodeURIComponent(blog)}/posts${id === undefined ? '' : `/${encodeURIComponent(id)}`}`;

export const listPosts = (
	blog: string,
	before?: string,
): Promise<Answer<components['schemas']['PostList']>> =>
	ask(
		`${path(blog)}?limit=${before === undefined ? 50 : 200}${before === undefined ? '' : `&before=${encodeURIComponent(before)}`}`,
	);

/** Sends a new post. The same key never makes a second one, however often it is sent. */
export const createPost = (blog: string, key: string, post: NewPost): Promise<Answer<Post>> =>
	ask(path(blog), { method: 'POST', body: post, headers: { 'Idempotency-Key': key } });

export const changePost = (blog: string, id: string, seq: number, patch: PostPatch): Promise<Answer<Post>> =>
	ask(path(blog, id), { method: 'PATCH', body: patch, headers: { 'If-Match': `"${seq}"` } });

export const withdrawPost = (blog: string, id: string, seq: number): Promise<Answer<Post>> =>
	ask(path(blog, id), { method: 'DELETE', headers: { 'If-Match': `"${seq}"` } });

/** Copies a post to another blog, or moves it there. The same key never makes a second one. */
export const copyPost = (blog: string, post: Post, key: string, body: CopyBody): Promise<Answer<Copied>> =>
	ask(`${path(blog, post.id)}/copy`, {
		method: 'POST',
		body,
		headers: { 'Idempotency-Key': key, 'If-Match': `"${post.seq}"` },
	});

export const historyOf = (blog: string, id: string): Promise<Answer<components['schemas']['History']>> =>
	ask(`${path(blog, id)}/history`);

/** The posts that are written and not out: those that somebody has to decide on. */
export const listWaiting = (blog: string): Promise<Answer<components['schemas']['PostList']>> =>
	ask(`${path(blog)}?limit=200&status=draft,submitted,scheduled`);
