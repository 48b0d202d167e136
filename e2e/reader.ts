// A reader's open page, and the rule of all rules: it equals a fresh load.
import { expect, type Locator, type Page } from '@playwright/test';
import type { Visitors } from './fixture.ts';
import type { Newsroom } from './newsroom.ts';

/** What an open page and a fresh load have to have in common. */
export interface Shown {
	title: string;
	standfirst: string;
	state: string;
	keyEvents: string;
	pinned: string;
	/** Newest first. */
	posts: string[];
}

export const main = (page: Page): Locator => page.locator('main[data-blog]');

export const postOn = (page: Page, id: string): Locator => page.locator(`#posts #post-${id}`);

export const idsOn = (page: Page): Promise<string[]> =>
	page
		.locator('#posts > li > article')
		.evaluateAll((articles) => articles.map((a) => a.id.replace('post-', '')));

/** Opens a blog and waits until its page listens. */
export async function openReader(page: Page, path: string): Promise<Page> {
	await page.goto(path);
	await expect(main(page)).toHaveAttribute('data-live', 'on');
	return page;
}

/** Waits until a page has received all that is public, and by default shows it. */
export async function caughtUp(
	page: Page,
	newsroom: Newsroom,
	slug: string,
	timeout?: number,
): Promise<void> {
	const head = await newsroom.head(slug);
	await expect
		.poll(async () => Number(await main(page).getAttribute('data-seq')), {
			message: `seq ${head}`,
			...(timeout === undefined ? {} : { timeout }),
		})
		.toBeGreaterThanOrEqual(head);
}

/** Each page equals a fresh load of its address, with script and without. */
export async function expectFresh(visitors: Visitors, ...pages: Page[]): Promise<void> {
	const addressOf = (page: Page) => page.url().replace(/#.*/, '');
	for (const javaScriptEnabled of [false, true]) {
		const visitor = await visitors.stranger(javaScriptEnabled);
		for (const address of new Set(pages.map(addressOf))) {
			await visitor.goto(address);
			const fresh = await shown(visitor);
			const message = `equals a fresh load of ${address} ${javaScriptEnabled ? 'with' : 'without'} script`;
			for (const page of pages.filter((p) => addressOf(p) === address)) {
				await expect(main(page), 'nothing is held').toHaveAttribute('data-held', '0');
				await expect.poll(() => shown(page), { message }).toEqual(fresh);
			}
		}
		await visitor.goto('about:blank'); // and hears of nothing until the next time
	}
}

/** The reader goes to another tab. A browser without a screen hides none, so the page is told. */
export const lookAway = (page: Page): Promise<void> => setVisibility(page, 'hidden');

/** The reader comes back to the tab. */
export const lookBack = (page: Page): Promise<void> => setVisibility(page, 'visible');

function setVisibility(page: Page, state: DocumentVisibilityState): Promise<void> {
	return page.evaluate((state) => {
		Object.defineProperty(document, 'hidden', { value: state === 'hidden', configurable: true });
		Object.defineProperty(document, 'visibilityState', { value: state, configurable: true });
		document.dispatchEvent(new Event('visibilitychange'));
	}, state);
}

/**
 * Reads what a page shows, leaving out what may differ: the text of <time>,
 * data-order, and the attributes of looks and of the moment. The order of
 * attributes says nothing; a page that keeps the oldest post on top is read from
 * its end.
 */
export function shown(page: Page): Promise<Shown> {
	return page.evaluate(() => {
		const free = new Set(['class', 'style', 'tabindex', 'hidden', 'aria-busy', 'data-order']);

		function read(node: Node): string {
			if (!(node instanceof Element)) {
				return node instanceof Text ? node.data : '';
			}
			const name = node.localName;
			const attributes = [...node.attributes]
				.filter((a) => !free.has(a.name) && !a.name.startsWith('data-ui-'))
				.map((a) => ` ${a.name}="${a.value}"`)
				.sort();
			const inside = name === 'time' ? '' : [...node.childNodes].map(read).join('');
			return `<${name}${attributes.join('')}>${inside}</${name}>`;
		}

		function part(id: string): Element {
			const found = document.getElementById(id);
			if (!found) {
				throw new Error(`the page has no #${id}`);
			}
			return found;
		}

		const list = part('posts');
		const posts = [...list.children].map(read);
		return {
			title: read(part('title')),
			standfirst: read(part('standfirst')),
			state: read(part('state')),
			keyEvents: read(part('key-events')),
			pinned: read(part('pinned')),
			posts: list.getAttribute('data-order') === 'oldest' ? posts.reverse() : posts,
		};
	});
}
