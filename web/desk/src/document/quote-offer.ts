// Offers to make a paragraph into a quote, where its words say that it is one: Tab
// does, Escape does not. Nothing happens by itself.
import { Extension } from '@tiptap/core';
import type { Node } from '@tiptap/pm/model';
import { type EditorState, Plugin, PluginKey, TextSelection, type Transaction } from '@tiptap/pm/state';
import { type Said, saidAfter, saidIn } from './said';

export interface Offer extends Said {
	/** Where the paragraph begins and ends. */
	from: number;
	to: number;
}

interface Offering {
	offer: Offer | undefined;
	/** Where paragraphs begin that are to be left as they are. */
	refused: readonly number[];
}

export const quoteOffer = new PluginKey<Offering>('quoteOffer');

/** What the paragraph at the cursor could be. */
function find(state: EditorState, refused: readonly number[]): Offer | undefined {
	const { $from, empty } = state.selection;
	if (!empty || $from.depth !== 1 || $from.parent.type.name !== 'paragraph') {
		return undefined;
	}
	const from = $from.before();
	if (refused.includes(from)) {
		return undefined;
	}
	const before = $from.node(0).maybeChild($from.index(0) - 1);
	const text = plain($from.parent);
	const said =
		saidIn(text) ?? (before?.type.name === 'paragraph' ? saidAfter(plain(before), text) : undefined);
	return said === undefined ? undefined : { ...said, from, to: $from.after() };
}

const plain = (node: Node): string => node.textBetween(0, node.content.size, '\n', '\n');

/** Makes the paragraph a quote, and puts the cursor after it. */
export function acceptOffer(state: EditorState, offer: Offer): Transaction {
	const { quote, paragraph } = state.schema.nodes;
	if (quote === undefined || paragraph === undefined) {
		throw new Error('the schema has no quotes');
	}
	const { speaker, role, reportedBy, words } = offer;
	const tr = state.tr.replaceWith(
		offer.from,
		offer.to,
		quote.create({ speaker, role, reportedBy }, paragraph.create(null, state.schema.text(words))),
	);
	const after = tr.mapping.map(offer.to);
	if (after >= tr.doc.content.size) {
		tr.insert(after, paragraph.create());
	}
	return tr.setSelection(TextSelection.near(tr.doc.resolve(after + 1))).scrollIntoView();
}

export const refuseOffer = (state: EditorState): Transaction => state.tr.setMeta(quoteOffer, 'refuse');

export const QuoteOffer = Extension.create({
	name: 'quoteOffer',
	priority: 1_000,
	addProseMirrorPlugins: () => [
		new Plugin<Offering>({
			key: quoteOffer,
			state: {
				init: () => ({ offer: undefined, refused: [] }),
				apply(tr, { offer, refused }, _, state) {
					let left = refused;
					if (tr.docChanged && left.length > 0) {
						left = left
							.map((at) => tr.mapping.mapResult(at, 1))
							.filter((mapped) => !mapped.deletedAfter)
							.map((mapped) => mapped.pos);
					}
					if (tr.getMeta(quoteOffer) === 'refuse' && offer !== undefined) {
						left = [...left, offer.from];
					}
					return { offer: find(state, left), refused: left };
				},
			},
			props: {
				handleKeyDown(view, event) {
					const offer = quoteOffer.getState(view.state)?.offer;
					if (offer === undefined || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) {
						return false;
					}
					if (event.key === 'Tab' && !event.shiftKey) {
						view.dispatch(acceptOffer(view.state, offer));
						return true;
					}
					if (event.key === 'Escape') {
						view.dispatch(refuseOffer(view.state));
						return true;
					}
					return false;
				},
			},
		}),
	],
});
