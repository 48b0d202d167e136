// What an editor's state says, as a component shows it.
import type { Editor } from '@tiptap/core';
import { onMount } from 'svelte';

/** Follows the editor; to be called while a component is made. */
export function following<T>(editor: Editor, read: () => T): { readonly now: T } {
	let now = $state.raw(read());
	onMount(() => {
		// Taking a focused editor off the page makes it tell of its blur in the middle of
		// Svelte's work, where no state may change: a moment later is soon enough.
		const follow = () =>
			queueMicrotask(() => {
				if (!editor.isDestroyed) {
					now = read();
				}
			});
		const events = ['transaction', 'focus', 'blur'] as const;
		for (const event of events) {
			editor.on(event, follow);
		}
		return () => {
			for (const event of events) {
				editor.off(event, follow);
			}
		};
	});
	return {
		get now() {
			return now;
		},
	};
}

/** How far below the editor's upper edge a block of the document ends, in px. */
export function endOf(editor: Editor, at: number): number {
	const block = editor.view.nodeDOM(at);
	const rect = block instanceof HTMLElement ? block.getBoundingClientRect() : editor.view.coordsAtPos(at);
	return rect.bottom - editor.view.dom.getBoundingClientRect().top;
}
