import { type Answer, ask } from './request';
import type { components } from './schema.gen';
import type { Blog, BlogPatch, NewBlog } from './words';

export const listBlogs = (before?: string): Promise<Answer<components['schemas']['BlogList']>> =>
	ask(`/blogs${before === undefined ? '' : `?before=${encodeURIComponent(before)}`}`);

export const getBlog = (slug: string): Promise<Answer<Blog>> => ask(`/blogs/${encodeURIComponent(slug)}`);

export const createBlog = (blog: NewBlog): Promise<Answer<Blog>> =>
	ask('/blogs', { method: 'POST', body: blog });

export const changeBlog = (slug: string, seq: number, patch: BlogPatch): Promise<Answer<Blog>> =>
	ask(`/blogs/${encodeURIComponent(slug)}`, {
		method: 'PATCH',
		body: patch,
		headers: { 'If-Match': `"${seq}"` },
	});

/** How well text in a theme's accent can be read, and what would be better. */
export const checkAccents = (
	accent: string,
	accentDark: string,
): Promise<Answer<components['schemas']['AccentCheck']>> =>
	ask(`/contrast?${new URLSearchParams({ accent, accentDark })}`);
