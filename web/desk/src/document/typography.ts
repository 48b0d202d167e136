// Smart marks in the editor. The straight character is typed first and changed by a
// step of its own, so that one Backspace or one Undo has it back.
import { Extension, InputRule } from '@tiptap/core';
import { smart } from './smart';

export const Typography = Extension.create<{ language: () => string }>({
	name: 'typography',
	addOptions: () => ({ language: () => 'en' }),
	addInputRules() {
		return [
			new InputRule({
				find: (text) => {
					const found = smart(text, this.options.language());
					return found === undefined
						? null
						: {
								index: text.length - found.length,
								text: text.slice(-found.length),
								data: { text: found.text },
							};
				},
				handler: ({ state, range, match }) => {
					const words: unknown = match.data?.text;
					if (typeof words !== 'string') {
						return null;
					}
					state.tr.insertText(words, range.from, range.to);
				},
			}),
		];
	},
});
