// A post's elements between the two forms they have: the API's list, and the
// editor's document. Nothing is lost on the way, in either direction: an element
// that was not touched comes out as it went in.
import type { JSONContent } from '@tiptap/core';
import type { Element, QuoteElement } from '../api/words';
import { inlineFromText, inlineToHTML, inlineToText, paragraphsFromHTML } from './inline';

/** What is known of a quote beside its words; whatever it is, the document has it as text. */
export const QUOTE_FIELDS = [
	'speaker',
	'role',
	'channel',
	'saidAt',
	'language',
	'translation',
	'partial',
	'reportedBy',
	'url',
] as const;

/** The editor's document for the elements; one empty paragraph where there are none. */
export function toDocument(elements: readonly Element[]): JSONContent {
	const blocks: JSONContent[] = [];
	elements.forEach((element, i) => {
		// Two texts in a row stay two: the first paragraph of the second says so.
		const apart = element.type === 'text' && elements[i - 1]?.type === 'text';
		blocks.push(...toBlocks(element, apart));
	});
	return { type: 'doc', content: blocks.length === 0 ? [{ type: 'paragraph' }] : blocks };
}

function toBlocks(element: Element, apart: boolean): JSONContent[] {
	switch (element.type) {
		case 'text':
			return paragraphsFromHTML(element.html).map((inline, i) => ({
				...block('paragraph', inline),
				...(apart && i === 0 ? { attrs: { apart: true } } : {}),
			}));
		case 'heading':
			return [block('heading', inlineFromText(element.text))];
		case 'list':
			return [
				{
					type: element.ordered ? 'orderedList' : 'bulletList',
					content: element.items.map((item) => block('listItem', [block('paragraph', inlineFromText(item))])),
				},
			];
		case 'quote':
			return [
				{
					type: 'quote',
					attrs: {
						speaker: element.speaker.name,
						role: element.speaker.role ?? '',
						channel: element.channel ?? '',
						saidAt: element.saidAt ?? '',
						language: element.language ?? '',
						translation: element.translation?.join('\n') ?? '',
						partial: element.partial ? 'yes' : '',
						reportedBy: element.reportedBy ?? '',
						url: element.url ?? '',
					},
					content: element.paragraphs.map((p) => block('paragraph', inlineFromText(p))),
				},
			];
		case 'image': {
			const { media, alt = '', caption = '', credit = '', decorative } = element;
			const words = { alt, caption, credit, decorative: decorative ? 'yes' : '' };
			return [{ type: 'image', attrs: { media, ...words, ...roomAttrs(element) } }];
		}
		case 'embed': {
			const { url, title = '', still = '' } = element;
			return [{ type: 'embed', attrs: { url, title, still, ...roomAttrs(element) } }];
		}
		case 'link':
			return [{ type: 'linkCard', attrs: { url: element.url, title: element.title ?? '' } }];
	}
}

/** What is known of the room that a picture takes: numbers are text in the editor's document. */
interface Room {
	width?: number;
	height?: number;
	placeholder?: string;
}

const roomAttrs = ({ width, height, placeholder = '' }: Room) => ({
	width: width === undefined ? '' : String(width),
	height: height === undefined ? '' : String(height),
	placeholder,
});

const roomOf = (said: (name: string) => string): Room => ({
	...(said('width') === '' ? {} : { width: Number(said('width')) }),
	...(said('height') === '' ? {} : { height: Number(said('height')) }),
	...given('placeholder', said('placeholder')),
});

function block(type: string, content: JSONContent[]): JSONContent {
	return content.length === 0 ? { type } : { type, content };
}

/** The elements of the editor's document. Paragraphs and items that hold nothing are left out. */
export function toElements(document: JSONContent): Element[] {
	const elements: Element[] = [];
	let text: { type: 'text'; html: string } | undefined; // the text that paragraphs go on
	for (const node of document.content ?? []) {
		if (node.type === 'paragraph') {
			const inline = node.content ?? [];
			if (isBlank(inline)) {
				continue;
			}
			if (text === undefined || node.attrs?.apart === true) {
				text = { type: 'text', html: '' };
				elements.push(text);
			}
			text.html += `<p>${inlineToHTML(inline)}</p>`;
			continue;
		}
		const element = toElement(node);
		if (element !== undefined) {
			text = undefined;
			elements.push(element);
		}
	}
	return elements;
}

function toElement(node: JSONContent): Element | undefined {
	const attrs = node.attrs ?? {};
	const said = (name: string): string => (typeof attrs[name] === 'string' ? attrs[name] : '');
	switch (node.type) {
		case 'heading': {
			const text = inlineToText(node.content ?? []);
			return text.trim() === '' ? undefined : { type: 'heading', text };
		}
		case 'bulletList':
		case 'orderedList': {
			const items = textsOf((node.content ?? []).flatMap((item) => item.content ?? []));
			return items.length === 0 ? undefined : { type: 'list', ordered: node.type === 'orderedList', items };
		}
		case 'quote':
			return toQuote(textsOf(node.content ?? []), said);
		case 'image':
			return {
				type: 'image',
				media: said('media'),
				...given('alt', said('alt')),
				...(said('decorative') === 'yes' ? { decorative: true } : {}),
				...given('caption', said('caption')),
				...given('credit', said('credit')),
				...roomOf(said),
			};
		case 'embed':
			return {
				type: 'embed',
				url: said('url'),
				...given('title', said('title')),
				...given('still', said('still')),
				...roomOf(said),
			};
		case 'linkCard':
			return { type: 'link', url: said('url'), ...given('title', said('title')) };
	}
	return undefined;
}

/** A quote without words is still one while somebody is named in it: it is being written. */
function toQuote(paragraphs: string[], said: (name: string) => string): QuoteElement | undefined {
	const translation = said('translation')
		.split('\n')
		.filter((line) => line.trim() !== '');
	const quote: QuoteElement = {
		type: 'quote',
		paragraphs,
		speaker: { name: said('speaker'), ...given('role', said('role')) },
		...given('channel', said('channel')),
		...given('saidAt', said('saidAt')),
		...given('language', said('language')),
		...(translation.length > 0 ? { translation } : {}),
		...(said('partial') === 'yes' ? { partial: true } : {}),
		...given('reportedBy', said('reportedBy')),
		...given('url', said('url')),
	};
	return paragraphs.length === 0 && QUOTE_FIELDS.every((field) => said(field) === '') ? undefined : quote;
}

function textsOf(paragraphs: JSONContent[]): string[] {
	return paragraphs.map((p) => inlineToText(p.content ?? [])).filter((text) => text.trim() !== '');
}

function given<K extends string>(name: K, value: string): { [P in K]?: string } {
	return value === '' ? {} : ({ [name]: value } as { [P in K]: string });
}

function isBlank(inline: JSONContent[]): boolean {
	return inlineToText(inline).trim() === '';
}
