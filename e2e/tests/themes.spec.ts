// A newspaper's own look: it can be read by day and by night, in every script, and
// nothing moves while it comes. Pictures of it are left in artefacts/.
import { expectAccessible } from '../accessibility.ts';
import { picture } from '../artefacts.ts';
import { expect, test } from '../fixture.ts';
import { openReader } from '../reader.ts';
import { hangLogos, stories, tellThemed } from '../themed.ts';

for (const [name, story] of Object.entries(stories)) {
	test(`a themed page, ${name}`, async ({ newsroom, visitors }) => {
		visitors.expectComplaints(/status of 404.*lost\.svg/);
		await tellThemed(newsroom, story);
		const page = await visitors.come();
		await hangLogos(page);
		await openReader(page, `/${story.blog.slug}`);
		await expectAccessible(page, name);
		for (const width of [320, 390, 1280]) {
			await page.setViewportSize({ width, height: 800 });
			const wide = await page.evaluate(() => document.documentElement.scrollWidth);
			expect.soft(wide, `${name} at ${width}`).toBeLessThanOrEqual(width);
		}
		await picture(page, `theme-${name}`, [390, 1280, 1680]);
	});
}

test('a logo’s room is there before the logo', async ({ newsroom, visitors }) => {
	await tellThemed(newsroom, stories.english);
	const page = await visitors.come();
	let hang = () => {};
	const hung = new Promise<void>((resolve) => {
		hang = resolve;
	});
	await hangLogos(page);
	await page.context().route('**/logo.svg', async (route) => {
		await hung;
		await route.fallback();
	});
	visitors.expectComplaints(/status of 404.*lost\.svg/);
	await page.goto(`/${stories.english.blog.slug}`, { waitUntil: 'domcontentloaded' });
	const logo = page.locator('.home img');
	const before = await logo.boundingBox();
	hang();
	await expect
		.poll(() => logo.evaluate((img) => img instanceof HTMLImageElement && img.naturalWidth))
		.toBe(360);
	expect(await logo.boundingBox()).toEqual(before);
	expect(before?.width).toBeCloseTo(168, 0);
});

test('high contrast and paper keep what a theme’s page says', async ({ newsroom, visitors }) => {
	await tellThemed(newsroom, stories.english);
	visitors.expectComplaints(/status of 404.*lost\.svg/);
	const page = await visitors.come();
	await hangLogos(page);
	await openReader(page, `/${stories.english.blog.slug}`);
	await page.emulateMedia({ forcedColors: 'active' });
	await picture(page, 'theme-forced-colours', [390]);
	await page.emulateMedia({ forcedColors: 'none', media: 'print', colorScheme: 'dark' });
	expect(
		await page
			.locator('.post, article')
			.first()
			.evaluate((e) => getComputedStyle(e).color),
	).toBe('rgb(22, 24, 29)');
});
