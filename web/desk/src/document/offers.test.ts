// What the editor offers while somebody types or pastes, and that it does nothing by itself.
import { Editor } from '@tiptap/core';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Answer } from '../api/request';
import type { Tasted, Unfurled } from '../api/words';
import { toElements } from './elements';
import { extensions } from './extensions';
import { type Help, noHelp } from './help';
import { isAddress, isCopy, isStructured, type Reading, replacePasted } from './pasted';
import { quoteOffer } from './quote-offer';
import { asText, distinct, headOf, partsOf } from './reading';
import { slashMenu } from './slash-menu';

let editor: Editor | undefined;
afterEach(() => editor?.destroy());

let said: (string | undefined)[] = [];
let read: Reading[] = [];

function open(content = '<p></p>', help: Partial<Help> = {}): Editor {
	said = [];
	read = [];
	editor = new Editor({
		element: document.createElement('div'),
		extensions: extensions(
			'',
			{ ...noHelp, ...help },
			{
				say: (what) => said.push(what),
				review: (what) => read.push(what),
			},
		),
		content,
		injectCSS: false,
	});
	editor.commands.setTextSelection(editor.state.doc.content.size - 1);
	return editor;
}

function press(key: string): boolean {
	const made = editor;
	const event = new KeyboardEvent('keydown', { key });
	return made?.view.someProp('handleKeyDown', (handle) => handle(made.view, event)) === true;
}

function paste(text: string, html = ''): void {
	const made = editor;
	const data = { getData: (type: string) => (type === 'text/plain' ? text : html), files: [], types: [] };
	const event = Object.assign(new Event('paste'), { clipboardData: data }) as unknown as ClipboardEvent;
	if (
		made?.view.someProp('handlePaste', (handle) => handle(made.view, event, made.state.doc.slice(0, 0))) !==
		true
	) {
		made?.view.pasteText(text);
	}
}

const quote = {
	type: 'quote',
	paragraphs: ['We are leaving'],
	speaker: { name: 'Marit Voll', role: 'mayor' },
};

describe('the offer of a quote', () => {
	it('is taken by Tab, and undone as one', () => {
		const made = open('<p>“We are leaving,” said Marit Voll, the mayor.</p>');
		expect(quoteOffer.getState(made.state)?.offer?.speaker).toBe('Marit Voll');
		expect(toElements(made.getJSON())[0]?.type).toBe('text');
		expect(press('Tab')).toBe(true);
		expect(toElements(made.getJSON())).toEqual([quote]);
		expect(made.state.selection.$from.parent.type.name).toBe('paragraph');
		expect(made.state.selection.$from.depth).toBe(1);
		made.commands.undo();
		expect(made.getText()).toBe('“We are leaving,” said Marit Voll, the mayor.');
	});

	it('is refused by Escape, for that paragraph', () => {
		const made = open('<p>“We are leaving,” said Marit Voll</p>');
		expect(press('Escape')).toBe(true);
		made.commands.insertContent('.');
		expect(quoteOffer.getState(made.state)?.offer).toBeUndefined();
		expect(press('Tab')).toBe(false);
		made.commands.splitBlock();
		made.commands.insertContent('“No,” said Tor Vale.');
		expect(quoteOffer.getState(made.state)?.offer?.speaker).toBe('Tor Vale');
	});

	it('is made of the words after “X said:”, which stay', () => {
		const made = open('<p>Marit Voll said:</p><p>We are leaving</p>');
		press('Tab');
		expect(toElements(made.getJSON())).toEqual([
			{ type: 'text', html: '<p>Marit Voll said:</p>' },
			{ ...quote, speaker: { name: 'Marit Voll' } },
		]);
	});

	it('is not made where it is a quote already', () => {
		open('<blockquote><p>“We are leaving,” said Marit Voll.</p></blockquote>');
		expect(press('Tab')).toBe(false);
	});
});

describe('the slash menu', () => {
	it('opens at a slash in an empty paragraph, and Enter puts the element in', () => {
		const made = open('<p>/</p>');
		expect(slashMenu.getState(made.state)?.menu?.kinds).toHaveLength(7);
		expect(made.view.dom.getAttribute('aria-activedescendant')).toBe('slash-heading');
		press('ArrowDown');
		press('ArrowDown');
		press('ArrowUp');
		expect(made.view.dom.getAttribute('aria-activedescendant')).toBe('slash-list');
		press('Enter');
		made.commands.insertContent('soup');
		expect(toElements(made.getJSON())).toEqual([{ type: 'list', ordered: false, items: ['soup'] }]);
	});

	it('finds by letters, and is shut by Escape and by words', () => {
		const made = open('<p>/qu</p>');
		expect(slashMenu.getState(made.state)?.menu?.kinds).toEqual(['quote']);
		press('Escape');
		expect(slashMenu.getState(made.state)?.menu).toBeUndefined();
		expect(made.getText()).toBe('/qu');
		made.commands.insertContent('x');
		expect(slashMenu.getState(made.state)?.menu).toBeUndefined();
	});

	it.each(['<p>a/</p>', '<p>/xyz</p>', '<h3>/</h3>', '<ul><li><p>/</p></li></ul>'])(
		'stays shut in %s',
		(html) => {
			const made = open(html);
			expect(slashMenu.getState(made.state)?.menu).toBeUndefined();
		},
	);
});

const unfurled = (page: Partial<Unfurled>): Partial<Help> => ({
	unfurl: async (url): Promise<Answer<Unfurled>> => ({ ok: true, value: { url, embed: false, ...page } }),
});

describe('a pasted address', () => {
	const url = 'https://example.org/port';

	it('becomes a card with the page’s title, and undo has the link', async () => {
		const made = open('<p></p>', unfurled({ title: 'Port reopens' }));
		paste(url);
		expect(toElements(made.getJSON())).toEqual([
			{ type: 'text', html: `<p><a href="${url}">${url}</a></p>` },
		]);
		await vi.waitFor(() =>
			expect(toElements(made.getJSON())).toEqual([{ type: 'link', url, title: 'Port reopens' }]),
		);
		made.commands.undo();
		expect(toElements(made.getJSON())).toEqual([
			{ type: 'text', html: `<p><a href="${url}">${url}</a></p>` },
		]);
	});

	it('becomes an embed where its page is one', async () => {
		const made = open('<p></p>', unfurled({ embed: true }));
		paste(`  ${url}\n`);
		await vi.waitFor(() => expect(toElements(made.getJSON())).toEqual([{ type: 'embed', url }]));
	});

	it('stays a link where nothing is found, and it says why', async () => {
		const made = open('<p></p>');
		paste(url);
		await vi.waitFor(() => expect(said.at(-1)).toContain('No connection'));
		expect(toElements(made.getJSON())).toEqual([
			{ type: 'text', html: `<p><a href="${url}">${url}</a></p>` },
		]);
	});

	it('stays a link where somebody has written on', async () => {
		const made = open('<p></p>', unfurled({ title: 'Port reopens' }));
		paste(url);
		made.commands.insertContent(' says it');
		await vi.waitFor(() => expect(said).toHaveLength(2));
		expect(made.getText()).toBe(`${url} says it`);
	});

	it('within words is not looked up', () => {
		open('<p>See </p>');
		paste(url);
		expect(said).toEqual([]);
	});

	it.each([
		['https://example.org/', true],
		['http://example.org', true],
		['https://example.org/a b', false],
		['example.org', false],
		['https://localhost', false],
		['mailto:a@example.org', false],
	])('%s is one: %s', (text, want) => {
		expect(isAddress(text)).toBe(want);
	});
});

const tasted: Tasted = {
	title: 'Port reopens',
	standfirst: '',
	posts: [
		{
			title: '',
			keyEvent: false,
			pinned: false,
			summary: false,
			relations: [],
			corrections: [],
			byline: [{ name: 'Tor Vale' }],
			sources: [{ name: 'Reuters', kind: 'agency' }],
			elements: [
				{ type: 'text', html: '<p>The port is open.</p>' },
				{ type: 'quote', paragraphs: ['It <is>', 'open.'], speaker: { name: 'Marit Voll' } },
			],
			decisions: [],
		},
	],
	furniture: [],
	warnings: [],
};

describe('pasted copy', () => {
	const copy = ['The port is open.', 'Marit Voll said:', 'x '.repeat(250)].join('\n\n');

	it('stands there at once, and takes its parts’ place when a person says so', async () => {
		const made = open('<p>Before</p><p></p>', { taste: async () => ({ ok: true, value: tasted }) });
		paste(copy);
		expect(made.getText()).toContain('Marit Voll said:');
		await vi.waitFor(() => expect(read).toHaveLength(1));
		expect(made.getText()).toContain('Marit Voll said:');
		expect(replacePasted(made, partsOf(tasted))).toBe(true);
		expect(toElements(made.getJSON())).toEqual([
			{ type: 'text', html: '<p>Before</p><p>The port is open.</p>' },
			tasted.posts[0]?.elements[1],
		]);
		made.commands.undo();
		expect(made.getText()).toContain('Marit Voll said:');
	});

	it('is left alone where the copytaster finds no more than text', async () => {
		const taste = vi.fn(async () => ({
			ok: true as const,
			value: { ...tasted, title: '', posts: [] },
		}));
		open('<p></p>', { taste });
		paste(copy);
		await vi.waitFor(() => expect(taste).toHaveBeenCalledWith(copy));
		expect(read).toEqual([]);
	});

	it('is not what has markup, or is short', () => {
		const taste = vi.fn(noHelp.taste);
		open('<p></p>', { taste });
		paste(copy, '<p>x</p>');
		paste('A short note.');
		expect(taste).not.toHaveBeenCalled();
		expect(isCopy(copy)).toBe(true);
		expect(isStructured(tasted)).toBe(true);
	});

	it('gives its title, names and sources, each once', () => {
		expect(headOf(tasted)).toEqual({
			title: 'Port reopens',
			byline: [{ name: 'Tor Vale' }],
			sources: [{ name: 'Reuters', kind: 'agency' }],
		});
		expect(distinct([{ name: 'reuters' }, { name: 'AP' }], [{ name: 'Reuters' }])).toEqual([
			{ name: 'Reuters' },
			{ name: 'AP' },
		]);
	});

	it('begins with what stands under the headline', () => {
		expect(partsOf({ ...tasted, standfirst: 'Ships & trams.' })[0]).toEqual({
			type: 'text',
			html: '<p>Ships &amp; trams.</p>',
		});
	});

	it('a part that is not taken is its words', () => {
		expect(partsOf(tasted).map(asText)).toEqual([
			{ type: 'text', html: '<p>The port is open.</p>' },
			{ type: 'text', html: '<p>It &lt;is&gt;</p><p>open.</p>' },
		]);
	});
});
