// The composer: what is typed and pasted becomes what it says, one key at a time, and
// outlives the tab and the device that it was typed on.
import type { Locator, Page } from '@playwright/test';
import { expectAccessible } from '../accessibility.ts';
import { Desk, hire, type Person } from '../desk.ts';
import { expect, test } from '../fixture.ts';
import { text } from '../newsroom.ts';

const slug = 'quarry-fire';

let ines: Person;

test.beforeEach(async ({ server, newsroom }) => {
	ines = await hire(server, 'Ines Aldous');
	await newsroom.open({ slug, title: 'Fire at the quarry' });
});

/** Pastes as the browser would, without a clipboard that tests on one machine would share. */
async function paste(into: Locator, plain: string, html?: string): Promise<void> {
	await into.focus();
	await into.evaluate(
		(element, [plain, html]) => {
			const clipboardData = new DataTransfer();
			clipboardData.setData('text/plain', plain ?? '');
			if (html !== undefined) {
				clipboardData.setData('text/html', html);
			}
			element.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
		},
		[plain, html],
	);
}

/** Ends the page's process in the middle of whatever it does. */
async function crash(page: Page): Promise<void> {
	const crashed = page.waitForEvent('crash');
	const devtools = await page.context().newCDPSession(page);
	devtools.send('Page.crash').catch(() => undefined);
	await crashed;
}

test('words on record become a quote by the keyboard alone', async ({ newsroom, visitors }) => {
	await newsroom.publish(slug, {
		elements: [{ type: 'quote', paragraphs: ['So.'], speaker: { name: 'Marit Voll', role: 'fire chief' } }],
	});
	const desk = await new Desk(await visitors.come()).openAs(ines, slug);
	const { page, composer } = desk;
	const { keyboard } = page;
	await desk.box('Post').focus();
	await keyboard.type('"It\'s out," said Tor Vale, the mayor.');
	await expect(desk.box('Post'), 'marks are set').toHaveText('“It’s out,” said Tor Vale, the mayor.');
	await expect(composer.getByText('Make it a quote by Tor Vale')).toBeVisible();
	await expectAccessible(page, 'a quote is offered');
	await keyboard.press('Tab');
	await expect(composer.getByRole('combobox', { name: 'Speaker' })).toHaveValue('Tor Vale');
	await expect(desk.box('Role')).toHaveValue('mayor');

	await keyboard.type('/qu');
	await expect(page.getByRole('option', { name: 'Quote' })).toBeVisible();
	await expectAccessible(page, 'the slash menu');
	await keyboard.press('Enter');
	await keyboard.type('We go home now.');
	const speaker = composer.getByRole('combobox', { name: 'Speaker' }).nth(1);
	await speaker.fill('vo');
	const known = page.getByRole('option', { name: 'Marit Voll' });
	await expect(known).toContainText('fire chief');
	await expectAccessible(page, 'speakers who are known');
	await keyboard.press('ArrowDown');
	await expect(known).toHaveAttribute('aria-selected', 'true');
	await keyboard.press('Enter');
	await expect(speaker).toHaveValue('Marit Voll');
	await keyboard.press('Control+Enter');

	await expect(desk.box('Post'), 'the box is ready for the next one').toHaveText('');
	await expect(composer.getByText(/^Saved, seq/)).toBeVisible();
	const [post] = await newsroom.posts(slug);
	expect(post?.elements).toEqual([
		{ type: 'quote', paragraphs: ['It’s out'], speaker: { name: 'Tor Vale', role: 'mayor' } },
		{ type: 'quote', paragraphs: ['We go home now.'], speaker: { name: 'Marit Voll', role: 'fire chief' } },
	]);
});

test('what is pasted keeps what it says, and is never changed unasked', async ({
	server,
	newsroom,
	visitors,
}) => {
	visitors.expectComplaints(/status of 422/);
	const desk = await new Desk(await visitors.come()).openAs(ines, slug);
	const { page, composer } = desk;
	const box = desk.box('Post');
	await paste(
		box,
		'x',
		'<p class=MsoNormal>Two <b>bold</b> crews.<o:p></o:p></p><p class=MsoNormal><o:p>&nbsp;</o:p></p>',
	);
	await page.keyboard.press('Enter');
	await paste(box, `${server.url}/${slug}`);
	await expect(composer.getByText('The address is none of the public Internet.')).toBeVisible();
	await page.keyboard.press('Enter');
	const release = [
		'Quarry fire is under control',
		`The fire at the quarry is under control, the county fire service said on Monday.${' It had burnt for two days and nights.'.repeat(8)}`,
		'Fire chief Marit Voll said:',
		'“We lost no one, and we are grateful to every crew that came to help us.”',
		'Roads open again at noon.',
	].join('\n\n');
	await paste(box, release);
	const review = page.getByRole('dialog', { name: 'Pasted copy, read as parts' });
	await expect(review.getByRole('checkbox', { name: 'Quote by Marit Voll' })).toBeChecked();
	await expect(box, 'it stands there as it was pasted').toContainText('Fire chief Marit Voll said:');
	await expectAccessible(page, 'pasted copy is looked at');
	await page.keyboard.press('Enter');
	await expect(review).toBeHidden();
	await expect(desk.box('Title')).toHaveValue('Quarry fire is under control');
	await page.keyboard.press('Control+Enter');
	await expect(desk.row('Quarry fire is under control')).toBeVisible();
	const [post] = await newsroom.posts(slug);
	expect(post?.elements[0]).toMatchObject({ type: 'text' });
	expect(JSON.stringify(post?.elements[0])).toContain('<p>Two <strong>bold</strong> crews.</p><p><a href=');
	expect(JSON.stringify(post?.elements), 'no word is lost').toContain('It had burnt for two days');
	expect(post?.elements).toContainEqual({
		type: 'quote',
		paragraphs: ['“We lost no one, and we are grateful to every crew that came to help us.”'],
		speaker: { name: 'Marit Voll', role: 'Fire chief' },
	});
});

test('words outlive a crashed tab, and go on on another device', async ({ newsroom, visitors }) => {
	visitors.expectComplaints(/status of 412/);
	const post = await newsroom.publish(slug, { title: 'Cause', elements: text('Nobody knows the cause.') });
	const laptop = await new Desk(await visitors.come()).openAs(ines, slug);
	await laptop.box('Post').pressSequentially('The crew of the');
	await expect(laptop.composer.getByText('Saved on this device and on the server')).toBeVisible();
	const context = laptop.page.context();
	await crash(laptop.page);

	const again = new Desk(await context.newPage());
	await again.page.goto(`/desk/${slug}`);
	await expect(again.box('Post')).toHaveText('The crew of the');
	await again.beginEdit(again.row('Cause'));
	await again.row('Cause').getByRole('textbox', { name: 'Post' }).fill('The cause is known.');
	await expect(again.row('Cause').getByText('kept on this device and on the server')).toBeVisible();

	const phone = await new Desk(await visitors.come()).openAs(ines, slug);
	const goOn = phone.composer.getByRole('button', { name: 'Go on with what you typed elsewhere' });
	await expect(goOn).toHaveAccessibleName(/\(2\)/);
	await goOn.click();
	await expect(phone.row('Cause').getByRole('textbox', { name: 'Post' })).toHaveText('The cause is known.');
	await goOn.click();
	await expect(phone.composer.getByRole('textbox', { name: 'Post' })).toHaveText('The crew of the');
	await phone.composer.getByRole('textbox', { name: 'Post' }).press('End');
	await phone.page.keyboard.type(' mill is safe.');
	await expect(phone.composer.getByText('Saved on this device and on the server')).toBeVisible();

	await again.composer.getByRole('textbox', { name: 'Post' }).press('End');
	await again.page.keyboard.type(' pump');
	await expect(again.page.getByText('You went on with these words on another device.')).toBeVisible();
	await expect(again.composer.getByRole('textbox', { name: 'Post' })).toHaveText('The crew of the pump');
	await phone.composer.getByRole('button', { name: 'Publish' }).click();
	await expect(again.row('The crew of the mill is safe.')).toBeVisible();
	expect((await newsroom.posts(slug)).map((p) => p.id)).toHaveLength(2);
	expect((await newsroom.posts(slug)).at(-1)?.id).toBe(post.id);
});
