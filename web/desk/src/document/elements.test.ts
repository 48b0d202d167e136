import { Editor, getSchema, type JSONContent } from '@tiptap/core';
import { describe, expect, it } from 'vitest';
import type { Element } from '../api/words';
import { Chance } from '../testing/chance';
import { toDocument, toElements } from './elements';
import { extensions } from './extensions';
import { noHelp } from './help';

const schema = getSchema(extensions('', noHelp));

const WORDS = [
	'harbour',
	'a < b',
	'Q&A',
	'“said”',
	'ærlig',
	'港',
	'1 > 0',
	"o'clock",
	'"so"',
	'مرفأ',
	'🚢 two',
] as const;
const HREFS = ['https://example.org/', 'https://example.org/?a=1&b="2"', 'mailto:desk@example.org'] as const;
const TAGS = ['strong', 'em', 's', 'code', 'sup', 'sub'] as const;

/** What the server may know of a picture's size. */
const room = (chance: Chance) =>
	chance.int(2) === 0 ? { width: 480, height: 270, placeholder: 'data:image/png;base64,AAAA' } : {};

/** Inline markup as the server gives it, in the order in which the desk nests it. */
function inline(chance: Chance): string {
	const escaped = (words: string) =>
		words.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
	let html = '';
	let before = '';
	const runs = 1 + chance.int(4);
	for (let i = 0; i < runs; i++) {
		let tags = TAGS.filter(() => chance.int(4) === 0);
		if (tags.includes('sup')) {
			tags = tags.filter((tag) => tag !== 'sub');
		}
		const href = chance.int(4) === 0 ? chance.one(HREFS) : undefined;
		// Two runs with the same marks would be one.
		const marks = `${href ?? ''} ${tags.join()}`;
		if (marks === before) {
			continue;
		}
		const shares = before !== '' && [href ?? '-', ...tags].some((mark) => before.includes(mark));
		const gap = shares ? ' and ' : '';
		before = marks;
		let run = escaped(chance.one(WORDS)) + (chance.int(5) === 0 ? `<br>${escaped(chance.one(WORDS))}` : '');
		for (const tag of [...tags].reverse()) {
			run = `<${tag}>${run}</${tag}>`;
		}
		if (href !== undefined) {
			run = `<a href="${escaped(href).replaceAll('"', '&quot;')}">${run}</a>`;
		}
		html += gap + run;
		if (gap !== '' && marks === ' ') {
			before = '';
		}
	}
	return html;
}

function element(chance: Chance): Element {
	const words = () => chance.one(WORDS);
	const lines = () => (chance.int(4) === 0 ? `${words()}\n${words()}` : words());
	const maybe = <K extends string>(name: K, value: string) =>
		(chance.yes() ? { [name]: value } : {}) as { [P in K]?: string };
	switch (chance.int(7)) {
		case 0:
			return { type: 'heading', text: words() };
		case 1:
			return { type: 'list', ordered: chance.yes(), items: chance.list(1, 4, lines) };
		case 2:
			return {
				type: 'quote',
				paragraphs: chance.list(1, 3, lines),
				speaker: { name: words(), ...maybe('role', words()) },
				...maybe('channel', words()),
				...maybe('saidAt', '2026-03-04T13:30:00.000Z'),
				...maybe('language', 'fr'),
				...(chance.int(3) === 0 ? { translation: chance.list(1, 3, words) } : {}),
				...(chance.int(3) === 0 ? { partial: true } : {}),
				...maybe('reportedBy', words()),
				...maybe('url', 'https://example.org/q'),
			};
		case 3:
			return {
				type: 'image',
				media: 'https://example.org/p.jpg',
				...maybe('alt', words()),
				...maybe('caption', words()),
				...maybe('credit', words()),
				...(chance.int(2) === 0 ? { decorative: true } : {}),
				...room(chance),
			};
		case 4:
			return {
				type: 'embed',
				url: 'https://example.org/film',
				...maybe('title', words()),
				...maybe('still', '/media/0123456789abcdefghijklmnopqrstuv/480.jpg'),
				...room(chance),
			};
		case 5:
			return { type: 'link', url: 'https://example.org/l', ...maybe('title', words()) };
		default:
			return {
				type: 'text',
				html: chance.list(1, 3, () => `<p>${inline(chance)}</p>`).join(''),
			};
	}
}

const seeds = Array.from({ length: 300 }, (_, i) => i + 1);

describe('elements and the editor’s document', () => {
	it('an element that nobody touched comes out as it went in', () => {
		for (const seed of seeds) {
			const chance = new Chance(seed);
			const elements = chance.list(0, 6, () => element(chance));
			expect(toElements(toDocument(elements)), `seed ${seed}`).toEqual(elements);
		}
	});

	it('every document is one that the editor’s schema knows', () => {
		for (const seed of seeds) {
			const chance = new Chance(seed);
			const document = toDocument(chance.list(0, 6, () => element(chance)));
			expect(() => schema.nodeFromJSON(document).check(), `seed ${seed}`).not.toThrow();
		}
	});

	it('the editor itself changes nothing that it is only shown', () => {
		for (const seed of seeds.slice(0, 25)) {
			const chance = new Chance(seed);
			const elements = chance.list(1, 6, () => element(chance));
			const editor = new Editor({
				extensions: extensions('', noHelp),
				content: toDocument(elements),
				injectCSS: false,
			});
			expect(toElements(editor.getJSON()), `seed ${seed}`).toEqual(elements);
			editor.destroy();
		}
	});

	it('a document comes back the same but for paragraphs that hold nothing', () => {
		for (const seed of seeds) {
			const chance = new Chance(seed);
			const full = schema.nodeFromJSON(toDocument(chance.list(1, 6, () => element(chance))));
			const document = full.toJSON() as JSONContent;
			const holes = (document.content ?? []).flatMap((block) =>
				chance.yes() ? [{ type: 'paragraph' }, block] : [block],
			);
			const back = schema.nodeFromJSON(toDocument(toElements({ type: 'doc', content: holes })));
			expect(back.toJSON(), `seed ${seed}`).toEqual(document);
		}
	});
});

describe('texts', () => {
	const back = (html: string) => toElements(toDocument([{ type: 'text', html }]));

	it('two texts in a row stay two', () => {
		const two: Element[] = [
			{ type: 'text', html: '<p>One.</p><p>Still one.</p>' },
			{ type: 'text', html: '<p>Two.</p>' },
		];
		expect(toElements(toDocument(two))).toEqual(two);
	});

	it('marks that nest the other way round say the same', () => {
		expect(back('<p><em><strong>both</strong></em></p>')).toEqual(
			back('<p><strong><em>both</em></strong></p>'),
		);
	});

	it('code may be a link and stressed as well', () => {
		const html = '<p><a href="https://example.org/"><strong><code>make run</code></strong></a></p>';
		expect(back(html)).toEqual([{ type: 'text', html }]);
	});

	it('words outside any paragraph are kept in one', () => {
		expect(back('loose <em>words</em><p>and more</p>')).toEqual([
			{ type: 'text', html: '<p>loose <em>words</em></p><p>and more</p>' },
		]);
	});

	it('unknown markup loses its tags and none of its words', () => {
		expect(back('<p><u>under</u> <span>span</span></p>')).toEqual([
			{ type: 'text', html: '<p>under span</p>' },
		]);
	});
});

describe('what is being written', () => {
	it('an empty document has no elements', () => {
		expect(toElements(toDocument([]))).toEqual([]);
	});

	it('a quote that names a speaker is kept before it has words', () => {
		const document = {
			type: 'doc',
			content: [{ type: 'quote', attrs: { speaker: 'Marit Voll' }, content: [{ type: 'paragraph' }] }],
		};
		expect(toElements(document)).toEqual([
			{ type: 'quote', paragraphs: [], speaker: { name: 'Marit Voll' } },
		]);
	});

	it('marks in a quote or a list go at once, and the words stay', () => {
		const editor = new Editor({
			extensions: extensions('', noHelp),
			content: toDocument([{ type: 'list', ordered: false, items: ['soup'] }]),
			injectCSS: false,
		});
		editor.chain().setTextSelection({ from: 3, to: 7 }).toggleBold().run();
		expect(editor.getHTML()).not.toContain('<strong>');
		expect(toElements(editor.getJSON())).toEqual([{ type: 'list', ordered: false, items: ['soup'] }]);
		editor.destroy();
	});
});
