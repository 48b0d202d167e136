// Inline markup between the two forms it has: HTML inside <p> as the API keeps
// it, and text with marks as the editor does.
import type { JSONContent } from '@tiptap/core';

/** The editor's marks, outermost first, with the element each is written as. */
const MARKS = [
	['link', 'a'],
	['bold', 'strong'],
	['italic', 'em'],
	['strike', 's'],
	['code', 'code'],
	['superscript', 'sup'],
	['subscript', 'sub'],
] as const;

type Mark = NonNullable<JSONContent['marks']>[number];

const markOf = new Map<string, string>([
	...MARKS.map(([mark, tag]): [string, string] => [tag, mark]),
	// The older names, which the server gives their newer ones too.
	['b', 'bold'],
	['i', 'italic'],
	['del', 'strike'],
	['strike', 'strike'],
]);

const rank = new Map<string, number>(MARKS.map(([mark], i) => [mark, i]));
const tagOf = new Map<string, string>(MARKS);

/** Reads a text's HTML: the inline content of each of its paragraphs. */
export function paragraphsFromHTML(html: string): JSONContent[][] {
	const body = new DOMParser().parseFromString(html, 'text/html').body;
	const paragraphs: JSONContent[][] = [];
	let loose: JSONContent[] | undefined; // words that stand in no paragraph get one
	for (const node of body.childNodes) {
		if (node instanceof HTMLParagraphElement) {
			loose = undefined;
			paragraphs.push(inlineOf(node, []));
			continue;
		}
		const inline = inlineOf(node, []);
		if (loose !== undefined) {
			loose.push(...inline);
		} else if ((node.textContent ?? '').trim() !== '') {
			loose = inline;
			paragraphs.push(loose);
		}
	}
	return paragraphs;
}

function inlineOf(node: Node, marks: Mark[]): JSONContent[] {
	if (node.nodeType === Node.TEXT_NODE) {
		const text = node.textContent ?? '';
		return text === '' ? [] : [withMarks({ type: 'text', text }, marks)];
	}
	if (!(node instanceof HTMLElement)) {
		return [];
	}
	if (node.localName === 'br') {
		return [withMarks({ type: 'hardBreak' }, marks)];
	}
	const type = markOf.get(node.localName);
	let inside = marks;
	if (type === 'link') {
		inside = add(marks, { type, attrs: { href: node.getAttribute('href') ?? '' } });
	} else if (type !== undefined) {
		inside = add(marks, { type });
	}
	return [...node.childNodes].flatMap((child) => inlineOf(child, inside));
}

function add(marks: Mark[], mark: Mark): Mark[] {
	return marks.some((m) => m.type === mark.type) ? marks : inOrder([...marks, mark]);
}

function withMarks(node: JSONContent, marks: Mark[]): JSONContent {
	return marks.length === 0 ? node : { ...node, marks };
}

function inOrder(marks: Mark[]): Mark[] {
	return marks
		.filter((m) => rank.has(m.type))
		.sort((a, b) => (rank.get(a.type) ?? 0) - (rank.get(b.type) ?? 0));
}

/** Writes inline content as HTML, each mark opened once for a run of nodes that share it. */
export function inlineToHTML(inline: JSONContent[]): string {
	let html = '';
	let open: Mark[] = [];
	for (const node of inline) {
		const marks = inOrder(node.marks ?? []);
		let shared = 0;
		for (; shared < open.length && shared < marks.length; shared++) {
			if (startTag(open[shared]) !== startTag(marks[shared])) {
				break;
			}
		}
		html += open.slice(shared).reverse().map(endTag).join('');
		html += marks.slice(shared).map(startTag).join('');
		open = marks;
		html += node.type === 'hardBreak' ? '<br>' : escapeText(node.text ?? '');
	}
	return html + [...open].reverse().map(endTag).join('');
}

function startTag(mark: Mark | undefined): string {
	if (mark === undefined) {
		return '';
	}
	if (mark.type === 'link') {
		return `<a href="${escapeText(String(mark.attrs?.href ?? '')).replaceAll('"', '&quot;')}">`;
	}
	return `<${tagOf.get(mark.type)}>`;
}

const endTag = (mark: Mark): string => `</${tagOf.get(mark.type)}>`;

const escapeText = (text: string): string =>
	text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** Plain text, whose line ends become line breaks. */
export function inlineFromText(text: string): JSONContent[] {
	return text
		.split('\n')
		.flatMap((line, i): JSONContent[] => [
			...(i === 0 ? [] : [{ type: 'hardBreak' }]),
			...(line === '' ? [] : [{ type: 'text', text: line }]),
		]);
}

export function inlineToText(inline: JSONContent[]): string {
	return inline.map((node) => (node.type === 'hardBreak' ? '\n' : (node.text ?? ''))).join('');
}
