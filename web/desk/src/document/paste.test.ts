import { Editor } from '@tiptap/core';
import { describe, expect, it } from 'vitest';
import type { Element } from '../api/words';
import { toElements } from './elements';
import { extensions } from './extensions';
import { noHelp } from './help';
import { readyToPaste } from './paste';
import { plainAddress } from './paste-links';
import article from './pasted-samples/article.txt?raw';
import googleDocs from './pasted-samples/google-docs.txt?raw';
import outlook from './pasted-samples/outlook.txt?raw';
import word from './pasted-samples/word.txt?raw';

/** The elements that an empty box holds after the HTML was pasted. */
function pasted(html: string): Element[] {
	const editor = new Editor({
		element: document.createElement('div'),
		extensions: extensions('', noHelp),
		injectCSS: false,
		editorProps: { transformPastedHTML: readyToPaste },
	});
	editor.view.pasteHTML(html);
	const elements = toElements(editor.getJSON());
	editor.destroy();
	return elements;
}

describe('pasted copy', () => {
	it('from Word', () => {
		expect(pasted(word)).toEqual([
			{ type: 'heading', text: 'Port reopens' },
			{
				type: 'text',
				html: '<p>The <strong>port of Veld</strong> reopened on <em>Monday</em>. See the <a href="https://example.org/port?id=7">plan</a>.</p>',
			},
			{ type: 'list', ordered: false, items: ['Ferries from noon', 'cars too', 'Trams all day'] },
			{ type: 'text', html: '<p>First the pilots:</p>' },
			{ type: 'list', ordered: true, items: ['Look', 'Go'] },
			{ type: 'text', html: '<p><s>Until Friday</s> H<sub>2</sub>O</p>' },
		]);
	});

	it('from Google Docs', () => {
		expect(pasted(googleDocs)).toEqual([
			{ type: 'heading', text: 'Port reopens' },
			{
				type: 'text',
				html: '<p>The <strong>port of Veld</strong> reopened on <em>Monday</em>. See the <a href="https://example.org/port">plan</a>.</p>',
			},
			{ type: 'list', ordered: false, items: ['Ferries from noon', 'cars too', 'Trams all day'] },
			{ type: 'text', html: '<p><s>Until Friday</s> H<sub>2</sub>O</p>' },
		]);
	});

	it('from a mail in Outlook', () => {
		expect(pasted(outlook)).toEqual([
			{
				type: 'text',
				html:
					'<p>Dear editors,</p><p>The port of Veld reopens on <strong>Monday</strong>. The plan is <a href="https://example.org/port">here</a>.</p>' +
					'<p>Berths | 12</p><p>Pilots | 4</p><p>Ferries run again from noon.</p><p>Trams run all day,<br>and all night.</p>',
			},
		]);
	});

	it('from a page of the web', () => {
		expect(pasted(article)).toEqual([
			{ type: 'heading', text: 'Port reopens' },
			{ type: 'text', html: '<p><strong>The</strong> port of Veld <em>reopened</em> on Monday.</p>' },
			{ type: 'image', media: 'https://example.org/port.jpg', alt: 'The port at dawn' },
			{ type: 'text', html: '<p>The port.</p>' },
			{ type: 'quote', paragraphs: ['We checked every berth.'], speaker: { name: '' } },
			{ type: 'text', html: '<p><a href="https://example.org/more#top">More</a></p>' },
		]);
	});

	it('is not bold as a whole because of the wrapper that Google Docs puts around it', () => {
		const html = '<b style="font-weight:normal;" id="docs-internal-guid-1"><p>Plain <b>bold</b></p></b>';
		expect(pasted(html)).toEqual([{ type: 'text', html: '<p>Plain <strong>bold</strong></p>' }]);
	});

	it('of the editor’s own comes back as it was', () => {
		const own = '<blockquote data-speaker="Marit Voll" data-pm-slice="0 0 []"><p>So.</p></blockquote>';
		expect(readyToPaste(own)).toBe(own);
	});

	it('text without any element stays one paragraph', () => {
		expect(pasted('a &lt;b&gt; c')).toEqual([{ type: 'text', html: '<p>a &lt;b&gt; c</p>' }]);
	});
});

describe('addresses', () => {
	it.each([
		['https://example.org/?a=1', 'https://example.org/?a=1'],
		['https://example.org/?utm_source=x&a=%20', 'https://example.org/?a=+'],
		[
			'https://www.google.com/search?q=https://example.org/',
			'https://www.google.com/search?q=https://example.org/',
		],
		['https://l.facebook.com/l.php?u=https%3A%2F%2Fexample.org%2F%3Ffbclid%3D1&h=x', 'https://example.org/'],
		[
			'https://eur01.safelinks.protection.outlook.com/?url=javascript%3Aalert(1)',
			'https://eur01.safelinks.protection.outlook.com/?url=javascript%3Aalert(1)',
		],
		['mailto:desk@example.org', 'mailto:desk@example.org'],
		['not an address', 'not an address'],
	])('%s', (address, want) => {
		expect(plainAddress(address)).toBe(want);
	});
});
