// Lists as Word and Outlook write them: paragraphs that a style calls items, with
// their bullet or number as text.

const ITEM = /mso-list\s*:\s*(l\d+)\s+level(\d+)/i;
const NUMBER = /^\(?(?:\d{1,3}|[a-z]|[ivxlc]{1,5})[.)]$/i;

/** Makes such paragraphs into lists. Those of deeper levels become items of the same list. */
export function wordLists(body: HTMLElement): void {
	let list: HTMLElement | undefined;
	let before: Element | undefined;
	let id = '';
	for (const paragraph of [...body.querySelectorAll('p, h1, h2, h3, h4, h5, h6, div')]) {
		const item = ITEM.exec(paragraph.getAttribute('style') ?? '');
		if (item === null) {
			continue;
		}
		const marker = [...paragraph.querySelectorAll('span')].find((span) =>
			/mso-list\s*:\s*ignore/i.test(span.getAttribute('style') ?? ''),
		);
		const ordered = NUMBER.test((marker?.textContent ?? '').replaceAll(/[\s\u00a0]/g, ''));
		marker?.remove();
		const li = body.ownerDocument.createElement('li');
		li.append(...paragraph.childNodes);
		// An item goes on with the list that it stands right after.
		if (
			list === undefined ||
			id !== item[1] ||
			paragraph.previousElementSibling !== before ||
			(item[2] === '1' && ordered !== (list.localName === 'ol'))
		) {
			list = body.ownerDocument.createElement(ordered ? 'ol' : 'ul');
			paragraph.before(list);
			id = item[1] ?? '';
		}
		before = list;
		list.append(li);
		paragraph.remove();
	}
}
