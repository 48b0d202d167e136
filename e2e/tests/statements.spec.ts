// Who said what, what was put right and what changed: pages that are read without a script.
import { expectAccessible } from '../accessibility.ts';
import { expect, test } from '../fixture.ts';
import { arabic, hangPictures, story, tell, tellInArabic } from '../story.ts';

test('statements are read, filtered and copied without a script', async ({ newsroom, visitors }) => {
	await tell(newsroom);
	await tellInArabic(newsroom);
	const page = await visitors.come();
	await hangPictures(page);
	await page.setViewportSize({ width: 390, height: 844 });
	await page.goto(`/${story}`);
	await page.getByRole('contentinfo').getByRole('link', { name: 'Who said what' }).click();
	await expectAccessible(page, 'quotes on a phone');

	const voices = page.getByRole('navigation', { name: 'By speaker' });
	const first = voices.getByRole('link').first();
	const name = (await first.locator('b').textContent()) ?? '';
	await first.click();
	await expect(page.getByRole('heading', { level: 1 })).toContainText(name);
	for (const figure of await page.locator('figure').all()) {
		await expect(figure.locator('.speaker')).toHaveText(name);
	}

	// What is selected of a quote has who said it.
	const copied = await page
		.locator('figure')
		.first()
		.evaluate((figure) => {
			const selection = getSelection();
			selection?.selectAllChildren(figure);
			return String(selection);
		});
	expect(copied).toContain(name);

	await page.getByRole('link', { name: 'In all coverage' }).click();
	await expect(page.getByRole('heading', { level: 1 })).toHaveText(name);
	await expectAccessible(page, 'a speaker');

	await page.setViewportSize({ width: 1280, height: 900 });
	for (const path of [
		`/${story}/quotes?order=speaker`,
		`/${story}/corrections`,
		'/corrections',
		`/${story}?since=0`,
		`/${arabic}/quotes`,
	]) {
		await page.goto(path);
		await expectAccessible(page, path);
	}
	await page.setViewportSize({ width: 320, height: 700 });
	expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
});
