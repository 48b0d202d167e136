// What a screen reader is told, read from the tree that Chromium gives to it.
import type { CDPSession, Page } from '@playwright/test';
import { expect, test } from '../fixture.ts';
import { text } from '../newsroom.ts';
import { openReader } from '../reader.ts';
import { hangPictures, story, tell } from '../story.ts';

/** A node as a screen reader meets it, in the order of the page. */
interface Heard {
	role: string;
	name: string;
	level?: number;
	focused: boolean;
	live?: string;
}

class ScreenReader {
	readonly #devtools: CDPSession;

	private constructor(devtools: CDPSession) {
		this.#devtools = devtools;
	}

	static async of(page: Page): Promise<ScreenReader> {
		const devtools = await page.context().newCDPSession(page);
		await devtools.send('Accessibility.enable');
		return new ScreenReader(devtools);
	}

	async read(): Promise<Heard[]> {
		const { nodes } = await this.#devtools.send('Accessibility.getFullAXTree');
		const byId = new Map(nodes.map((n) => [n.nodeId, n]));
		const heard: Heard[] = [];
		const visit = (id: string) => {
			const node = byId.get(id);
			if (!node) {
				return;
			}
			if (!node.ignored) {
				const property = (name: string) => node.properties?.find((p) => p.name === name)?.value.value;
				const level = property('level');
				const live = property('live');
				heard.push({
					role: String(node.role?.value ?? ''),
					name: String(node.name?.value ?? ''),
					...(level === undefined ? {} : { level: Number(level) }),
					...(live === undefined ? {} : { live: String(live) }),
					focused: property('focused') === true,
				});
			}
			for (const child of node.childIds ?? []) {
				visit(child);
			}
		};
		const root = nodes.find((n) => n.parentId === undefined);
		visit(root?.nodeId ?? '');
		return heard;
	}

	async landmarks(): Promise<string[]> {
		const kinds = ['banner', 'main', 'navigation', 'complementary', 'contentinfo', 'region'];
		return (await this.read()).filter((n) => kinds.includes(n.role)).map((n) => `${n.role} ${n.name}`.trim());
	}

	async headings(): Promise<string[]> {
		return (await this.read()).filter((n) => n.role === 'heading').map((n) => `${n.level} ${n.name}`);
	}

	async focus(): Promise<Heard | undefined> {
		return (await this.read()).filter((n) => n.focused && n.role !== 'RootWebArea').at(-1);
	}

	/** The words of the status node. */
	async status(): Promise<string> {
		const heard = await this.read();
		const at = heard.findIndex((n) => n.role === 'status');
		expect(heard[at]?.live, 'it waits until the reader has done speaking').toBe('polite');
		const words = heard[at + 1];
		return words?.role === 'StaticText' ? words.name : '';
	}
}

test('the page has an outline that can be walked through', async ({ newsroom, visitors }) => {
	await tell(newsroom);
	const page = await visitors.come();
	await hangPictures(page);
	await openReader(page, `/${story}`);
	const reader = await ScreenReader.of(page);
	expect(await reader.landmarks()).toEqual([
		'banner',
		'main',
		'navigation Key events',
		'region Pinned',
		'complementary Who said what',
		'contentinfo',
	]);
	const headings = await reader.headings();
	expect(headings[0]).toMatch(/^1 Ferry crews walk out/);
	// The tree has them in capitals where the style does.
	expect(headings.filter((h) => h.startsWith('2 ')).map((h) => h.toLowerCase())).toEqual([
		'2 key events',
		'2 pinned',
		'2 updates',
		'2 who said what',
	]);
	let last = 0;
	for (const heading of headings) {
		const level = Number(heading[0]);
		expect(level, `no level is left out before “${heading}”`).toBeLessThanOrEqual(last + 1);
		last = level;
	}
	const heard = await reader.read();
	expect(
		heard.filter((n) => n.role === 'link' && n.name === ''),
		'each link has a name',
	).toEqual([]);
	expect(
		heard.filter((n) => n.role === 'image' && n.name === ''),
		'each picture has words',
	).toEqual([]);
});

test('a new update is told by number, is gone to by the button, and left again', async ({
	newsroom,
	visitors,
}) => {
	await tell(newsroom);
	const page = await visitors.come();
	await hangPictures(page);
	await openReader(page, `/${story}`);
	const reader = await ScreenReader.of(page);
	expect(await reader.status()).toBe('');

	await page.evaluate(() => window.scrollTo(0, 1500));
	const reading = await page.evaluate(() => window.scrollY);
	const before = await readingNow(page);
	await newsroom.publish(story, {
		title: 'A second light',
		elements: text('A second light is on in the office.'),
	});
	await expect.poll(() => reader.status()).toBe('1 new update');
	const told = await reader.read();
	expect(told.filter((n) => n.role === 'button').map((n) => n.name)).toContain('1 new update');
	expect(
		told.some((n) => n.name.includes('A second light')),
		'its words are not told',
	).toBe(false);
	expect(await page.evaluate(() => window.scrollY), 'nothing has moved').toBe(reading);

	await page.getByRole('button', { name: '1 new update' }).press('Enter');
	await expect(page.locator('#posts > li > article').first()).toBeFocused();
	expect((await reader.focus())?.role).toBe('article');
	const ahead = await reader.read();
	const at = ahead.findIndex((n) => n.focused && n.role === 'article');
	expect(ahead.slice(at).find((n) => n.role === 'heading')?.name, 'the next heading is its own').toBe(
		'A second light',
	);

	await page.keyboard.press('Tab');
	expect((await reader.focus())?.role, 'then comes its first link').toBe('link');
	const first = await reader.focus();
	await page.keyboard.press('Shift+Tab');
	expect((await reader.focus())?.name, 'back from it is what stands before the updates').not.toBe(
		first?.name,
	);
	await page.keyboard.press('Tab');
	expect(await reader.focus()).toEqual(first);

	await page.goBack();
	const was = page.locator(`#posts #${before.post}`);
	await expect(was, 'back leads to what was being read').toBeFocused();
	expect((await reader.focus())?.role).toBe('article');
	expect(await topOf(page, before.post), 'where it stood in the window').toBeCloseTo(before.top, 0);
});

/** The article that is being read, and how far below the top of the window it begins. */
async function readingNow(page: Page): Promise<{ post: string; top: number }> {
	return page.evaluate(() => {
		for (const article of document.querySelectorAll('#posts > li > article')) {
			const { top, bottom } = article.getBoundingClientRect();
			if (bottom > window.innerHeight / 5) {
				return { post: article.id, top };
			}
		}
		throw new Error('nothing is being read');
	});
}

const topOf = (page: Page, id: string): Promise<number> =>
	page.locator(`#posts #${id}`).evaluate((article) => article.getBoundingClientRect().top);

test('edits and withdrawals are not told', async ({ newsroom, visitors }) => {
	const posts = await tell(newsroom);
	const page = await visitors.come();
	await hangPictures(page);
	await openReader(page, `/${story}`);
	const reader = await ScreenReader.of(page);
	await newsroom.change(story, posts[1]?.id ?? '', { elements: text('The office is open.') });
	await newsroom.withdraw(story, posts[2]?.id ?? '');
	await expect(page.locator('#posts')).toContainText('The office is open.');
	await expect(page.locator(`#post-${posts[2]?.id}`)).toHaveCount(0);
	expect(await reader.status()).toBe('');
});
