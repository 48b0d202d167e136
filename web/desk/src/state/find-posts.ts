// Posts by what somebody types of them: words of title and text, or the time.
import type { Post } from '../api/words';
import { excerpt } from '../document/excerpt';

/** What somebody types looks for: lower case, without accents. */
const plain = (text: string): string =>
	text
		.normalize('NFD')
		.replaceAll(/\p{Mn}/gu, '')
		.toLowerCase();

/** The words of a version, made ready to be searched once: a long list is searched at each letter. */
const ready = new WeakMap<Post, string>();

function wordsOf(post: Post): string {
	const known = ready.get(post) ?? plain(`${post.title} ${excerpt(post.elements)} ${post.author.name}`);
	ready.set(post, known);
	return known;
}

/** Up to `most` posts that have all words of the query, newest first as they came. */
export function findPosts(
	posts: readonly Post[],
	query: string,
	timeOf: (post: Post) => string,
	most: number,
): Post[] {
	const wanted = plain(query).split(/\s+/).filter(Boolean);
	const found: Post[] = [];
	for (const post of posts) {
		if (found.length === most) {
			break;
		}
		if (wanted.every((word) => timeOf(post).startsWith(word) || wordsOf(post).includes(word))) {
			found.push(post);
		}
	}
	return found;
}
