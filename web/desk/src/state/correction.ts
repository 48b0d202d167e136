// When a change owes readers a word: they had other words before, and for long enough
// to have read them.
import type { Copy, Element, Post } from '../api/words';
import { inlineToText, paragraphsFromHTML } from '../document/inline';

/** For how many minutes after its publication a post is changed without being asked, where the blog says nothing. */
export const SILENT_MINUTES = 5;

/** Whether saving `mine` asks for a correction; the server holds to the same where the blog's setting is set. */
export function owesCorrection(
	base: Post,
	mine: Copy,
	silentMinutes: number | undefined,
	now: Date,
): boolean {
	if (base.firstPublishedAt === undefined || sameWords(base, mine)) {
		return false;
	}
	const out = now.getTime() - Date.parse(base.firstPublishedAt);
	return out >= (silentMinutes ?? SILENT_MINUTES) * 60_000;
}

type Words = Pick<Copy, 'title' | 'elements'>;

/** Whether readers of the two read the same, whatever the white space and however it is set. */
export const sameWords = (a: Words, b: Words): boolean => wordsOf(a) === wordsOf(b);

const wordsOf = ({ title, elements }: Words): string =>
	[title, ...elements.flatMap(saidIn)].join('\n').split(/\s+/).filter(Boolean).join(' ');

function saidIn(element: Element): (string | undefined)[] {
	switch (element.type) {
		case 'text':
			return paragraphsFromHTML(element.html).map(inlineToText);
		case 'heading':
			return [element.text];
		case 'list':
			return element.items;
		case 'quote': {
			const { speaker, channel, reportedBy, paragraphs, translation = [] } = element;
			return [speaker.name, speaker.role, channel, reportedBy, ...paragraphs, ...translation];
		}
		case 'image':
			return [element.media, element.alt, element.credit, element.caption];
		case 'embed':
		case 'link':
			return [element.url, element.title];
	}
}
