// A summary that is made of key events: a list of what happened when.
import type { Element, Post } from '../api/words';
import { phrasesFor } from './readers-phrases';

type Dated = Pick<Post, 'publishedAt' | 'createdAt'>;
const at = (post: Dated): number => Date.parse(post.publishedAt ?? post.createdAt);

/** A key event that readers have, and whether it came after the last summary. */
export interface Turn {
	post: Post;
	isNew: boolean;
}

/** The public key events, oldest first. */
export function turnsOf(posts: readonly Post[]): Turn[] {
	const out = posts.filter((post) => post.status === 'published');
	const last = Math.max(...out.filter((post) => post.summary).map(at));
	return out
		.filter((post) => post.keyEvent && !post.summary)
		.sort((a, b) => at(a) - at(b) || (a.id < b.id ? -1 : 1))
		.map((post) => ({ post, isNew: at(post) > last }));
}

export interface Summary {
	title: string;
	elements: Element[];
}

/** The summary of the key events, with times as the blog's readers know them; the day where they are not all of one. */
export function summaryOf(events: readonly Post[], language: string, timeZone: string): Summary {
	const formats = (options: Intl.DateTimeFormatOptions) =>
		new Intl.DateTimeFormat(language, { timeZone, ...options });
	const time = formats({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
	const day = formats({ day: 'numeric', month: 'short' });
	const days = new Set(events.map((post) => day.format(at(post))));
	const items = events.map((post) => {
		const when = days.size > 1 ? `${day.format(at(post))}, ${time.format(at(post))}` : time.format(at(post));
		return `${when} ${post.title}`;
	});
	return { title: phrasesFor(language).soFar, elements: [{ type: 'list', ordered: false, items }] };
}
