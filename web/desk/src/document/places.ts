// Where the words of a post's elements stand in the editor's document, and how they
// are put right there: as changes of the document, so that undo knows them.
import type { Editor } from '@tiptap/core';
import type { Node } from '@tiptap/pm/model';

/** Some words of an element, as the subs name them. */
export interface Spot {
	element: number;
	field: 'title' | 'text' | 'speaker' | 'role';
	/** Where they began when they were read, in UTF-16 units. */
	offset: number;
	words: string;
}

/** An element in the document: its words, and the position of each of their units. */
interface Placed {
	text: string;
	at: number[];
	/** Of the node that has its fields, where it is one node. */
	node: number | undefined;
}

/** The elements of a document, in the order and number of `toElements`. */
export function placed(doc: Node): Placed[] {
	const out: Placed[] = [];
	let text: Placed | undefined; // the text that paragraphs go on
	doc.forEach((node, at) => {
		if (node.type.name === 'paragraph') {
			if (node.textContent.trim() === '') {
				return;
			}
			if (text === undefined || node.attrs.apart === true) {
				text = { text: '', at: [], node: undefined };
				out.push(text);
			}
			read(text, node, at);
			return;
		}
		const one: Placed = { text: '', at: [], node: at };
		if (node.isTextblock) {
			read(one, node, at);
		} else {
			node.descendants((inner, offset) => {
				if (inner.isTextblock && inner.textContent.trim() !== '') {
					read(one, inner, at + 1 + offset);
				}
				return !inner.isTextblock;
			});
		}
		const fields = Object.values(node.attrs).some((value) => typeof value === 'string' && value !== '');
		if (one.text !== '' || node.isAtom || (node.type.name === 'quote' && fields)) {
			text = undefined;
			out.push(one);
		}
	});
	return out;
}

function read(into: Placed, block: Node, at: number): void {
	if (into.text !== '') {
		into.text += '\n';
		into.at.push(at);
	}
	block.forEach((inline, offset) => {
		const said = inline.isText ? (inline.text ?? '') : '\n';
		for (let i = 0; i < said.length; i++) {
			into.at.push(at + 1 + offset + (inline.isText ? i : 0));
		}
		into.text += said;
	});
}

/** Where the words begin in a text: as near as may be to where they were. -1: they are gone. */
export function nearest(text: string, words: string, offset: number): number {
	let best = -1;
	for (let i = text.indexOf(words); i >= 0; i = text.indexOf(words, i + 1)) {
		if (best < 0 || Math.abs(i - offset) < Math.abs(best - offset)) {
			best = i;
		}
	}
	return best;
}

function rangeOf(editor: Editor, spot: Spot): { from: number; to: number } | undefined {
	const one = placed(editor.state.doc)[spot.element];
	if (one === undefined || spot.words === '') {
		return undefined;
	}
	const begin = nearest(one.text, spot.words, spot.offset);
	const from = one.at[begin];
	const last = one.at[begin + spot.words.length - 1];
	return from === undefined || last === undefined ? undefined : { from, to: last + 1 };
}

/** Writes other words in the place of those that are named; false where they are gone. */
export function rewrite(editor: Editor, spot: Spot, words: string): boolean {
	const { tr } = editor.state;
	const range = spot.field === 'text' ? rangeOf(editor, spot) : undefined;
	if (range !== undefined) {
		editor.view.dispatch(tr.insertText(words, range.from, range.to));
		return true;
	}
	// Of a picture, the words are its caption.
	const field = spot.field === 'text' ? 'caption' : spot.field;
	const node = placed(editor.state.doc)[spot.element]?.node;
	const said: unknown = node === undefined ? undefined : tr.doc.nodeAt(node)?.attrs[field];
	if (node === undefined || typeof said !== 'string') {
		return false;
	}
	const at = nearest(said, spot.words, spot.offset);
	if (at < 0) {
		return false;
	}
	editor.view.dispatch(
		tr.setNodeAttribute(node, field, said.slice(0, at) + words + said.slice(at + spot.words.length)),
	);
	return true;
}

/** Makes the words lead somewhere, or nowhere; false where they are gone. */
export function lead(editor: Editor, spot: Spot, href: string | undefined): boolean {
	const range = rangeOf(editor, spot);
	const link = editor.schema.marks.link;
	if (range === undefined || link === undefined) {
		return false;
	}
	const tr = editor.state.tr.removeMark(range.from, range.to, link);
	editor.view.dispatch(href === undefined ? tr : tr.addMark(range.from, range.to, link.create({ href })));
	return true;
}

/** Chooses the words, so that one sees where they stand and can go on there; false where they are gone. */
export function show(editor: Editor, spot: Spot): boolean {
	if (spot.field === 'speaker' || spot.field === 'role') {
		const node = placed(editor.state.doc)[spot.element]?.node;
		const dom = node === undefined ? null : editor.view.nodeDOM(node);
		const input = dom instanceof HTMLElement ? dom.querySelector('input') : null;
		input?.focus();
		return input !== null;
	}
	const range = rangeOf(editor, spot);
	return range !== undefined && editor.chain().setTextSelection(range).focus().scrollIntoView().run();
}
