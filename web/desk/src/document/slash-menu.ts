// The slash menu: "/" at the start of an empty paragraph, then some letters of what
// is to be put in there.
import { type Editor, Extension } from '@tiptap/core';
import { type EditorState, Plugin, PluginKey } from '@tiptap/pm/state';
import { KINDS, type Kind, put } from './insert';

export const LABELS: Record<Kind, string> = {
	heading: 'Heading',
	list: 'List',
	numbers: 'Numbered list',
	quote: 'Quote',
	image: 'Image',
	embed: 'Embed',
	link: 'Link',
};

/** Other words that people look for an element by. */
const ALSO: Partial<Record<Kind, readonly string[]>> = {
	heading: ['title', 'headline'],
	list: ['bullets'],
	numbers: ['ordered'],
	quote: ['said'],
	image: ['picture', 'photo'],
	embed: ['video', 'film', 'tweet'],
	link: ['card', 'url'],
};

export interface Menu {
	/** Where the slash stands. */
	from: number;
	to: number;
	kinds: readonly Kind[];
	/** Which of them is chosen. */
	at: number;
}

interface MenuState {
	menu: Menu | undefined;
	/** Where a slash stands that is to be one. */
	shut: number | undefined;
}

export const slashMenu = new PluginKey<MenuState>('slashMenu');

function find(state: EditorState, shut: number | undefined, at: number): Menu | undefined {
	const { $from, empty } = state.selection;
	if (!empty || $from.depth !== 1 || $from.parent.type.name !== 'paragraph') {
		return undefined;
	}
	const asked = /^\/([\p{L} ]{0,20})$/u.exec($from.parent.textContent)?.[1]?.toLowerCase();
	if (asked === undefined || $from.parentOffset !== $from.parent.content.size || shut === $from.start()) {
		return undefined;
	}
	const kinds = KINDS.filter((kind) =>
		[LABELS[kind], ...(ALSO[kind] ?? [])].some((word) => word.toLowerCase().startsWith(asked)),
	);
	return kinds.length === 0
		? undefined
		: { from: $from.start(), to: $from.end(), kinds, at: Math.min(at, kinds.length - 1) };
}

/** Takes the slash and what was typed after it away, and puts the element in. */
export function choose(editor: Editor, menu: Menu, kind: Kind | undefined): void {
	if (kind !== undefined) {
		editor.chain().focus().deleteRange({ from: menu.from, to: menu.to }).run();
		put(editor, kind);
	}
}

export const SlashMenu = Extension.create({
	name: 'slashMenu',
	priority: 1_000,
	addProseMirrorPlugins() {
		const { editor } = this;
		return [
			new Plugin<MenuState>({
				key: slashMenu,
				state: {
					init: () => ({ menu: undefined, shut: undefined }),
					apply(tr, before, _, state) {
						const asked: unknown = tr.getMeta(slashMenu);
						let shut = before.shut === undefined ? undefined : tr.mapping.map(before.shut);
						if (asked === 'shut') {
							shut = before.menu?.from;
						}
						const at = typeof asked === 'number' ? asked : (before.menu?.at ?? 0);
						const menu = find(state, shut, tr.docChanged ? 0 : at);
						// A slash that was left alone may be asked again once it has gone.
						const gone = state.selection.$from.parent.content.size === 0;
						return { menu, shut: gone ? undefined : shut };
					},
				},
				props: {
					attributes(state): Record<string, string> {
						const menu = slashMenu.getState(state)?.menu;
						return menu === undefined
							? {}
							: { 'aria-controls': 'slash-menu', 'aria-activedescendant': `slash-${menu.kinds[menu.at]}` };
					},
					handleKeyDown(view, event) {
						const menu = slashMenu.getState(view.state)?.menu;
						if (menu === undefined || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) {
							return false;
						}
						const go = (at: number) =>
							view.dispatch(view.state.tr.setMeta(slashMenu, (at + menu.kinds.length) % menu.kinds.length));
						switch (event.key) {
							case 'ArrowDown':
								go(menu.at + 1);
								return true;
							case 'ArrowUp':
								go(menu.at - 1);
								return true;
							case 'Enter':
							case 'Tab':
								choose(editor, menu, menu.kinds[menu.at]);
								return true;
							case 'Escape':
								view.dispatch(view.state.tr.setMeta(slashMenu, 'shut'));
								return true;
						}
						return false;
					},
				},
			}),
		];
	},
});
