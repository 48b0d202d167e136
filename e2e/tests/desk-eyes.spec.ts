// The desk for those who see it in their own colours, twice as large, or through a
// thin line.
import type { Page } from '@playwright/test';
import { expectAccessible } from '../accessibility.ts';
import { Desk, hire } from '../desk.ts';
import { expect, test } from '../fixture.ts';
import { text } from '../newsroom.ts';

const slug = 'quarry-fire';

/** Nothing has to be moved to the side to be read. */
async function expectFits(page: Page, what: string): Promise<void> {
	const over = await page.evaluate(() =>
		[document.documentElement, ...document.querySelectorAll('dialog[open]')].map(
			(box) => box.scrollWidth - box.clientWidth,
		),
	);
	expect
		.soft(Math.max(...over), `${what} at ${page.viewportSize()?.width}, in px too wide`)
		.toBeLessThanOrEqual(0);
}

test('in forced colours all is there to be seen, and twice as large it fits', async ({
	server,
	newsroom,
	visitors,
}) => {
	const ines = await hire(server, 'Ines Aldous');
	await newsroom.open({ slug, title: 'Fire at the quarry' });
	await newsroom.publish(slug, { title: 'Crews', keyEvent: true, elements: text('Ten crews are there.') });
	await newsroom.publish(slug, { title: 'Names of the crews', status: 'submitted', elements: text('So.') });
	const page = await visitors.come();
	const desk = await new Desk(page).openAs(ines, slug);
	const dialog = page.getByRole('dialog');
	const crews = desk.row('Crews').first();
	await page.emulateMedia({ forcedColors: 'active', reducedMotion: 'reduce' });

	// What has the focus and what is chosen are told by more than a tint.
	await crews.getByRole('button', { name: 'Edit' }).focus();
	await page.keyboard.press('Tab');
	const ring = await crews.getByRole('button', { name: 'Withdraw' }).evaluate((button) => {
		const { outlineStyle, outlineWidth } = getComputedStyle(button);
		return [outlineStyle, outlineWidth];
	});
	expect(ring).toEqual(['solid', '2px']);
	await page.setViewportSize({ width: 390, height: 844 });
	const edges = await page
		.getByRole('navigation', { name: 'Panels' })
		.getByRole('button')
		.evaluateAll((buttons) => buttons.map((button) => getComputedStyle(button).borderBlockStartColor));
	expect(edges[0], 'the panel that is shown').not.toBe(edges[1]);
	expect(edges[1]).toBe(edges[2]);
	await page.setViewportSize({ width: 1280, height: 800 });

	const dialogs: [name: string, open: () => Promise<void>][] = [
		['the palette', () => page.keyboard.press('Control+k')],
		['the keys', () => page.keyboard.press('?')],
		['a history', () => page.keyboard.press('h')],
		['the settings', () => desk.button('Settings').click()],
		['a summary', () => desk.button('Make summary').click()],
		['a time', () => desk.row('Names of').getByRole('button', { name: 'Schedule' }).click()],
		['a note', () => desk.row('Names of').getByRole('button', { name: 'Send back' }).click()],
	];
	for (const [name, open] of dialogs) {
		await crews.getByRole('button', { name: 'Edit' }).focus();
		await open();
		await expect(dialog).toBeVisible();
		await expectAccessible(page, name, ['forced']);
		for (const viewport of [
			{ width: 640, height: 450 },
			{ width: 320, height: 568 },
		]) {
			await page.setViewportSize(viewport);
			await expectFits(page, name);
		}
		await page.keyboard.press('Escape');
		await expect(dialog).toBeHidden();
		await page.setViewportSize({ width: 1280, height: 800 });
	}

	await crews.getByRole('button', { name: 'More' }).click();
	await desk.box('Title').fill('Half a title');
	await desk.button('Quote').click();
	await desk.composer.getByText(/^More/).click();
	await desk.button('Add a source').click();
	await expectAccessible(page, 'the desk', ['forced']);
	for (const width of [640, 320]) {
		await page.setViewportSize({ width, height: 568 });
		await expectFits(page, 'the desk');
	}
});

test('through a thin line the desk says that it comes, and what is written gets out', async ({
	server,
	newsroom,
	visitors,
}) => {
	const ines = await hire(server, 'Ines Aldous');
	await newsroom.open({ slug, title: 'Fire at the quarry' });
	await newsroom.publish(slug, 'Smoke over the village.');
	const page = await visitors.come({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
	const desk = await new Desk(page).openAs(ines, slug);
	const devtools = await page.context().newCDPSession(page);
	await devtools.send('Network.enable');
	await devtools.send('Network.setCacheDisabled', { cacheDisabled: true });
	const line = { offline: false, latency: 400, downloadThroughput: 50_000, uploadThroughput: 50_000 };
	await devtools.send('Network.emulateNetworkConditions', line);
	await page.reload({ waitUntil: 'commit' });
	await expect(page.getByText('Opening the desk…')).toBeVisible();

	// It is typed in before what was written so far is there, and published over the same line.
	await desk.box('Post').tap();
	await page.keyboard.type('The wind has turned.');
	await expect(desk.box('Post')).toHaveText('The wind has turned.');
	await desk.button('Publish').tap();
	await expect(desk.row('The wind has turned.')).toContainText(/seq \d/);
	await expect(desk.row('Smoke over the village.')).toBeVisible();
	expect((await newsroom.posts(slug)).filter((post) => JSON.stringify(post).includes('turned'))).toHaveLength(
		1,
	);
});
