// A post's words without its markup: what a row shows, and what names it.
import type { Element, Post } from '../api/words';
import { inlineToText, paragraphsFromHTML } from './inline';

/** The paragraphs of the elements as plain text, in order. */
export const plainParagraphs = (elements: readonly Element[]): string[] => elements.flatMap(paragraphsOf);

function paragraphsOf(element: Element): string[] {
	switch (element.type) {
		case 'text':
			return paragraphsFromHTML(element.html).map(inlineToText);
		case 'heading':
			return [element.text];
		case 'list':
			return element.items;
		case 'quote':
			return [
				`${element.speaker.name === '' ? '' : `${element.speaker.name}: `}${inMarks(element.paragraphs.join(' '))}`,
			];
		case 'image':
			return [element.caption ?? element.alt ?? 'A picture'];
		case 'embed':
			return [element.title ?? element.url];
		case 'link':
			return [element.title ?? element.url];
	}
}

/** Words on record in quotation marks; those that brought their own have them. */
export const inMarks = (words: string): string => (/^["“„«‘‚‹「]/.test(words) ? words : `“${words}”`);

export const excerpt = (elements: readonly Element[]): string =>
	elements
		.map((element) => paragraphsOf(element).join(element.type === 'list' ? ' · ' : ' '))
		.join(' ')
		.replaceAll(/\s+/g, ' ')
		.trim();

const NAME_LENGTH = 60;

/** What a post is called where it has no title: its first words. */
export function titleOrFirstWords({ title, elements }: Pick<Post, 'title' | 'elements'>): string {
	if (title !== '') {
		return title;
	}
	const words = excerpt(elements);
	if (words.length <= NAME_LENGTH) {
		return words === '' ? 'without words' : words;
	}
	const cut = words.lastIndexOf(' ', NAME_LENGTH);
	return `${words.slice(0, cut > 0 ? cut : NAME_LENGTH)}…`;
}
