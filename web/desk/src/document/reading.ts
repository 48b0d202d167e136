// Pasted copy as the copytaster reads it: its parts in the order in which they are
// read, and what becomes of them when a person takes them.
import type { Contributor, Copy, Element, Source, Tasted, TastedPost } from '../api/words';

/** Each element, with the title of the post that it begins, the oldest post first. */
export function partsOf({ standfirst, posts }: Tasted): Element[] {
	const oldestFirst = [...posts].reverse();
	// What stands under the headline belongs to a page there, and to the words here.
	const under = standfirst === '' ? [] : [textOf(standfirst.split('\n'))];
	const parts = oldestFirst.flatMap((post): Element[] => [
		// The one post's title is the box's; of several each keeps its own.
		...(posts.length > 1 && post.title !== '' ? [{ type: 'heading' as const, text: post.title }] : []),
		...post.elements,
	]);
	return [...under, ...parts];
}

/** An element as plain paragraphs: what it is where a person does not take it for more. */
export function asText(element: Element): Element {
	const paragraphs =
		element.type === 'quote'
			? element.paragraphs
			: element.type === 'list'
				? element.items
				: element.type === 'heading'
					? [element.text]
					: undefined;
	return paragraphs === undefined ? element : textOf(paragraphs);
}

const textOf = (paragraphs: readonly string[]): Element => ({
	type: 'text',
	html: paragraphs.map((p) => `<p>${escaped(p)}</p>`).join(''),
});

const escaped = (text: string): string =>
	text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('\n', '<br>');

/** What the copy says of itself beside its words. */
export function headOf({ title, posts }: Tasted): Pick<Copy, 'title' | 'byline' | 'sources'> {
	const only = posts.length === 1 ? posts[0] : undefined;
	return {
		title: only !== undefined && only.title !== '' ? only.title : title,
		byline: distinct<Contributor>(posts.flatMap((post) => post.byline)),
		sources: distinct<Source>(posts.flatMap((post) => post.sources)),
	};
}

/** Those of `more` whose names are not there yet, after those that are. */
export function distinct<T extends { name: string }>(more: readonly T[], there: readonly T[] = []): T[] {
	const names = new Set<string>();
	return [...there, ...more].filter(({ name }) => {
		const known = names.has(name.toLowerCase());
		names.add(name.toLowerCase());
		return !known;
	});
}

const RULES: Record<string, string> = {
	'quote-after-colon': 'a quote: it follows a colon',
	'quote-announced': 'a quote: the text above says that words follow',
	'quote-after-name': 'a quote: somebody is named above it, before a colon',
	'quote-after-hint': 'a quote: it sounds like speech, below a statement that is mentioned',
	'quote-by-its-sound': 'a quote: it sounds like speech, below somebody who speaks',
	'source-cited': 'a source: the text cites it',
	'list-marks': 'a list: its lines have marks',
	'list-after-colon': 'a list: it follows a colon',
	'reported-by': 'reported by: the text says so',
	'title-line': 'a title: a line by itself',
	'quote-alone': 'a quote: words alone, after the post was about their speaker',
	'quote-signed': 'a quote: a name is signed under it',
	'quote-answers': 'a quote: it answers a question',
	'speaker-in-focus': 'the speaker: whom the post was about',
	'speaker-by-other-role': 'the speaker: called by another role',
};

/** A decision in words: what was found, where, and how sure it is. */
export function why({ rule, confidence, words }: TastedPost['decisions'][number]): string {
	return `“${words}” — ${RULES[rule] ?? rule.replaceAll('-', ' ')}, ${Math.round(confidence * 100)} % sure`;
}
