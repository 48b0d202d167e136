// Putting an element into the document, from the bar or from the slash menu.
import type { Editor, JSONContent } from '@tiptap/core';
import { NodeSelection } from '@tiptap/pm/state';

export const KINDS = ['heading', 'list', 'numbers', 'quote', 'image', 'embed', 'link'] as const;
export type Kind = (typeof KINDS)[number];

/** Makes the paragraph at the cursor into the element, or puts the element in there. */
export function put(editor: Editor, kind: Kind): void {
	switch (kind) {
		case 'heading':
			editor.chain().focus().toggleNode('heading', 'paragraph').run();
			return;
		case 'list':
			editor.chain().focus().toggleBulletList().run();
			return;
		case 'numbers':
			editor.chain().focus().toggleOrderedList().run();
			return;
		case 'quote':
			if (!editor.chain().focus().toggleWrap('quote').run()) {
				insert(editor, { type: 'quote', content: [{ type: 'paragraph' }] });
			}
			return;
		case 'image':
		case 'embed':
			insert(editor, { type: kind });
			return;
		case 'link':
			insert(editor, { type: 'linkCard' });
			return;
	}
}

/** Puts a block in and moves to its first field, or into its words. */
function insert(editor: Editor, block: JSONContent): void {
	const had = new Set(editor.view.dom.querySelectorAll('.element'));
	editor.commands.insertContent(block);
	if (editor.state.selection instanceof NodeSelection) {
		// The next word must go after the block, not in its place.
		editor.commands.setTextSelection(editor.state.selection.to + 1);
	}
	const added = [...editor.view.dom.querySelectorAll('.element')].find((element) => !had.has(element));
	added?.querySelector('input')?.focus();
}
