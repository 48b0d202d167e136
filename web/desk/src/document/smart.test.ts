import { Editor } from '@tiptap/core';
import { afterEach, describe, expect, it } from 'vitest';
import { extensions } from './extensions';
import { noHelp } from './help';
import { smart } from './smart';

/** What a text becomes that is typed one character at a time. */
function typed(text: string, language: string): string {
	let out = '';
	for (const char of text) {
		out += char;
		const found = smart(out, language);
		if (found !== undefined) {
			out = out.slice(0, -found.length) + found.text;
		}
	}
	return out;
}

describe('smart marks', () => {
	it.each([
		['en', `"It's late," she said.`, '“It’s late,” she said.'],
		['en', `("So")`, '(“So”)'],
		['en', `"'No,' he said"`, '“‘No,’ he said”'],
		['en-GB', 'Monday -- or later', 'Monday – or later'],
		['en-US', 'Monday -- or later', 'Monday — or later'],
		['en', 'Monday --- or later', 'Monday — or later'],
		['en', 'wait...', 'wait…'],
		['en', 'ab-cd', 'ab-cd'],
		['en', '5.. 6', '5.. 6'],
		['de', `"So 'ist' es", sagt's`, '„So ‚ist‘ es“, sagt’s'],
		['de-CH', '"So"', '«So»'],
		['fr', `"L'eau"`, '«\u202fL’eau\u202f»'],
		['fr-CA', '"Oui"', '«\u202fOui\u202f»'],
		['es', '"Sí"', '«Sí»'],
		['pt', '"Sim"', '“Sim”'],
		['pt-BR', '"Sim"', '“Sim”'],
		['uk', `"Об'єкт"`, '«Об’єкт»'],
		['sv', '"Ja"', '”Ja”'],
		['he', 'צה"ל', 'צה״ל'],
		['he', '"שלום"', '”שלום”'],
		['he', `ג'ירפה`, 'ג׳ירפה'],
		['xx', '"a"', '“a”'],
		['en', `https://example.org/?q="a"--b...`, `https://example.org/?q="a"--b...`],
		['en', `see www.example.org/it's`, `see www.example.org/it's`],
		['en', `desk@it's`, `desk@it's`],
	])('%s: %s', (language, keys, want) => {
		expect(typed(keys, language)).toBe(want);
	});
});

describe('in the editor', () => {
	let editor: Editor | undefined;
	afterEach(() => editor?.destroy());

	function type(text: string, content = '<p></p>'): Editor {
		const made = new Editor({
			element: document.createElement('div'),
			extensions: extensions('', { ...noHelp, language: () => 'de' }),
			content,
			injectCSS: false,
		});
		editor = made;
		made.commands.setTextSelection(made.state.doc.content.size - 1);
		for (const char of text) {
			const { from, to } = made.state.selection;
			const handled = made.view.someProp('handleTextInput', (handle) =>
				handle(made.view, from, to, char, () => made.state.tr.insertText(char, from, to)),
			);
			if (handled !== true) {
				made.view.dispatch(made.state.tr.insertText(char, from, to));
			}
		}
		return made;
	}

	it('one undo brings the straight mark back', () => {
		const made = type('Er sagt "');
		expect(made.getText()).toBe('Er sagt „');
		made.commands.undo();
		expect(made.getText()).toBe('Er sagt "');
	});

	it('one Backspace brings the straight mark back', () => {
		const made = type('--');
		expect(made.getText()).toBe('–');
		made.commands.keyboardShortcut('Backspace');
		expect(made.getText()).toBe('--');
	});

	it('code stays as it is typed', () => {
		const made = type('"x"', '<p><code>a</code></p>');
		expect(made.getText()).toBe('a"x"');
	});
});
