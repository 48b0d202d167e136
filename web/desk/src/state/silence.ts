// A live blog in which nothing has come for long.
import type { Blog, Post } from '../api/words';

const HOUR = 3_600_000;

/**
 * For how many whole hours a live blog has had nothing new, where that is as long as
 * its editors want to be reminded after; else undefined.
 */
export function silentHours(blog: Blog, posts: readonly Post[], now: Date): number | undefined {
	if (blog.state !== 'live' || blog.remindAfterHours === undefined) {
		return undefined;
	}
	const newest = posts
		.filter((post) => post.status === 'published')
		.map((post) => Date.parse(post.firstPublishedAt ?? post.publishedAt ?? post.createdAt))
		.reduce((a, b) => Math.max(a, b), Date.parse(blog.createdAt));
	const hours = Math.floor((now.getTime() - newest) / HOUR);
	return hours >= blog.remindAfterHours ? hours : undefined;
}
