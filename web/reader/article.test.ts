// @vitest-environment happy-dom
import { describe, expect, test } from 'vitest';
import { newestFirst, parseArticle, patch, pinnedHTML } from './article.ts';

function element(html: string): Element {
	return parseArticle(html);
}

describe('patch', () => {
	for (const [name, old, now] of [
		[
			'words change',
			'<article><p>a</p><p>b</p><p>c</p></article>',
			'<article><p>a</p><p>B</p><p>c</p></article>',
		],
		[
			'something comes in between',
			'<article><p>a</p><p>c</p></article>',
			'<article><p>a</p><p>b</p><p>c</p></article>',
		],
		['something comes first', '<article><p>b</p></article>', '<article><p>a</p><p>b</p></article>'],
		['something comes last', '<article><p>a</p></article>', '<article><p>a</p><p>b</p></article>'],
		['something goes', '<article><p>a</p><p>b</p><p>a</p></article>', '<article><p>a</p><p>a</p></article>'],
		['all goes', '<article><p>a</p></article>', '<article></article>'],
		['all comes', '<article></article>', '<article><p>a</p>b</article>'],
		[
			'attributes change',
			'<article id="x" data-seq="1" data-pinned></article>',
			'<article id="x" data-seq="2" data-key-event data-summary></article>',
		],
	] as const) {
		test(`${name}: the element equals the new one`, () => {
			const target = element(old);
			patch(target, element(now));
			expect(target.outerHTML).toBe(element(now).outerHTML);
		});
	}

	test('children that stay the same are the same', () => {
		const target = element('<article><p>a</p><p>b</p><p>c</p></article>');
		const [first, , last] = target.children;
		patch(target, element('<article><p>a</p><ul></ul><p>b!</p><p>c</p></article>'));
		expect(target.firstElementChild).toBe(first);
		expect(target.lastElementChild).toBe(last);
	});

	test('what the page itself has put on an element stays', () => {
		const target = element('<article id="x" class="seen" tabindex="-1" data-ui-ago="1"></article>');
		patch(target, element('<article id="x" data-seq="2"></article>'));
		expect(target.className).toBe('seen');
		expect(target.getAttribute('tabindex')).toBe('-1');
		expect(target.getAttribute('data-ui-ago')).toBe('1');
	});
});

test('a pinned post has no id a second time', () => {
	const html = '<article id="post-A" data-seq="1"><p>see id="post-A"</p></article>';
	expect(pinnedHTML('A', html)).toBe('<article data-post="A" data-seq="1"><p>see id="post-A"</p></article>');
});

test('posts of one moment are ordered by id', () => {
	const at = (id: string, time: string) =>
		element(`<article id="post-${id}"><time datetime="${time}"></time></article>`);
	const list = [
		at('B', '2026-03-04T12:00:00Z'),
		at('C', '2026-03-04T11:59:59.999Z'),
		at('A', '2026-03-04T12:00:00Z'),
		at('D', '2026-03-04T12:00:00.001Z'),
	];
	expect(list.sort(newestFirst).map((a) => a.id)).toEqual(['post-D', 'post-B', 'post-A', 'post-C']);
});
