// What the editor knows: the elements of a post and the inline markup that the
// API keeps, and nothing that would be lost when it is sent.
import { Extension, Mark, Node } from '@tiptap/core';
import { Placeholder } from '@tiptap/extensions';
import { Plugin } from '@tiptap/pm/state';
import { StarterKit } from '@tiptap/starter-kit';
import type { Pictures } from '../state/pictures.svelte';
import type { QuoteHelp } from './help';
import { Embed, Heading, Image, LinkCard, Quote } from './nodes';
import { Pasted, type PastedOptions } from './pasted';
import { QuoteOffer } from './quote-offer';
import { SlashMenu } from './slash-menu';
import { Typography } from './typography';

/** Addresses that a link in a text may have: of the web, of a mailbox, of a post here; the server takes no others. */
const LEADS_SOMEWHERE = /^(https?:\/\/|mailto:|\/[a-z0-9-]+\/posts\/[0-9A-Z]{26}(#|$))/i;

/**
 * StarterKit with two of its parts bent to the API's shape: a list's items are one
 * paragraph each (lists don't nest), and code may be a link or stressed as well.
 */
const Kit = StarterKit.extend({
	addExtensions() {
		return (this.parent?.() ?? []).map((part) => {
			if (part instanceof Node && part.name === 'listItem') {
				return part.extend({
					content: 'paragraph',
					addKeyboardShortcuts() {
						return { Enter: () => this.editor.commands.splitListItem('listItem') };
					},
				});
			}
			return part instanceof Mark && part.name === 'code' ? part.extend({ excludes: '' }) : part;
		});
	},
});

const Superscript = Mark.create({
	name: 'superscript',
	excludes: 'subscript',
	parseHTML: () => [{ tag: 'sup' }],
	renderHTML: () => ['sup', 0],
	addKeyboardShortcuts() {
		return { 'Mod-.': () => this.editor.commands.toggleMark(this.name) };
	},
});

const Subscript = Mark.create({
	name: 'subscript',
	excludes: 'superscript',
	parseHTML: () => [{ tag: 'sub' }],
	renderHTML: () => ['sub', 0],
	addKeyboardShortcuts() {
		return { 'Mod-,': () => this.editor.commands.toggleMark(this.name) };
	},
});

/** Whether a paragraph begins a text element of its own; a new one made by Enter does not. */
const Apart = Extension.create({
	name: 'apart',
	addGlobalAttributes: () => [
		{
			types: ['paragraph'],
			attributes: { apart: { default: false, keepOnSplit: false, rendered: false } },
		},
	],
});

/** Quotes and list items hold plain words in the API, so marks in them go at once, where they can be seen to go. */
const PlainWords = Extension.create({
	name: 'plainWords',
	addProseMirrorPlugins: () => [
		new Plugin({
			appendTransaction(transactions, _, state) {
				if (!transactions.some((t) => t.docChanged)) {
					return null;
				}
				const tr = state.tr;
				state.doc.descendants((node, at) => {
					if (node.type.name === 'quote' || node.type.name === 'listItem') {
						tr.removeMark(at, at + node.nodeSize);
						return false;
					}
					return node.type.name.endsWith('List');
				});
				return tr.docChanged ? tr : null;
			},
		}),
	],
});

export const extensions = (
	placeholder: string,
	help: QuoteHelp,
	pasting: Partial<Omit<PastedOptions, 'help'>> = {},
	pictures?: Pictures,
) => [
	Kit.configure({
		blockquote: false,
		codeBlock: false,
		heading: false,
		horizontalRule: false,
		underline: false,
		link: {
			openOnClick: false,
			defaultProtocol: 'https',
			isAllowedUri: (url) => LEADS_SOMEWHERE.test(url),
			HTMLAttributes: { target: null, rel: null },
		},
	}),
	Superscript,
	Subscript,
	Apart,
	PlainWords,
	Heading,
	Quote.configure({ help }),
	Image.configure({ pictures }),
	Embed,
	LinkCard,
	Placeholder.configure({ placeholder }),
	Typography.configure({ language: help.language }),
	QuoteOffer,
	SlashMenu,
	Pasted.configure({ help, ...pasting }),
];
