// Who said what, what was put right and what changed: pages that are read without a script.
import type { Locator, Page } from '@playwright/test';
import { expectAccessible } from '../accessibility.ts';
import { Desk, hire } from '../desk.ts';
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

test('what somebody said before is found and related to by keyboard alone, and shows on both sides', async ({
	server,
	newsroom,
	visitors,
}) => {
	const slug = 'quarry-fire';
	const ines = await hire(server, 'Ines Aldous');
	await newsroom.open({ slug, title: 'Fire at the quarry' });
	await newsroom.open({ slug: 'roads', title: 'Roads' });
	const quote = (words: string, role: string) => [
		{ type: 'quote' as const, paragraphs: [words], speaker: { name: 'Tove Brask', role } },
	];
	await newsroom.publish('roads', { title: 'Open', elements: quote('Every road is open.', 'road warden') });
	const { id } = await newsroom.publish(slug, {
		title: 'Safe',
		elements: quote('Nobody has to leave.', 'fire chief'),
	});
	const desk = await new Desk(await visitors.come()).openAs(ines, slug);
	const { page } = desk;
	const { keyboard } = page;
	await desk.box('Post').focus();
	await keyboard.type('> Everybody has to leave by six.');
	const speaker = page.getByRole('combobox', { name: 'Speaker' });
	await tabTo(page, speaker);
	await keyboard.type('Tove');
	await expect(page.getByRole('option', { name: /Tove Brask/ })).toBeVisible();
	await keyboard.press('ArrowDown');
	await keyboard.press('Enter');

	const before = page.getByRole('list', { name: 'Said before' });
	await expect(before.getByRole('listitem')).toContainText(['Nobody has to leave.', 'Every road is open.']);
	await expectAccessible(page, 'what was said before');
	await tabTo(page, before.getByRole('button', { name: 'Relate' }));
	await keyboard.press('Enter');
	await expect(before.getByRole('button', { name: 'Related' })).toBeVisible();
	await tabTo(page, before.getByRole('button', { name: 'Link to it' }));
	await keyboard.press('Enter');
	const relation = page.getByRole('combobox', { name: 'Relation', exact: true });
	await tabTo(page, relation);
	await keyboard.type('contra');
	await expect(relation).toHaveValue('contradicts');
	await keyboard.press('Control+Enter');
	await expect(desk.row('Everybody has to leave by six.')).toBeVisible();

	const [made] = await newsroom.posts(slug);
	expect(made).toMatchObject({
		relations: [{ type: 'contradicts', post: id }],
		elements: [
			{ type: 'quote', speaker: { name: 'Tove Brask' } },
			{ type: 'link', title: 'Open' },
		],
	});
	const reader = await visitors.come();
	await reader.goto(`/${slug}`);
	await expect(reader.locator(`#post-${id}`)).toContainText('Contradicted by');
	await expect(reader.locator(`#post-${made?.id}`)).toContainText('Contradicts');
});

test('an editor says who is who: two names of one, and what they are', async ({
	server,
	newsroom,
	visitors,
}) => {
	const slug = 'quarry-fire';
	const ines = await hire(server, 'Ines Aldous');
	await newsroom.open({ slug, title: 'Fire at the quarry' });
	for (const name of ['Quarry Works', 'The Quarry Works Company']) {
		await newsroom.publish(slug, {
			title: name,
			elements: [{ type: 'quote' as const, paragraphs: ['We regret it.'], speaker: { name } }],
		});
	}
	const desk = await new Desk(await visitors.come()).openAs(ines, slug);
	const { page } = desk;
	await desk.button('Who is who…').click();
	const dialog = page.getByRole('dialog');
	await dialog.getByRole('searchbox', { name: 'Find a speaker' }).fill('quarry');
	await dialog.getByRole('button', { name: 'Quarry Works', exact: true }).click();
	await expect(dialog.getByRole('heading', { name: 'Quarry Works' })).toBeFocused();
	await dialog.getByRole('combobox', { name: 'Kind' }).selectOption('An organisation');
	await dialog.getByRole('button', { name: 'Save' }).click();
	await expect(dialog.getByRole('status')).toHaveText('Saved.');
	await dialog.getByRole('button', { name: 'Merge with another…' }).click();
	await dialog.getByRole('button', { name: 'The Quarry Works Company' }).click();
	await dialog.getByRole('button', { name: 'Merge', exact: true }).click();
	await expect(dialog.getByRole('button', { name: 'Split off' })).toBeVisible();
	await dialog.getByText('History').click();
	await expectAccessible(page, 'who is who');

	const reader = await visitors.come();
	await reader.goto((await dialog.getByRole('link', { name: 'What readers' }).getAttribute('href')) ?? '');
	await expect(reader.locator('figure')).toHaveCount(2);
	const data = await reader.locator('script[type="application/ld+json"]').textContent();
	expect(JSON.parse(data ?? '')).toMatchObject({ '@type': 'Organization', name: 'Quarry Works' });

	await dialog.getByRole('button', { name: 'Split off' }).click();
	await expect(dialog.getByRole('status')).toHaveText('The Quarry Works Company is a speaker apart.');
	await reader.reload();
	await expect(reader.locator('figure')).toHaveCount(1);
});

/** Goes on with Tab until something has the focus. */
async function tabTo(page: Page, wanted: Locator): Promise<void> {
	for (let i = 0; i < 60; i++) {
		await page.keyboard.press('Tab');
		if (await wanted.evaluate((element) => element === document.activeElement)) {
			return;
		}
	}
	throw new Error('Tab does not lead there');
}
