// The elements of a post as nodes of the editor's document. Their names and
// fields are those that elements.ts reads and writes.
import { Node, textblockTypeInputRule, wrappingInputRule } from '@tiptap/core';
import EmbedFields from '../parts/EmbedFields.svelte';
import ImageFields from '../parts/ImageFields.svelte';
import LinkFields from '../parts/LinkFields.svelte';
import QuoteFields from '../parts/QuoteFields.svelte';
import type { Pictures } from '../state/pictures.svelte';
import { elementView } from './element-view.svelte';
import { QUOTE_FIELDS } from './elements';
import { noHelp, type QuoteHelp } from './help';

const fields = (...names: string[]) =>
	Object.fromEntries(
		names.map((name) => [
			name,
			{
				default: '',
				parseHTML: (from: HTMLElement) => from.getAttribute(`data-${name.toLowerCase()}`) ?? '',
				renderHTML: (attrs: Record<string, unknown>) =>
					attrs[name] === '' ? {} : { [`data-${name.toLowerCase()}`]: attrs[name] },
			},
		]),
	);

export const Heading = Node.create({
	name: 'heading',
	group: 'block',
	content: 'text*',
	marks: '',
	defining: true,
	parseHTML: () => ['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].map((tag) => ({ tag })),
	renderHTML: () => ['h3', 0],
	addInputRules() {
		return [textblockTypeInputRule({ find: /^#{1,6}\s$/, type: this.type })];
	},
	addKeyboardShortcuts() {
		return { 'Mod-Alt-2': () => this.editor.commands.toggleNode(this.name, 'paragraph') };
	},
});

export const Quote = Node.create<{ help: QuoteHelp }>({
	name: 'quote',
	addOptions: () => ({ help: noHelp }),
	group: 'block',
	content: 'paragraph+',
	defining: true,
	addAttributes: () => fields(...QUOTE_FIELDS),
	parseHTML: () => [{ tag: 'blockquote' }],
	renderHTML: ({ HTMLAttributes }) => ['blockquote', HTMLAttributes, 0],
	addNodeView() {
		return elementView(QuoteFields, 'quote', { help: this.options.help });
	},
	addInputRules() {
		return [wrappingInputRule({ find: /^\s*>\s$/, type: this.type })];
	},
	addKeyboardShortcuts() {
		return { 'Mod-Shift-b': () => this.editor.commands.toggleWrap(this.name) };
	},
});

/** What is known of the room that a picture takes. */
const ROOM = ['width', 'height', 'placeholder'];

export const Image = Node.create<{ pictures: Pictures | undefined }>({
	name: 'image',
	group: 'block',
	atom: true,
	addOptions: () => ({ pictures: undefined }),
	addAttributes: () => fields('media', 'alt', 'decorative', 'caption', 'credit', ...ROOM),
	parseHTML: () => [
		{ tag: 'figure[data-media]' },
		{
			tag: 'img[src]',
			getAttrs: (img) => ({ media: img.getAttribute('src') ?? '', alt: img.getAttribute('alt') ?? '' }),
		},
	],
	renderHTML: ({ HTMLAttributes }) => ['figure', HTMLAttributes],
	addNodeView() {
		const { pictures } = this.options;
		return pictures === undefined ? null : elementView(ImageFields, 'image', { pictures });
	},
});

export const Embed = Node.create({
	name: 'embed',
	group: 'block',
	atom: true,
	addAttributes: () => fields('url', 'title', 'still', ...ROOM),
	parseHTML: () => [{ tag: 'div[data-embed]' }],
	renderHTML: ({ HTMLAttributes }) => ['div', { 'data-embed': '', ...HTMLAttributes }],
	addNodeView: () => elementView(EmbedFields, 'embed'),
});

export const LinkCard = Node.create({
	name: 'linkCard',
	group: 'block',
	atom: true,
	addAttributes: () => fields('url', 'title'),
	parseHTML: () => [{ tag: 'div[data-link]' }],
	renderHTML: ({ HTMLAttributes }) => ['div', { 'data-link': '', ...HTMLAttributes }],
	addNodeView: () => elementView(LinkFields, 'link'),
});
