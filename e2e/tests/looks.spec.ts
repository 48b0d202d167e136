// Pages fit every screen from a small phone on; pictures of them are left in artefacts/.
import type { Page } from '@playwright/test';
import { picture } from '../artefacts.ts';
import { Desk, hire } from '../desk.ts';
import { expect, test } from '../fixture.ts';
import { openReader } from '../reader.ts';
import { arabic, hangPictures, story, tell, tellInArabic } from '../story.ts';

const widths = [320, 390, 768, 1280];

/** Nothing sticks out at the side, and no line of text is wider than its box. */
async function expectFits(page: Page): Promise<void> {
	for (const width of widths) {
		await page.setViewportSize({ width, height: 800 });
		const wide = await page.evaluate(() => document.documentElement.scrollWidth);
		expect.soft(wide, `${page.url()} at ${width}`).toBeLessThanOrEqual(width);
	}
}

test('the reader’s page fits every screen', async ({ newsroom, visitors }) => {
	const posts = await tell(newsroom);
	await tellInArabic(newsroom);
	const page = await visitors.come();
	await hangPictures(page);
	await openReader(page, `/${story}`);
	await expectFits(page);
	await picture(page, 'blog', widths);
	for (const [name, path] of [
		['arabic', `/${arabic}`],
		['front', '/'],
		['permalink', `/${story}/posts/${posts[4]?.id}`],
	] as const) {
		await page.goto(path);
		await expectFits(page);
		await picture(page, name, [390, 1280]);
	}
	visitors.expectComplaints(/status of 410/);
	const withdrawn = await newsroom.withdraw(story, posts[4]?.id ?? '');
	await page.goto(`/${story}/posts/${withdrawn.id}`);
	await expectFits(page);
	await picture(page, 'withdrawn', [390]);
});

test('the desk fits every screen', async ({ server, newsroom, visitors }) => {
	await tell(newsroom);
	const person = await hire(server, 'Ines Aldous');
	const desk = new Desk(await visitors.come());
	await desk.page.goto('/desk/');
	await expect(desk.box('Email')).toBeVisible();
	await expectFits(desk.page);
	await picture(desk.page, 'desk-door', [390, 1280]);
	await desk.signIn(person);
	await expect(desk.button('New blog')).toBeVisible();
	await expectFits(desk.page);
	await picture(desk.page, 'desk-blogs', [390, 1280]);

	await desk.page.goto(`/desk/${story}`);
	await expect(desk.row('The company speaks')).toBeVisible();
	await desk.write({ post: 'A draft for later.' });
	await desk.button('Save draft').click();
	await expect(desk.row('A draft for later.')).toBeVisible();
	await desk.write({
		title: 'Talks break off',
		post: 'The teapot is empty, and both sides have left the customs house.',
	});
	await desk.beginEdit(desk.row('The company speaks'));
	await expectFits(desk.page);
	await picture(desk.page, 'desk', widths);
});
