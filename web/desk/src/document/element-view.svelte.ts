// Joins an element of the editor's document to the Svelte component that shows
// its fields. The document holds the only copy of the fields: the component reads
// them here and sends every change through a transaction, so that undo knows it.
import type { NodeViewRenderer } from '@tiptap/core';
import { type Component, mount, unmount } from 'svelte';

/** An element's fields, as its component sees them. */
export class ElementFields {
	#fields = $state.raw<Readonly<Record<string, unknown>>>({});
	#write: (name: string, value: string) => void;
	/** Takes the element out of the document. */
	readonly remove: () => void;

	constructor(
		fields: Readonly<Record<string, unknown>>,
		write: (name: string, value: string) => void,
		remove: () => void,
	) {
		this.#fields = fields;
		this.#write = write;
		this.remove = remove;
	}

	get(name: string): string {
		const value = this.#fields[name];
		return typeof value === 'string' ? value : '';
	}

	set(name: string, value: string): void {
		this.#write(name, value);
	}

	follow(fields: Readonly<Record<string, unknown>>): void {
		this.#fields = fields;
	}
}

/** A node view that shows the fields in `form` under the node's words, where it has any. */
export function elementView<More extends Record<string, unknown> = Record<never, never>>(
	form: Component<{ fields: ElementFields } & More>,
	className: string,
	more?: More,
): NodeViewRenderer {
	return ({ node, editor, getPos }) => {
		const dom = document.createElement('div');
		dom.className = `element ${className}`;
		const words = node.isAtom ? undefined : document.createElement('div');
		if (words !== undefined) {
			words.className = 'words';
			dom.append(words);
		}
		const panel = document.createElement('div');
		panel.contentEditable = 'false';
		dom.append(panel);

		const fields = new ElementFields(
			node.attrs,
			(name, value) => {
				const at = getPos();
				if (at !== undefined) {
					editor.view.dispatch(editor.state.tr.setNodeAttribute(at, name, value));
				}
			},
			() => {
				const at = getPos();
				const here = at === undefined ? null : editor.state.doc.nodeAt(at);
				if (at !== undefined && here !== null) {
					editor
						.chain()
						.deleteRange({ from: at, to: at + here.nodeSize })
						.focus()
						.run();
				}
			},
		);
		const props = { fields, ...more } as { fields: ElementFields } & More;
		const shown = mount(form, { target: panel, props });

		return {
			dom,
			contentDOM: words ?? null,
			update(newer) {
				if (newer.type !== node.type) {
					return false;
				}
				fields.follow(newer.attrs);
				return true;
			},
			// What is typed into a field is the field's, not the document's.
			stopEvent: (event) => event.target instanceof Node && panel.contains(event.target),
			ignoreMutation: (mutation) =>
				mutation.type !== 'selection' && words?.contains(mutation.target) !== true,
			destroy() {
				void unmount(shown);
			},
		};
	};
}
