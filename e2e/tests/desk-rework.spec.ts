// What is done with posts that readers have already: corrected, restored, merged,
// related, summed up, moved, withdrawn many at a time.
import { expectAccessible } from '../accessibility.ts';
import { Desk, hire } from '../desk.ts';
import { expect, test } from '../fixture.ts';
import { text } from '../newsroom.ts';

const slug = 'quarry-fire';

test('published words change with a correction, and an earlier version comes back', async ({
	server,
	newsroom,
	visitors,
}) => {
	const ines = await hire(server, 'Ines Aldous');
	await newsroom.open({ slug, title: 'Fire at the quarry' });
	await newsroom.changeBlog(slug, { silentMinutes: 0 });
	const { id } = await newsroom.publish(slug, { title: 'Crews', elements: text('Ten crews are there.') });
	const desk = await new Desk(await visitors.come()).openAs(ines, slug);
	const row = desk.row('Crews');
	const { keyboard } = desk.page;
	await desk.beginEdit(row);
	await row.getByRole('textbox', { name: 'Post' }).fill('Twelve crews are there.');
	await keyboard.press('Control+Enter');
	await expect(row.getByRole('radio', { name: 'Minor' })).toBeFocused();
	await expectAccessible(desk.page, 'the step that asks for a correction');
	await keyboard.press('3');
	await keyboard.type('There were twelve.');
	await keyboard.press('Enter');
	await desk.saved(row);
	expect(await newsroom.post(slug, id)).toMatchObject({
		elements: text('Twelve crews are there.'),
		corrections: [{ kind: 'correction', reason: 'There were twelve.' }],
	});

	await row.getByRole('button', { name: 'Edit', exact: true }).focus();
	await keyboard.press('h');
	const history = desk.page.getByRole('dialog', { name: 'History' });
	await expect(history.locator('del')).toHaveText('Ten');
	await expect(history.locator('ins')).toHaveText('Twelve');
	await expect(history).toContainText('There were twelve.');
	await expectAccessible(desk.page, 'a history');
	await history.getByRole('button', { name: /made it/ }).click();
	await history.getByRole('button', { name: 'Restore this version' }).click();
	await keyboard.press('1');
	await keyboard.press('Enter');
	await desk.saved(row);
	const restored = await newsroom.post(slug, id);
	expect(restored).toMatchObject({
		elements: text('Ten crews are there.'),
		corrections: [
			{ kind: 'correction' },
			{ kind: 'minor', reason: 'Spelling or wording; the meaning is the same.' },
		],
	});
});

test('changes of different paragraphs merge by themselves, of the same one by choice', async ({
	server,
	newsroom,
	visitors,
}) => {
	visitors.expectComplaints(/status of 412/);
	const ines = await hire(server, 'Ines Aldous');
	await newsroom.open({ slug, title: 'Fire at the quarry' });
	const body = (...paragraphs: string[]) => [
		{ type: 'text' as const, html: paragraphs.map((p) => `<p>${p}</p>`).join('') },
	];
	const { id } = await newsroom.publish(slug, {
		title: 'Crews',
		elements: body('Ten crews.', 'Rain is near.'),
	});
	const desk = await new Desk(await visitors.come()).openAs(ines, slug);
	const row = desk.row('Crews');
	const box = row.getByRole('textbox', { name: 'Post' });

	await desk.beginEdit(row);
	await box.fill('Twelve crews.\nRain is near.');
	await newsroom.change(slug, id, { elements: body('Ten crews.', 'Rain is here.') });
	await row.getByRole('button', { name: 'Save' }).click();
	await desk.saved(row);
	expect((await newsroom.post(slug, id)).elements).toEqual(body('Twelve crews.', 'Rain is here.'));
	await expect(row.getByRole('status')).toContainText(/Merged with .+’s changes to the words\./);
	await row.getByRole('button', { name: 'See what was changed' }).click();
	await expect(desk.page.getByRole('dialog', { name: 'History' })).toContainText('Twelve crews.');
	await desk.page.keyboard.press('Escape');

	await desk.beginEdit(row);
	await box.fill('Thirteen crews.\nRain is here.');
	await newsroom.change(slug, id, { elements: body('Eleven crews.', 'Rain is over.') });
	await row.getByRole('button', { name: 'Save' }).click();
	const conflict = row.getByRole('region').filter({ hasText: 'Both versions are here' });
	await expect(conflict).toContainText('Only they changed this');
	await expect(conflict.getByRole('button', { name: '1 to decide' })).toBeDisabled();
	await expectAccessible(desk.page, 'a merge');
	await conflict.getByRole('radio', { name: 'Both' }).check();
	await conflict.getByRole('button', { name: 'Use what is chosen' }).click();
	await desk.saved(row);
	expect((await newsroom.post(slug, id)).elements).toEqual(
		body('Thirteen crews.', 'Eleven crews.', 'Rain is over.'),
	);
});

test('posts are related by a click, summed up, moved and withdrawn together', async ({
	server,
	newsroom,
	visitors,
}) => {
	const ines = await hire(server, 'Ines Aldous');
	await newsroom.open({ slug, title: 'Fire at the quarry' });
	await newsroom.open({ slug: 'roads', title: 'Roads' });
	const at = (minute: number) => `2026-03-04T12:0${minute}:00Z`;
	const titles = ['Smoke', 'Crews', 'Wind turns'];
	for (const [i, title] of titles.entries()) {
		await newsroom.publish(slug, {
			title,
			keyEvent: i !== 1,
			publishedAt: at(i),
			elements: text('It is so.'),
		});
	}
	const desk = await new Desk(await visitors.come()).openAs(ines, slug);
	const { page } = desk;
	const dialog = page.getByRole('dialog');

	await desk.row('Crews').getByRole('button', { name: 'More' }).click();
	await desk.row('Crews').getByRole('button', { name: 'Relate…' }).click();
	await expect(desk.box('Post')).toBeFocused();
	const other = page.getByRole('combobox', { name: 'Related to' });
	await expect(other).toHaveValue('12:01 Crews');
	await other.fill('turns');
	await expect(page.getByRole('option', { name: 'Wind turns' })).toBeVisible();
	await expectAccessible(page, 'a relation being chosen');
	await other.press('Enter');
	await expect(other).toHaveValue('12:02 Wind turns');
	await page.getByRole('button', { name: 'Click its time' }).click();
	await desk.row('Smoke').getByRole('button', { name: '12:00' }).click();
	await expect(other).toHaveValue('12:00 Smoke');

	await desk.button('Make summary').click();
	await dialog.getByRole('button', { name: 'Put 2 into the box' }).click();
	await expect(desk.box('Title')).toHaveValue('What we know so far');
	await desk.button('Publish').click();
	await expect(desk.row('What we know so far')).toContainText('Summary');
	const [summary] = await newsroom.posts(slug);
	expect(summary).toMatchObject({
		summary: true,
		relations: [{ type: 'updates' }],
		elements: [{ type: 'list', items: ['12:00 Smoke', '12:02 Wind turns'] }],
	});

	await desk.row('Smoke').getByRole('button', { name: 'More' }).click();
	await desk.row('Smoke').getByRole('button', { name: 'Copy or move…' }).click();
	await dialog.getByRole('radio', { name: 'Move' }).check();
	await dialog.getByRole('checkbox', { name: 'Publish it there at once' }).check();
	await expectAccessible(page, 'a move');
	await dialog.getByRole('button', { name: 'Move', exact: true }).click();
	await expect(dialog).toContainText('Moved to Roads');
	await dialog.getByRole('button', { name: 'Close' }).click();
	await expect(desk.row('Smoke')).toContainText('Withdrawn');
	expect(await newsroom.posts('roads')).toMatchObject([{ title: 'Smoke', status: 'published' }]);

	await desk.button('Select').click();
	await page.getByRole('checkbox', { name: /^Select .* What we know/ }).check();
	await page.getByRole('checkbox', { name: /^Select .* Crews/ }).click({ modifiers: ['Shift'] });
	await desk.button('Withdraw 3 posts').click();
	await dialog.getByRole('button', { name: 'Withdraw 3 posts now' }).click();
	await expect(desk.row('Wind turns')).toContainText('Withdrawn');
	await desk.button('Undo').click();
	await expect(desk.row('Crews')).not.toContainText('Withdrawn');
	expect((await newsroom.posts(slug)).map(({ status }) => status)).toEqual([
		'published',
		'published',
		'published',
		'withdrawn',
	]);
});
