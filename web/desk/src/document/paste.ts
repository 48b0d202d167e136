// Copy from elsewhere, before the editor reads it: what says something stays, what
// only a program has put around it goes. Words, paragraphs, headings, lists, links and
// stress are kept to the letter; styles, comments, empty paragraphs, signatures and
// pictures that only count readers are not.
import { plainAddress } from './paste-links';
import { wordLists } from './paste-word';

/** HTML as it is pasted, made into HTML that says the same with nothing but elements. */
export function readyToPaste(html: string): string {
	if (html.includes('data-pm-slice')) {
		return html; // from an editor like this one
	}
	const { body } = new DOMParser().parseFromString(html, 'text/html');
	dropComments(body);
	// Lists first: they are told by styles that everything after takes away.
	wordLists(body);
	dropJunk(body);
	marksOfStyles(body);
	for (const link of body.querySelectorAll('a[href]')) {
		link.setAttribute('href', plainAddress(link.getAttribute('href') ?? ''));
	}
	for (const table of [...body.querySelectorAll('table')].reverse()) {
		rowsOf(table);
	}
	for (const list of body.querySelectorAll('ul, ol')) {
		flatten(list);
	}
	partAtBreaks(body);
	stripAttributes(body);
	dropEmpty(body);
	for (const img of body.querySelectorAll('img')) {
		// As the image element of a post is written.
		const figure = body.ownerDocument.createElement('figure');
		figure.setAttribute('data-media', img.getAttribute('src') ?? '');
		figure.setAttribute('data-alt', img.getAttribute('alt') ?? '');
		img.replaceWith(figure);
	}
	return body.innerHTML;
}

function dropComments(body: HTMLElement): void {
	const comments: Node[] = [];
	const walk = (node: Node): void => {
		for (const child of node.childNodes) {
			if (child.nodeType === Node.COMMENT_NODE) {
				comments.push(child);
			} else {
				walk(child);
			}
		}
	};
	walk(body);
	for (const comment of comments) {
		comment.parentNode?.removeChild(comment);
	}
}

const NOTHING_TO_SAY = [
	...[
		'script',
		'style',
		'meta',
		'link',
		'title',
		'template',
		'noscript',
		'iframe',
		'object',
		'svg',
		'canvas',
		'xml',
	],
	...[
		'form',
		'input',
		'button',
		'select',
		'textarea',
		'nav',
		'colgroup',
		'hr',
		'audio',
		'video',
		'[hidden]',
		'[aria-hidden="true"]',
	],
	...['.gmail_signature', '#Signature', '#x_Signature', '[id="ms-outlook-mobile-signature"]'],
].join(',');

const HIDDEN = /(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all)/i;

function dropJunk(body: HTMLElement): void {
	for (const junk of body.querySelectorAll(NOTHING_TO_SAY)) {
		junk.remove();
	}
	for (const element of [...body.querySelectorAll<HTMLElement>('*')]) {
		const style = styleOf(element);
		if (HIDDEN.test(style) || (element.localName === 'img' && isNoPicture(element))) {
			element.remove();
		} else if (/mso-spacerun/i.test(style)) {
			element.replaceWith(' ');
		} else if (element.localName.includes(':')) {
			unwrap(element); // <o:p> and the like
		}
	}
	// A reply that quotes a mail is not a quote of a person.
	for (const quoted of body.querySelectorAll('blockquote[type="cite"], blockquote.gmail_quote')) {
		unwrap(quoted);
	}
}

/** Pictures of one dot count readers; others lie in the mail or on somebody's disk. */
function isNoPicture(img: HTMLElement): boolean {
	const small = (name: string) => {
		const size = Number.parseFloat(
			img.getAttribute(name) ??
				new RegExp(`(?:^|;)\\s*${name}\\s*:\\s*([\\d.]+)px`, 'i').exec(styleOf(img))?.[1] ??
				'',
		);
		return size <= 3;
	};
	return !/^https?:\/\//i.test(img.getAttribute('src') ?? '') || small('width') || small('height');
}

const styleOf = (element: Element): string => element.getAttribute('style') ?? '';

/** The server's policy lets no style attribute have effect, so what it says is said by elements. */
function marksOfStyles(body: HTMLElement): void {
	for (const element of [...body.querySelectorAll<HTMLElement>('b, strong, i, em, span, font, u')]) {
		const style = styleOf(element);
		const has = (what: string) => new RegExp(`(?:^|;)\\s*${what}`, 'i').test(style);
		const marks: string[] = [];
		if (has('font-weight\\s*:\\s*(?:bold|[6-9]00)')) {
			marks.push('strong');
		}
		if (has('font-style\\s*:\\s*(?:italic|oblique)')) {
			marks.push('em');
		}
		if (has('text-decoration(?:-line)?\\s*:[^;]*line-through')) {
			marks.push('s');
		}
		if (has('vertical-align\\s*:\\s*super')) {
			marks.push('sup');
		} else if (has('vertical-align\\s*:\\s*sub')) {
			marks.push('sub');
		}
		const plainBold =
			/^(?:b|strong)$/.test(element.localName) && has('font-weight\\s*:\\s*(?:normal|[1-5]00)');
		const plainItalic = /^(?:i|em)$/.test(element.localName) && has('font-style\\s*:\\s*normal');
		wrapContent(element, marks);
		if (plainBold || plainItalic || /^(?:span|font|u)$/.test(element.localName)) {
			unwrap(element);
		}
	}
}

function wrapContent(element: HTMLElement, marks: readonly string[]): void {
	for (const mark of marks) {
		const wrapper = element.ownerDocument.createElement(mark);
		wrapper.append(...element.childNodes);
		element.append(wrapper);
	}
}

function unwrap(element: Element): void {
	element.replaceWith(...element.childNodes);
}

const BLOCKS = 'p, div, h1, h2, h3, h4, h5, h6, ul, ol, blockquote, figure, img, table';

/** A table that lays out a page gives what is in its cells; one of figures gives a paragraph for each row. */
function rowsOf(table: Element): void {
	const { ownerDocument } = table;
	const layout =
		table.querySelector('h1, h2, h3, h4, h5, h6, ul, ol, blockquote, img, p + p, div + div') !== null;
	const blocks: Node[] = [];
	for (const row of table.querySelectorAll('tr')) {
		const cells = [...row.querySelectorAll('td, th')].filter(
			(cell) => (cell.textContent ?? '').trim() !== '' || cell.querySelector('img') !== null,
		);
		if (layout) {
			for (const cell of cells) {
				const block = ownerDocument.createElement('div');
				block.append(...cell.childNodes);
				blocks.push(block);
			}
		} else if (cells.length > 0) {
			const line = ownerDocument.createElement('p');
			cells.forEach((cell, i) => {
				for (const block of cell.querySelectorAll(BLOCKS)) {
					unwrap(block);
				}
				line.append(...(i === 0 ? [] : [' | ']), ...cell.childNodes);
			});
			blocks.push(line);
		}
	}
	table.replaceWith(...blocks);
}

/** Lists don't nest here: an item's own list goes on after it. */
function flatten(list: Element): void {
	for (const item of [...list.children]) {
		if (item.localName === 'ul' || item.localName === 'ol') {
			item.replaceWith(...item.children); // as Word and old editors write it
			continue;
		}
		const nested = [...item.querySelectorAll('li')];
		for (const one of nested.reverse()) {
			item.after(one);
		}
		for (const inner of item.querySelectorAll('ul, ol')) {
			inner.remove();
		}
		const paragraphs = item.querySelectorAll('p, div');
		paragraphs.forEach((paragraph, i) => {
			if (i > 0) {
				paragraph.prepend(list.ownerDocument.createElement('br'));
			}
			unwrap(paragraph);
		});
	}
}

/** Mail programs part paragraphs by two line breaks. */
function partAtBreaks(body: HTMLElement): void {
	for (const block of [...body.querySelectorAll('p, div'), body]) {
		if (block.querySelector(BLOCKS) !== null || block.querySelector('br') === null) {
			continue;
		}
		const parts: Node[][] = [[]];
		let breaks: Node[] = [];
		for (const node of [...block.childNodes]) {
			if (node.nodeName === 'BR') {
				breaks.push(node);
			} else if (
				breaks.length > 0 &&
				(node.textContent ?? '').trim() === '' &&
				node.nodeType === Node.TEXT_NODE
			) {
				// White space between two breaks is none.
			} else {
				if (breaks.length > 1) {
					parts.push([]);
				} else {
					parts.at(-1)?.push(...breaks);
				}
				breaks = [];
				parts.at(-1)?.push(node);
			}
		}
		const paragraphs = parts.map((nodes) => {
			const paragraph = block.ownerDocument.createElement('p');
			paragraph.append(...nodes);
			return paragraph;
		});
		if (block === body) {
			body.replaceChildren(...paragraphs);
		} else {
			block.replaceWith(...paragraphs);
		}
	}
}

function stripAttributes(body: HTMLElement): void {
	for (const element of body.querySelectorAll('*')) {
		for (const name of element.getAttributeNames()) {
			const kept =
				(element.localName === 'a' && name === 'href') ||
				(element.localName === 'img' && (name === 'src' || name === 'alt'));
			if (!kept) {
				element.removeAttribute(name);
			}
		}
	}
}

function dropEmpty(body: HTMLElement): void {
	for (const element of [
		...body.querySelectorAll('p, div, li, ul, ol, h1, h2, h3, h4, h5, h6, blockquote, a, strong, em, b, i'),
	].reverse()) {
		if ((element.textContent ?? '').trim() === '' && element.querySelector('img') === null) {
			element.replaceWith(
				...(/^(?:a|strong|em|b|i)$/.test(element.localName) ? [element.textContent ?? ''] : []),
			);
		}
	}
}
