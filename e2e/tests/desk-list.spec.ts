// A long blog at the desk: what is far away is not in the page, and nobody notices.
import type { Locator } from '@playwright/test';
import { picture } from '../artefacts.ts';
import { Desk, hire } from '../desk.ts';
import { expect, test } from '../fixture.ts';
import { text } from '../newsroom.ts';
import { openReader } from '../reader.ts';

const slug = 'long-watch';

test('of a long list only what is near is in the page, and what one is at stays', async ({
	server,
	newsroom,
	visitors,
}) => {
	const person = await hire(server, 'Ines Aldous');
	await newsroom.open({ slug, title: 'The long watch' });
	for (let first = 1; first <= 160; first += 20) {
		await Promise.all(
			Array.from({ length: 20 }, (_, i) =>
				newsroom.publish(slug, {
					title: `Watch ${first + i}`,
					publishedAt: new Date(Date.UTC(2026, 2, 4, 12, first + i)).toISOString(),
					elements: [{ type: 'text', html: `<p>${'The lamp went round. '.repeat(1 + (i % 5) * 4)}</p>` }],
				}),
			),
		);
	}
	await newsroom.publish(slug, {
		title: 'The oldest watch',
		status: 'draft',
		publishedAt: '2026-03-04T12:00:00Z',
		elements: [{ type: 'text', html: '<p>Nothing was seen.</p>' }],
	});
	const { page } = await new Desk(await visitors.come()).openAs(person, slug);
	const desk = new Desk(page);
	const inPage = () => page.getByRole('article').count();
	expect(await inPage()).toBeLessThan(40);
	await desk.button('Show older ones').click();
	await expect(desk.button('Show older ones')).toBeHidden();

	// To the far end by the link of what waits there, and back by the wheel.
	await page.getByRole('link', { name: 'The oldest watch' }).click();
	const oldest = desk.row('The oldest watch');
	await expect(oldest).toBeInViewport();
	expect(await inPage()).toBeLessThan(60);

	// What is being edited stays in the page, wherever it is scrolled to.
	await desk.beginEdit(oldest);
	await oldest.getByRole('textbox', { name: 'Post' }).press('End');
	await page.keyboard.type(' Nor heard.');
	await page.evaluate(() => scrollTo(0, 0));
	await expect(desk.row('Watch 160')).toBeInViewport();
	await expect(oldest.getByRole('textbox', { name: 'Post' })).toBeFocused();
	await page.keyboard.type(' Nor smelt.');
	await expect(oldest.getByRole('textbox', { name: 'Post' })).toContainText('Nor heard. Nor smelt.');

	// What comes in above does not move what is read.
	await page.evaluate(() => scrollTo(0, 4000));
	await expect(desk.row('Watch 160')).toHaveCount(0);
	const read = await page.waitForFunction(
		() => document.elementFromPoint(400, innerHeight / 2)?.closest('article')?.id,
	);
	const row = page.locator(`#${await read.jsonValue()}`);
	const placeOfRow = () => row.evaluate((element) => Math.round(element.getBoundingClientRect().top));
	await expect(row).toBeInViewport();
	const before = await placeOfRow();
	await newsroom.publish(slug, 'A sail.');
	await expect(page.locator('li[aria-setsize="162"]').first()).toBeAttached();
	expect(Math.abs((await placeOfRow()) - before), 'the row has moved by').toBeLessThanOrEqual(1);
});

test('what is pressed is done, also where it moves away under the finger', async ({
	server,
	newsroom,
	visitors,
}) => {
	const person = await hire(server, 'Ines Aldous');
	await newsroom.open({ slug, title: 'The long watch' });
	await Promise.all(Array.from({ length: 55 }, (_, i) => newsroom.publish(slug, `Watch ${i + 1}.`)));
	const { page } = await new Desk(await visitors.come({ hasTouch: true })).openAs(person, slug);
	const desk = new Desk(page);

	const devtools = await page.context().newCDPSession(page);
	/** Presses at the middle of something, waits until it has been moved away, and lets go, perhaps further to the right. */
	async function pressWhileItMoves(
		pressed: Locator,
		by: 'mouse' | 'finger',
		move: () => Promise<unknown>,
		right = 0,
	) {
		await pressed.scrollIntoViewIfNeeded();
		const place = () => pressed.evaluate((element) => element.getBoundingClientRect().toJSON() as DOMRect);
		const { x, y, width, height } = await place();
		const at = { x: x + width / 2, y: y + height / 2 };
		if (by === 'mouse') {
			await page.mouse.move(at.x, at.y);
			await page.mouse.down();
		} else {
			await devtools.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [at] });
		}
		await move();
		await expect.poll(async () => Math.abs((await place()).y - y)).toBeGreaterThan(height);
		if (by === 'mouse') {
			await page.mouse.move(at.x + right, at.y);
			await page.mouse.up();
		} else {
			await devtools.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
		}
	}
	const retitle = (post: { id: string } | undefined, title: string) =>
		newsroom.change(slug, post?.id ?? '', { title });
	const long = 'It goes on. '.repeat(20);

	const [first, second, third] = await newsroom.posts(slug);
	const row = (post: { id: string } | undefined) => page.locator(`#post-${post?.id}`);
	await pressWhileItMoves(row(second).getByRole('button', { name: 'More' }), 'mouse', () =>
		retitle(first, long),
	);
	await expect(row(second).getByRole('button', { name: 'Relate…' })).toBeVisible();
	await pressWhileItMoves(row(third).getByRole('checkbox', { name: 'Pinned' }), 'finger', () =>
		retitle(first, ''),
	);
	await expect(row(third).getByRole('checkbox', { name: 'Pinned' })).toBeChecked();

	// To let go elsewhere is to think better of it.
	const withdraw = row(third).getByRole('button', { name: 'Withdraw' });
	await pressWhileItMoves(withdraw, 'mouse', () => retitle(first, long), 200);
	expect((await newsroom.post(slug, third?.id ?? '')).status).toBe('published');

	// What rows that are measured do at the end of the list.
	const older = desk.button('Show older ones');
	await pressWhileItMoves(older, 'mouse', () => page.evaluate(() => scrollBy(0, -150)));
	await expect(older).toBeHidden();
});

test('everything by the keyboard: found by name, done by a letter, and undone', async ({
	server,
	newsroom,
	visitors,
}) => {
	const person = await hire(server, 'Ines Aldous');
	await newsroom.open({ slug, title: 'The long watch' });
	await newsroom.publish(slug, { title: 'A light to the north', elements: text('It blinks twice.') });
	await newsroom.publish(slug, { title: 'The light is gone', elements: text('Fog.') });
	const { page } = await new Desk(await visitors.come()).openAs(person, slug);
	const desk = new Desk(page);
	const reader = await openReader(await visitors.come(), `/${slug}`);
	const shown = reader.getByRole('heading', { name: 'A light to the north' });
	await expect(shown).toBeVisible();

	// To a post by its words, and away with it; it is gone for readers at once.
	await page.keyboard.press('Control+k');
	const field = page.getByRole('combobox', { name: 'What do you want to do?' });
	await expect(field).toBeFocused();
	await page.keyboard.type('north blinks');
	await picture(page, 'desk-palette', [390, 1280]);
	await expect(
		page.getByRole('listbox', { name: 'Commands' }).getByRole('option', { selected: true }),
	).toHaveText(/A light to the north/);
	await page.keyboard.press('Enter');
	const row = desk.row('A light to the north');
	await expect(row.getByRole('button', { name: 'Edit' })).toBeFocused();
	await page.keyboard.press('w');
	await expect(shown).toBeHidden();
	await expect(page.getByText('Gone for readers: A light to the north')).toBeVisible();
	await expect(row.getByRole('button', { name: 'Edit' })).toBeFocused();
	await page.keyboard.press('u');
	await expect(shown).toBeVisible();
	await expect(page.getByText('Gone for readers')).toBeHidden();

	// From row to row, on top of the page, and back to writing, where letters are letters.
	await page.keyboard.press('k');
	await expect(desk.row('The light is gone').getByRole('button', { name: 'Edit' })).toBeFocused();
	await page.keyboard.press('t');
	await expect(reader.locator('#pinned').getByRole('heading', { name: 'The light is gone' })).toBeVisible();
	await page.keyboard.press('n');
	await expect(desk.box('Post')).toBeFocused();
	await page.keyboard.type('knew?');
	await expect(desk.box('Post')).toHaveText('knew?');
	await page.keyboard.press('Control+k');
	await page.keyboard.type('paused');
	await page.keyboard.press('Enter');
	await expect(desk.state).toHaveValue('paused');
	await expect(desk.box('Post')).toBeFocused();

	// The sheet says it all, and how to switch single letters off.
	await page.keyboard.press('Control+k');
	await page.keyboard.type('keys');
	await page.keyboard.press('Enter');
	const sheet = page.getByRole('dialog', { name: 'Keys' });
	await expect(sheet.getByText('Undo, for ten seconds')).toBeVisible();
	await picture(page, 'desk-keys', [390, 1280]);
	await sheet.getByRole('checkbox').uncheck();
	await page.keyboard.press('Escape');
	await row.getByRole('button', { name: 'Edit' }).focus();
	await page.keyboard.press('w');
	await page.keyboard.press('?');
	await expect(sheet).toBeHidden();
	await expect(row.getByRole('button', { name: 'Withdraw' })).toBeVisible();
});
