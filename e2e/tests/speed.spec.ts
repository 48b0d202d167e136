// A first visit stays small, and nothing moves on the page: neither when pictures
// and fonts come late, nor when posts come in above what is being read.
import { expect, test } from '../fixture.ts';
import { text } from '../newsroom.ts';
import { openReader } from '../reader.ts';
import { fill, long, watchShifts, weigh } from '../speed.ts';
import { hangPictures, story, tell } from '../story.ts';

const kB = 1000;

/**
 * No shift to the second decimal, as it is reported: a whole window that moves by its
 * height is 1. In a narrow column a word may wrap otherwise when its font comes.
 */
async function expectStill(shifts: Awaited<ReturnType<typeof watchShifts>>, what: string): Promise<void> {
	const found = await shifts();
	console.log(`${what} shift by ${found.score}`);
	expect(found.score, `${what}: ${found.what.join('; ')}`).toBeLessThan(0.005);
}

test('a first visit to fifty posts is within its budgets', async ({ server, newsroom, visitors }) => {
	await fill(newsroom, 50, 'https://pictures.example/quay.svg');
	const page = await visitors.come({ viewport: { width: 390, height: 844 } });
	await hangPictures(page);
	const { sent } = await weigh(page);
	await openReader(page, `/${long}`);
	await expect(page.locator('#posts > li')).toHaveCount(50);
	await page.evaluate(() => document.fonts.ready);
	await expect.poll(() => sent().filter((s) => s.kind === 'Font' && s.bytes > 0).length).toBe(2);
	// Pictures are the newsroom's; the stream goes on.
	const own = sent().filter((s) => s.host !== 'pictures.example' && !/stream/.test(s.path));
	const host = new URL(server.url).host;
	expect(
		sent().filter((s) => s.host !== host && s.host !== 'pictures.example'),
		'nobody else is asked',
	).toEqual([]);
	const of = (...kinds: string[]) =>
		own.filter((s) => kinds.includes(s.kind)).reduce((sum, s) => sum + s.bytes, 0);
	const sizes = {
		fonts: of('Font'),
		'page and style': of('Document', 'Stylesheet'),
		script: of('Script'),
		all: own.reduce((sum, s) => sum + s.bytes, 0),
	};
	console.log(sizes);
	expect.soft(sizes.fonts, 'fonts').toBeLessThanOrEqual(60 * kB);
	expect.soft(sizes['page and style'], 'page and style').toBeLessThanOrEqual(30 * kB);
	expect.soft(sizes.script, 'script').toBeLessThanOrEqual(8 * kB);
	expect.soft(sizes.all, 'all').toBeLessThanOrEqual(90 * kB);
});

for (const width of [390, 1280]) {
	test(`nothing moves when fonts, pictures and posts come late, at ${width}`, async ({
		newsroom,
		visitors,
	}) => {
		await tell(newsroom);
		const page = await visitors.come({ viewport: { width, height: 844 } });
		await hangPictures(page);
		// What is late comes when the test lets it.
		let release = () => {};
		const late = new Promise<void>((resolve) => {
			release = resolve;
		});
		await page.route(/\.woff2$|pictures\.example/, async (route) => {
			await late;
			await route.fallback();
		});
		const shifts = await watchShifts(page);
		await page.goto(`/${story}`, { waitUntil: 'domcontentloaded' });
		await expect(page.locator('main')).toHaveAttribute('data-live', 'on');
		await page.evaluate(
			() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),
		);
		release();
		await page.evaluate(() => document.fonts.ready);
		await page.waitForLoadState('load');
		await expectStill(shifts, 'fonts and pictures');

		await page
			.locator('#posts > li')
			.nth(2)
			.evaluate((row) => row.scrollIntoView());
		await expect(page.locator('#posts > li').first()).not.toBeInViewport();
		for (let i = 0; i < 5; i++) {
			await newsroom.publish(story, { title: `Light ${i}`, elements: text('Another light is on.') });
		}
		await expect(page.locator('main')).toHaveAttribute('data-held', '5');
		await page.evaluate(
			() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),
		);
		await expectStill(shifts, 'posts that wait');
	});
}
