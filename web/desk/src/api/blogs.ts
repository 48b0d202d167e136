import { type Answer, ask } from './request';
import type { components } from './schema';
import type { Blog, NewBlog } from './words';

export const listBlogs = (before?: string): Promise<Answer<components['schemas']['BlogList']>> =>
	ask(`/blogs${before === undefined ? '' : `?before=${encodeURIComponent(before)}`}`);

export const getBlog = (slug: string): Promise<Answer<Blog>> => ask(`/blogs/${encodeURIComponent(slug)}`);

export const createBlog = (blog: NewBlog): Promise<Answer<Blog>> =>
	ask('/blogs', { method: 'POST', body: blog });

export const changeBlog = (
	slug: string,
	seq: number,
	patch: Partial<Pick<Blog, 'title' | 'standfirst' | 'language' | 'timezone' | 'state'>>,
): Promise<Answer<Blog>> =>
	ask(`/blogs/${encodeURIComponent(slug)}`, {
		method: 'PATCH',
		body: patch,
		headers: { 'If-Match': `"${seq}"` },
	});
