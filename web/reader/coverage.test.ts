// @vitest-environment happy-dom
import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { BlogChange, Change, PostChange } from './change.ts';
import { Coverage } from './coverage.ts';
import { idOf, numbers, open, type PageOptions, post, scroll, shown, words } from './page.testing.ts';
import { afterPaint } from './press.ts';

const reload = vi.fn();

function load(options: PageOptions): { main: HTMLElement; page: Coverage } {
	const main = open(options);
	return { main, page: new Coverage(main, reload) };
}

/** Posts first to last, each published in the minute of its number. */
function posts(first: number, last: number): PostChange[] {
	return Array.from({ length: last - first + 1 }, (_, i) => post(first + i, 1));
}

/** Presses the button for new posts, and waits for them. */
function showHeld(main: HTMLElement): Promise<void> {
	main.querySelector<HTMLElement>('#new-posts')?.click();
	return new Promise((shown) => afterPaint(shown));
}

beforeEach(() => reload.mockReset());

// The server's own pages, before and after changes (internal/reader/layout/section_test.go).
describe('an open page equals a fresh load', () => {
	interface Fixture {
		before: string;
		changes: Change[];
		head: number;
		after: string;
	}
	const fixtures = import.meta.glob<Fixture>('./testdata/*.json', { eager: true, import: 'default' });
	for (const [path, { before, changes, head, after }] of Object.entries(fixtures)) {
		const name = path.replace(/^.*\/|\.json$/g, '');
		const expected = () => {
			const fresh = document.createElement('div');
			fresh.innerHTML = after;
			return shown(fresh);
		};
		const openPage = () => {
			document.body.innerHTML = before + words;
			const main = document.querySelector('main') as HTMLElement;
			return { main, page: new Coverage(main, reload) };
		};
		test(`after ${name}`, () => {
			const { main, page } = openPage();
			page.apply(changes, head);
			expect(shown(main)).toEqual(expected());
			expect(main.dataset.seq).toBe(String(head));
			expect(reload).not.toHaveBeenCalled();
		});
		test(`after ${name}, one by one and each twice`, () => {
			const { main, page } = openPage();
			for (const change of changes) {
				page.apply([change], 0);
				page.apply([change], 0);
			}
			page.apply([], head);
			page.apply(changes, head);
			expect(shown(main)).toEqual(expected());
		});
		test(`by reconciling with the page after ${name}`, () => {
			const { main, page } = openPage();
			page.reconcile(loaded(after));
			expect(shown(main)).toEqual(expected());
			expect(main.dataset.seq).toBe(String(head));
		});
	}
});

describe('order', () => {
	test('a post goes where its time and id want it', () => {
		const { main, page } = load({ posts: [post(1, 1), post(3, 1), post(5, 1)] });
		page.apply([post(4, 2), post(2, 3, { minute: 3 })], 3);
		expect(numbers(main)).toEqual([5, 4, 3, 2, 1]);
	});

	test('oldest first goes the other way', () => {
		const { main, page } = load({ posts: posts(1, 3), order: 'oldest' });
		page.apply([post(5, 2), post(4, 3)], 3);
		expect(numbers(main)).toEqual([1, 2, 3, 4, 5]);
	});

	test('a post whose time changes moves', () => {
		const { main, page } = load({ posts: posts(1, 3) });
		page.apply([post(1, 2, { minute: 9 })], 2);
		expect(numbers(main)).toEqual([1, 3, 2]);
	});
});

describe('holding', () => {
	test('new posts wait while the top of the list is out of view', async () => {
		const { main, page } = load({ posts: posts(1, 3) });
		const button = main.querySelector<HTMLElement>('#new-posts');
		scroll(main, -500);
		page.apply([post(4, 2), post(5, 3)], 3);
		expect(numbers(main)).toEqual([3, 2, 1]);
		expect(main.dataset.held).toBe('2');
		expect(main.dataset.seq).toBe('3');
		expect(button?.hidden).toBe(false);
		expect(button?.textContent).toBe('2 new updates');
		expect(document.title).toBe('(2) Harbour – Post');
		expect(main.querySelector('#announce')?.textContent).toBe('2 new updates');

		const showing = showHeld(main);
		expect(button?.hidden, 'the press is seen at once').toBe(true);
		await showing;
		expect(numbers(main)).toEqual([5, 4, 3, 2, 1]);
		expect(main.dataset.held).toBe('0');
		expect(button?.hidden).toBe(true);
		expect(document.title).toBe('Harbour – Post');
		expect(document.activeElement?.id).toBe(`post-${idOf(5)}`);
	});

	test('they come in by themselves once the top is in view', () => {
		const { main, page } = load({ posts: posts(1, 3) });
		scroll(main, -500);
		page.apply([post(4, 2)], 2);
		scroll(main, 40);
		window.dispatchEvent(new Event('scroll'));
		expect(numbers(main)).toEqual([4, 3, 2, 1]);
		expect(main.dataset.held).toBe('0');
	});

	test('edits and withdrawals of shown posts do not wait', () => {
		const { main, page } = load({ posts: posts(1, 3) });
		scroll(main, -500);
		page.apply([post(2, 2, { words: 'It has left.' }), { type: 'gone', seq: 3, id: idOf(3) }], 3);
		expect(numbers(main)).toEqual([2, 1]);
		expect(main.textContent).toContain('It has left.');
		expect(main.dataset.held).toBe('0');
	});

	test('a held post that is edited is shown as edited, one that is withdrawn never', async () => {
		const { main, page } = load({ posts: posts(1, 3) });
		scroll(main, -500);
		page.apply([post(4, 2), post(5, 3)], 3);
		page.apply([post(4, 4, { words: 'Put right.' }), { type: 'gone', seq: 5, id: idOf(5) }], 5);
		expect(main.dataset.held).toBe('1');
		await showHeld(main);
		expect(numbers(main)).toEqual([4, 3, 2, 1]);
		expect(main.textContent).toContain('Put right.');
	});

	test('the first post of an empty page is shown', () => {
		const { main, page } = load({ posts: [] });
		scroll(main, -500);
		page.apply([post(1, 2)], 2);
		expect(numbers(main)).toEqual([1]);
	});

	test('a link to a held post shows it', () => {
		const { main, page } = load({ posts: posts(1, 3) });
		scroll(main, -500);
		page.apply([post(4, 2)], 2);
		expect(page.goTo(idOf(4))).toBe(true);
		expect(numbers(main)).toEqual([4, 3, 2, 1]);
		expect(page.goTo(idOf(99))).toBe(false);
	});
});

describe('seqs', () => {
	test('the first of two changes with one seq does not count as all of it', () => {
		const { main, page } = load({ posts: [], seq: 1 });
		page.apply([post(1, 2)], 0);
		expect(main.dataset.seq).toBe('1');
		page.apply([blog(2)], 2);
		expect(main.dataset.seq).toBe('2');
	});

	test('what is older than the page is not applied', () => {
		const { main, page } = load({ posts: [post(1, 5)], seq: 5 });
		page.apply([{ type: 'gone', seq: 4, id: idOf(1) }], 4);
		expect(numbers(main)).toEqual([1]);
		expect(main.dataset.seq).toBe('5');
	});
});

describe('pinned posts', () => {
	test('one that comes after the header that names it stands in its place', () => {
		const { main, page } = load({ posts: posts(1, 2) });
		page.apply(
			[blog(3, { pinned: [idOf(2), idOf(1)] }), post(1, 4, { pinned: true }), post(2, 5, { pinned: true })],
			5,
		);
		const pins = [...main.querySelectorAll<HTMLElement>('#pinned article')];
		expect(pins.map((a) => a.dataset.post)).toEqual([idOf(2), idOf(1)]);
		expect(main.querySelectorAll(`[id="post-${idOf(1)}"]`)).toHaveLength(1);
	});
});

describe('pages', () => {
	test('with the hundredth post the oldest fifty leave', () => {
		const { main, page } = load({ posts: posts(1, 99) });
		page.apply([post(100, 2)], 2);
		expect(numbers(main)).toHaveLength(50);
		expect(numbers(main).at(-1)).toBe(51);
		const older = main.querySelector('#older');
		expect(older?.getAttribute('href')).toBe('/harbour?page=1');
		expect(older?.getAttribute('rel')).toBe('next');
		expect(main.querySelector('.facts a')?.getAttribute('href')).toBe('/harbour?page=1&order=oldest');
		expect(reload).not.toHaveBeenCalled();
	});

	test('further pages count on', () => {
		const { main, page } = load({ posts: posts(151, 249), older: '/harbour?page=3' });
		page.apply([post(250, 2)], 2);
		expect(numbers(main)).toHaveLength(50);
		expect(main.querySelector('#older')?.getAttribute('href')).toBe('/harbour?page=4');
	});

	test('nothing leaves while posts are held', async () => {
		const { main, page } = load({ posts: posts(1, 99) });
		scroll(main, -500);
		page.apply([post(100, 2), post(101, 3)], 3);
		expect(numbers(main)).toHaveLength(99);
		await showHeld(main);
		expect(numbers(main)).toHaveLength(51);
	});

	for (const [name, options, change] of [
		['a post that belongs to an older page', { posts: posts(51, 110), older: '/harbour?page=1' }, post(3, 2)],
		['a withdrawal on an older page', { posts: posts(51, 110), older: '/harbour?page=1' }, gone(3)],
		['fewer than fifty posts', { posts: posts(51, 100), older: '/harbour?page=1' }, gone(60)],
		[
			'a post that may come from an older page',
			{ posts: posts(51, 110), older: '/harbour?page=1' },
			post(3, 2, { minute: 120 }),
		],
		[
			'a post that moves to an older page',
			{ posts: posts(51, 110), older: '/harbour?page=1' },
			post(70, 2, { minute: 1 }),
		],
		[
			'a withdrawal on an open older page',
			{ posts: posts(51, 100), page: 2, older: '/harbour?page=1' },
			gone(60),
		],
		[
			'a post between those of an older page',
			{ posts: posts(51, 100), page: 2 },
			post(200, 2, { minute: 70 }),
		],
	] as [string, PageOptions, Change][]) {
		test(`${name}: the page is loaded again`, () => {
			const { page } = load(options);
			page.apply([change], 2);
			expect(reload).toHaveBeenCalled();
		});
	}

	for (const [name, options, change] of [
		['a new post on top', { posts: posts(51, 110), older: '/harbour?page=1' }, post(111, 2)],
		['a withdrawal with posts to spare', { posts: posts(51, 110), older: '/harbour?page=1' }, gone(60)],
		['an edit', { posts: posts(51, 100), page: 2 }, post(60, 2)],
		['a post into the past of the only page', { posts: posts(5, 10) }, post(99, 2, { minute: 1 })],
	] as [string, PageOptions, Change][]) {
		test(`${name}: the page knows by itself`, () => {
			const { page } = load(options);
			page.apply([change], 2);
			expect(reload).not.toHaveBeenCalled();
		});
	}

	test('an older page says what came, and does not show it', () => {
		const { main, page } = load({ posts: posts(51, 100), page: 2, newer: '/harbour' });
		page.apply([post(200, 2), post(201, 3)], 3);
		expect(numbers(main)).toHaveLength(50);
		expect(main.dataset.held).toBe('0');
		expect(main.querySelector('#newer')?.textContent).toBe('2 new updates');
	});

	test('an older page takes all that moved to it', () => {
		const { main, page } = load({ posts: posts(51, 100), page: 2, older: '/harbour?page=1' });
		scroll(main, -500);
		page.reconcile(loaded(open2({ posts: posts(53, 102), page: 2, seq: 9, older: '/harbour?page=1' })));
		expect(main.dataset.held).toBe('0');
		expect(numbers(main)[0]).toBe(102);
		expect(numbers(main)).toHaveLength(50);
	});

	test('reconciling keeps holding what is new', () => {
		const { main, page } = load({ posts: posts(51, 110), older: '/harbour?page=1' });
		scroll(main, -500);
		page.apply([post(111, 2)], 2);
		page.reconcile(loaded(open2({ posts: posts(50, 112), seq: 9, older: '/harbour?page=1' })));
		expect(main.dataset.held).toBe('2');
		expect(numbers(main).at(-1)).toBe(50);
		expect(numbers(main)[0]).toBe(110);
	});
});

/** The main of a page as it is when it has been loaded anew. */
function loaded(markup: string): HTMLElement {
	return new DOMParser().parseFromString(markup, 'text/html').querySelector('main') as HTMLElement;
}

function gone(n: number): Change {
	return { type: 'gone', seq: 2, id: idOf(n) };
}

function blog(seq: number, more: Partial<BlogChange> = {}): BlogChange {
	return {
		type: 'blog',
		seq,
		state: 'live',
		title: 'Harbour',
		standfirst: '',
		pinned: [],
		keyEvents: [],
		...more,
	};
}

/** The markup of another page, beside the open one. */
function open2(options: PageOptions): string {
	const body = [...document.body.childNodes];
	const title = document.title;
	const markup = open(options).outerHTML;
	document.body.replaceChildren(...body);
	document.title = title;
	return markup;
}
