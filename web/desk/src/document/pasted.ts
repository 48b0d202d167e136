// What is pasted as plain text and is more than words: an address by itself, which
// becomes an embed or a link card once the server knows what it stands for, and long
// copy, which the copytaster reads. Both stand in the document as they were pasted
// from the first moment on; what is made of them is a step of its own for Undo.
import { type Editor, Extension } from '@tiptap/core';
import { closeHistory } from '@tiptap/pm/history';
import type { Node } from '@tiptap/pm/model';
import { Plugin, PluginKey } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import { type Failure, inWords } from '../api/request';
import type { Element, Picture, Tasted } from '../api/words';
import { toDocument } from './elements';
import { type Help, noHelp } from './help';

/** Pasted copy as the copytaster reads it, to be looked at by a person. */
export interface Reading {
	text: string;
	tasted: Tasted;
}

export interface PastedOptions {
	help: Help;
	/** What is being looked up, or could not be, in words; undefined when there is nothing to say. */
	say: (what: string | undefined) => void;
	/** Copy has been read. */
	review: (reading: Reading) => void;
}

interface Range {
	from: number;
	to: number;
}

const pasted = new PluginKey<Range | undefined>('pasted');

const ADDRESS = /^https?:\/\/[^\s/]+\.[^\s/]\S*$/i;

/** From so many characters and paragraphs on, plain text is copy and not a note. */
const LEAST_COPY = 400;
const LEAST_PARAGRAPHS = 3;

/** Whether a text is an address and nothing else. */
export const isAddress = (text: string): boolean => text.length <= 4096 && ADDRESS.test(text);

/** Whether plain text is long enough to be agency copy or a release. */
export const isCopy = (text: string): boolean =>
	text.length >= LEAST_COPY &&
	text.split(/\r?\n/).filter((line) => line.trim() !== '').length >= LEAST_PARAGRAPHS;

/** Whether the copytaster found something that plain paragraphs don't say. */
export const isStructured = ({ title, posts }: Tasted): boolean =>
	posts.length > 1 ||
	title !== '' ||
	posts.some(
		(post) =>
			post.title !== '' ||
			post.byline.length > 0 ||
			post.sources.length > 0 ||
			post.elements.some((element) => element.type !== 'text'),
	);

/** Puts elements where the copy was pasted; false where it is there no more. */
export function replacePasted(editor: Editor, elements: readonly Element[]): boolean {
	const range = pasted.getState(editor.state);
	if (range === undefined || range.from >= range.to) {
		return false;
	}
	const nodes = (toDocument(elements).content ?? []).map((json) => editor.schema.nodeFromJSON(json));
	const $from = editor.state.doc.resolve(range.from);
	const $to = editor.state.doc.resolve(range.to);
	// Whole paragraphs where nothing else stands in them.
	const from = $from.depth > 0 && $from.parentOffset === 0 ? $from.before(1) : range.from;
	const to = $to.depth > 0 && $to.parentOffset === $to.parent.content.size ? $to.after(1) : range.to;
	editor.view.dispatch(closeHistory(editor.state.tr).replaceWith(from, to, nodes).scrollIntoView());
	editor.commands.focus('end');
	return true;
}

function isPlain(data: DataTransfer): boolean {
	return data.getData('text/html') === '';
}

function onEmptyLine(view: EditorView): boolean {
	const { $from, empty } = view.state.selection;
	return (
		empty && $from.depth === 1 && $from.parent.type.name === 'paragraph' && $from.parent.content.size === 0
	);
}

function pasteAddress(view: EditorView, url: string, { help, say }: PastedOptions): void {
	const link = view.state.schema.marks.link;
	const text = view.state.schema.text(url, link === undefined ? [] : [link.create({ href: url })]);
	view.dispatch(view.state.tr.replaceSelectionWith(text, false).scrollIntoView());
	say('Looking up the address…');
	void help.unfurl(url).then((answer) => {
		if (view.isDestroyed) {
			return;
		}
		if (!answer.ok) {
			say(whyNot(answer.failure));
			return;
		}
		const { embed, image, title = '' } = answer.value;
		say(embed || title !== '' ? undefined : 'The address stays a link: its page has no title.');
		if (embed || title !== '') {
			makeCard(view, url, embed, title);
		}
		if (embed && image !== undefined) {
			void help.still(image).then((still) => still.ok && setStill(view, url, still.value));
		}
	});
}

/** Gives the card of an embed its still, wherever it stands by now. It is an extra: without one a card is one, too. */
function setStill(view: EditorView, url: string, { media, width, height, placeholder }: Picture): void {
	if (view.isDestroyed) {
		return;
	}
	const { tr, doc } = view.state;
	doc.forEach((node, offset) => {
		if (node.type.name === 'embed' && node.attrs.url === url && !node.attrs.still) {
			tr.setNodeMarkup(offset, undefined, { ...node.attrs, still: media, width, height, placeholder });
		}
	});
	view.dispatch(tr);
}

/** Why an address stays a link. */
function whyNot(failure: Failure): string {
	const [wrong] = failure.kind === 'refused' ? failure.errors : [];
	return wrong === undefined ? inWords(failure) : `The address ${wrong.message}.`;
}

/** Makes the paragraph that holds the address alone into its card, wherever it stands by now. */
function makeCard(view: EditorView, url: string, embed: boolean, title: string): void {
	const { schema, doc } = view.state;
	const type = embed ? schema.nodes.embed : schema.nodes.linkCard;
	let at: number | undefined;
	let found: Node | undefined;
	doc.forEach((node, offset) => {
		if (node.type.name === 'paragraph' && node.textContent === url) {
			at = offset;
			found = node;
		}
	});
	if (type === undefined || at === undefined || found === undefined) {
		return; // somebody has written on in it: it stays what it is
	}
	const tr = closeHistory(view.state.tr);
	const card = type.create({ url, title });
	const end = at + found.nodeSize;
	const last = end === doc.content.size;
	const paragraph = schema.nodes.paragraph;
	tr.replaceWith(at, end, last && paragraph !== undefined ? [card, paragraph.create()] : card);
	view.dispatch(tr);
}

export const Pasted = Extension.create<PastedOptions>({
	name: 'pasted',
	addOptions: () => ({ help: noHelp, say: () => {}, review: () => {} }),
	addProseMirrorPlugins() {
		const { options } = this;
		let ours = false; // the paste that this plugin itself asks for
		return [
			new Plugin<Range | undefined>({
				key: pasted,
				state: {
					init: () => undefined,
					apply(tr, before) {
						const set = tr.getMeta(pasted) as Range | undefined;
						if (set !== undefined) {
							return set;
						}
						return before === undefined
							? undefined
							: { from: tr.mapping.map(before.from, -1), to: tr.mapping.map(before.to, 1) };
					},
				},
				props: {
					handlePaste(view, event) {
						const data = event.clipboardData;
						if (ours || data === null) {
							return false;
						}
						const text = data.getData('text/plain');
						if (isAddress(text.trim()) && onEmptyLine(view)) {
							pasteAddress(view, text.trim(), options);
							return true;
						}
						if (!isPlain(data) || !isCopy(text)) {
							return false;
						}
						const { from } = view.state.selection;
						const behind = view.state.doc.content.size - view.state.selection.to;
						ours = true;
						view.pasteText(text, event);
						ours = false;
						const to = view.state.doc.content.size - behind;
						view.dispatch(view.state.tr.setMeta(pasted, { from, to }).setMeta('addToHistory', false));
						void options.help.taste(text).then((answer) => {
							if (answer.ok && !view.isDestroyed && isStructured(answer.value)) {
								options.review({ text, tasted: answer.value });
							}
						});
						return true;
					},
				},
			}),
		];
	},
});
