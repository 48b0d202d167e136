import { Editor } from '@tiptap/core';
import { afterEach, describe, expect, it } from 'vitest';
import type { Element } from '../api/words';
import { toDocument, toElements } from './elements';
import { extensions } from './extensions';
import { noHelp } from './help';
import { lead, nearest, placed, rewrite, show } from './places';

const ELEMENTS: Element[] = [
	{ type: 'text', html: '<p>Starner <em>said</em> “no”.</p><p>Then Star<strong>ner</strong> left.</p>' },
	{ type: 'text', html: '<p>Another text: Starner.</p>' },
	{ type: 'heading', text: 'Starner and the ferry' },
	{ type: 'list', ordered: false, items: ['The ferry', 'Starner'] },
	{
		type: 'quote',
		paragraphs: ['We stay.', 'So says Starner.'],
		speaker: { name: 'Keir Starner', role: 'leader' },
	},
	{ type: 'image', media: '/media/a', caption: 'Starner' },
	{ type: 'text', html: '<p>See 13:34.<br>And Starner.</p>' },
];
const LINK = '/harbour/posts/01JNGF0000000000000000000A#post-01JNGF0000000000000000000A';

describe('the words of an element in the document', () => {
	let editor: Editor;

	const open = (elements: Element[]) => {
		editor = new Editor({ extensions: extensions('', noHelp), content: toDocument(elements) });
	};
	const now = () => toElements(editor.getJSON());
	const spot = (element: number, words = 'Starner', offset = 0) => ({
		element,
		field: 'text' as const,
		words,
		offset,
	});

	afterEach(() => editor.destroy());

	it('are found at every element, by its own number', () => {
		open(ELEMENTS);
		expect(placed(editor.state.doc).map(({ text }) => text)).toEqual([
			'Starner said “no”.\nThen Starner left.',
			'Another text: Starner.',
			'Starner and the ferry',
			'The ferry\nStarner',
			'We stay.\nSo says Starner.',
			'',
			'See 13:34.\nAnd Starner.',
		]);
		expect(placed(editor.state.doc)).toHaveLength(now().length);
		for (const i of [0, 1, 2, 3, 4, 5, 6]) {
			expect(rewrite(editor, spot(i, 'Starner', 1000), 'Starmer')).toBe(true);
		}
		expect(now().map((e) => JSON.stringify(e).match(/Star\S*ner/g) ?? [])).toEqual([
			['Starner'], // the one that is nearer to where it was has changed
			[],
			[],
			[],
			['Starner'], // the speaker
			[],
			[],
		]);
		expect(now()[0]).toMatchObject({ html: expect.stringMatching(/Then Starmer left/) });
	});

	it('are the fields of a quote as well', () => {
		open(ELEMENTS);
		expect(rewrite(editor, { element: 4, field: 'speaker', words: 'Starner', offset: 5 }, 'Starmer')).toBe(
			true,
		);
		expect(rewrite(editor, { element: 4, field: 'role', words: 'leader', offset: 0 }, 'prime minister')).toBe(
			true,
		);
		expect(now()[4]).toMatchObject({ speaker: { name: 'Keir Starmer', role: 'prime minister' } });
		expect(rewrite(editor, { element: 0, field: 'role', words: 'leader', offset: 0 }, 'x')).toBe(false);
	});

	it('become a link to a post and plain again, and are kept through the API’s form', () => {
		open(ELEMENTS);
		expect(lead(editor, spot(6, '13:34', 4), LINK)).toBe(true);
		expect(now()[6]).toEqual({
			type: 'text',
			html: `<p>See <a href="${LINK}">13:34</a>.<br>And Starner.</p>`,
		});
		editor.commands.setContent(toDocument(now()));
		expect(now()[6]).toMatchObject({ html: expect.stringContaining(LINK) });
		expect(lead(editor, spot(6, '13:34', 4), undefined)).toBe(true);
		expect(now()).toEqual(ELEMENTS);
	});

	it('may be gone', () => {
		open([{ type: 'text', html: '<p>Nothing</p>' }]);
		for (const where of [spot(0), spot(7)]) {
			expect(rewrite(editor, where, 'x')).toBe(false);
			expect(lead(editor, where, LINK)).toBe(false);
			expect(show(editor, where)).toBe(false);
		}
		expect(nearest('ab ab ab', 'ab', 4)).toBe(3);
	});
});
