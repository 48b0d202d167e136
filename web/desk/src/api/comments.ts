import { type Answer, ask } from './request';
import type { components } from './schema.gen';
import type { Thread } from './words';

const path = (blog: string, post: string) =>
	`/blogs/${encodeURIComponent(blog)}/posts/${encodeURIComponent(post)}/comments`;

export const commentCounts = (blog: string): Promise<Answer<components['schemas']['ThreadCounts']>> =>
	ask(`/blogs/${encodeURIComponent(blog)}/comments`);

export const commentsOn = (blog: string, post: string): Promise<Answer<Thread>> => ask(path(blog, post));

/** Says something about a post. The same key never says it twice. */
export const comment = (blog: string, post: string, key: string, text: string): Promise<Answer<Thread>> =>
	ask(path(blog, post), { method: 'POST', body: { text }, headers: { 'Idempotency-Key': key } });
