// Several people at one desk: they see each other, and hand posts to each other.
import type { Page } from '@playwright/test';
import { expectAccessible } from '../accessibility.ts';
import { Desk, hire } from '../desk.ts';
import { expect, test } from '../fixture.ts';
import { text } from '../newsroom.ts';

const slug = 'quarry-fire';

test('a post is taken over, and nobody loses a word', async ({ server, newsroom, visitors }) => {
	const [ines, tam] = await Promise.all([hire(server, 'Ines Aldous'), hire(server, 'Tam Berry')]);
	await newsroom.open({ slug, title: 'Fire at the quarry' });
	await newsroom.publish(slug, { title: 'Crews', elements: text('Ten crews are there.') });
	const [first, second] = await Promise.all([
		new Desk(await visitors.come()).openAs(ines, slug),
		new Desk(await visitors.come()).openAs(tam, slug),
	]);
	await expect(first.page.getByRole('list', { name: 'Also at this desk' })).toHaveText(/Tam Berry/);

	const row = first.row('Crews');
	await first.beginEdit(row);
	await row.getByRole('textbox', { name: 'Post' }).pressSequentially('Twelve. ');
	const theirs = second.row('Crews');
	await expect(theirs).toContainText(/Ines Aldous is editing since \d\d:\d\d\./);
	await theirs.getByRole('button', { name: 'Take over' }).click();
	await expect(row.getByRole('heading', { name: /Tam Berry took this over at \d\d:\d\d\./ })).toBeVisible();
	await expect(row, 'her words are still there').toContainText('Twelve.');
	await expect(theirs.getByRole('textbox', { name: 'Post' })).toBeFocused();
	await expect(theirs).not.toContainText('is editing');

	await first.page.reload();
	await expect(row.getByRole('heading', { name: /Tam Berry took this over/ })).toBeVisible();
	await row.getByRole('button', { name: 'Go on with mine' }).click();
	await expect(theirs.getByRole('heading', { name: /Ines Aldous took this over/ })).toBeVisible();
	await row.getByRole('button', { name: 'Save' }).click();
	await expect(row.getByRole('button', { name: 'Edit', exact: true })).toBeVisible();
	await expect(theirs).toContainText('You had changed nothing.');
	await theirs.getByRole('button', { name: 'Close' }).click();
	await expect(theirs).toContainText('Twelve.');

	await second.page.close();
	await expect(first.page.getByRole('list', { name: 'Also at this desk' })).toBeHidden();
});

test('what a reporter submits is worked through by keys', async ({ server, newsroom, visitors }) => {
	const [ines, rui] = await Promise.all([hire(server, 'Ines Aldous'), hire(server, 'Rui Faro', 'reporter')]);
	await newsroom.open({ slug, title: 'Fire at the quarry' });
	await newsroom.changeBlog(slug, { reportersPublish: false });
	const [editor, writer] = await Promise.all([
		new Desk(await visitors.come()).openAs(ines, slug, 'Publish'),
		new Desk(await visitors.come()).openAs(rui, slug, 'Submit'),
	]);
	const inbox = editor.page.getByRole('region', { name: /Inbox/ });
	for (const title of ['Wind turns', 'Road shut', 'Dam holds']) {
		await writer.write({ title, post: 'It is so.' });
		await writer.box('Post').press('Control+Enter');
		await expect(inbox.getByRole('link', { name: title })).toBeVisible();
	}
	await expect(editor.page).toHaveTitle(/^\(3\) /);
	await expect(writer.row('Wind turns')).toContainText('Submitted');

	await expectAccessible(editor.page, 'an inbox');
	await inbox.getByRole('link', { name: 'Wind turns' }).focus();
	const { keyboard } = editor.page;
	await keyboard.press('p');
	await expect(editor.row('Wind turns').getByRole('button', { name: 'Withdraw' })).toBeVisible();
	await expect(inbox.getByRole('link', { name: 'Road shut' })).toBeFocused();
	await writer.write({ title: 'Rain near', post: 'It is so.' });
	await writer.button('Submit').click();
	await expect(inbox.getByRole('link', { name: 'Rain near' })).toBeVisible();
	await expect(inbox.getByRole('link', { name: 'Road shut' }), 'what comes in moves nobody').toBeFocused();
	await keyboard.press('j');
	await expect(inbox.getByRole('link', { name: 'Dam holds' })).toBeFocused();
	await keyboard.press('s');
	await editor.box('Note').fill('Who says so?');
	await editor.page.getByRole('dialog').getByRole('button', { name: 'Send back' }).click();
	await expect(inbox.getByRole('link', { name: 'Rain near' })).toBeFocused();
	await expect(editor.page).toHaveTitle(/^\(2\) /);

	await expect(writer.row('Dam holds')).toContainText('Ines Aldous sent it back');
	await expect(writer.row('Dam holds')).toContainText('Who says so?');
	await expect(writer.page).toHaveTitle(/^\(1\) /);
	await writer.row('Dam holds').getByRole('button', { name: 'Comment' }).click();
	await writer.box('Comment, for the desk only').fill('The harbour master.');
	await writer.button('Say it').click();
	await editor.row('Dam holds').getByRole('button', { name: '1 comment' }).click();
	await expect(editor.row('Dam holds')).toContainText('The harbour master.');
	expect((await newsroom.posts(slug)).filter((post) => post.status === 'published')).toHaveLength(1);
});

/** A picture as a person would bring it along. */
async function portrait(page: Page): Promise<{ name: string; mimeType: string; buffer: Buffer }> {
	const buffer = await page.screenshot({ type: 'jpeg', clip: { x: 0, y: 0, width: 200, height: 200 } });
	return { name: 'ines.jpg', mimeType: 'image/jpeg', buffer };
}

test('an editor sets up a blog, a time, and its end', async ({ server, newsroom, visitors }) => {
	const ines = await hire(server, 'Ines Aldous');
	await newsroom.open({ slug, title: 'Fire at the quarry' });
	const desk = await new Desk(await visitors.come()).openAs(ines, slug);
	await desk.button('Settings').click();
	const dialog = desk.page.getByRole('dialog');
	await dialog.getByRole('textbox', { name: 'Title' }).fill('Fire at the old quarry');
	await dialog.getByRole('textbox', { name: 'Language' }).fill('ar');
	await expect(dialog).toContainText('Arabic, written from right to left');
	await dialog.getByRole('textbox', { name: 'Accent', exact: true }).fill('#ff6600');
	await dialog.getByRole('button', { name: 'Add a contributor' }).click();
	await expectAccessible(desk.page, 'the settings');
	await dialog.getByLabel('Choose a picture').setInputFiles(await portrait(desk.page));
	await expect(dialog.getByText('The photo is there.')).toBeVisible();
	await expect(dialog.getByRole('textbox', { name: 'Address of a photo' })).toHaveValue(/^\/media\//);
	await dialog.getByRole('textbox', { name: 'Name', exact: true }).fill('Ines Aldous');
	await dialog.getByRole('button', { name: 'Use #bf4a00' }).click();
	await expect(dialog.getByRole('textbox', { name: 'Accent', exact: true })).toHaveValue('#bf4a00');
	await dialog.getByRole('textbox', { name: 'Comments link' }).fill('forum');
	await dialog.getByRole('checkbox', { name: 'Search engines may list it' }).uncheck();
	const ceiling = dialog.getByRole('textbox', { name: 'Poll ceiling' });
	await ceiling.fill('soon');
	await dialog.getByRole('button', { name: 'Save' }).click();
	await expect(dialog.getByRole('alert').filter({ hasText: '“soon” is no whole number' })).toBeVisible();
	await expect(ceiling).toBeFocused();
	await ceiling.fill('30');
	visitors.expectComplaints(/status of 422/);
	await dialog.getByRole('button', { name: 'Save' }).click();
	await expect(dialog.getByRole('alert').filter({ hasText: 'Comments must be' })).toBeVisible();
	await dialog.getByRole('textbox', { name: 'Comments link' }).fill('/forum');
	await dialog.getByRole('button', { name: 'Save' }).click();
	await expect(dialog).toBeHidden();
	expect(await newsroom.blog(slug)).toMatchObject({
		title: 'Fire at the old quarry',
		language: 'ar',
		theme: { accent: '#bf4a00' },
		comments: '/forum',
		noIndex: true,
		contributors: [{ name: 'Ines Aldous', photo: expect.stringMatching(/^\/media\//) }],
	});

	await desk.write({ title: 'Dam opens', post: 'It is so.' });
	await desk.button('Save draft').click();
	await desk.row('Dam opens').getByRole('button', { name: 'Schedule' }).click();
	await dialog.getByLabel('Publish at').fill('2030-03-31T01:30');
	await expect(dialog).toContainText('01:30 does not exist');
	await dialog.getByRole('button', { name: '02:30' }).click();
	await dialog.getByLabel('Publish at').fill('2030-10-27T01:30');
	await dialog.getByRole('radio', { name: 'The second, GMT' }).check();
	await dialog.getByRole('button', { name: 'Schedule', exact: true }).click();
	await expect(desk.row('Dam opens')).toContainText('Scheduled');
	expect((await newsroom.posts(slug))[0]).toMatchObject({ publishedAt: '2030-10-27T01:30:00Z' });

	// The same from the box, by keys alone.
	await desk.write({ title: 'Dam closes', post: 'It is shut again.' });
	await desk.page.keyboard.press('ControlOrMeta+Shift+Enter');
	await expect(dialog.getByLabel('Publish at')).toBeFocused();
	await dialog.getByLabel('Publish at').fill('2030-07-01T10:00');
	await dialog.getByLabel('Embargo until').fill('2030-07-01T09:00');
	await desk.page.keyboard.press('Enter');
	await expect(desk.row('Dam closes')).toContainText('Scheduled');
	await expect(desk.row('Dam closes')).toContainText('Under embargo');
	await expect(desk.box('Post')).toBeFocused();
	expect((await newsroom.posts(slug)).find(({ title }) => title === 'Dam closes')).toMatchObject({
		publishedAt: '2030-07-01T09:00:00Z',
		embargo: '2030-07-01T08:00:00Z',
	});

	await desk.state.selectOption('ended');
	await desk.button('Write a closing summary').click();
	await expect(desk.state, 'not yet').toHaveValue('live');
	await expect(desk.box('Post')).toBeFocused();
	await desk.write({ title: 'How it went', post: 'The fire is out.' });
	await desk.button('Publish').click();
	await expect(desk.state).toHaveValue('ended');
});
