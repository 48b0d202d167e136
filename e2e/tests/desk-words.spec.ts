// No word that somebody typed at the desk is lost, and none is sent twice.
import { Desk, hire, type Person } from '../desk.ts';
import { expect, networkAway, test } from '../fixture.ts';
import { text } from '../newsroom.ts';

const slug = 'quarry-fire';

let ines: Person;

test.beforeEach(async ({ server, newsroom }) => {
	ines = await hire(server, 'Ines Aldous');
	await newsroom.open({ slug, title: 'Fire at the quarry' });
});

test('the keyboard is enough to write and publish', async ({ server, newsroom, visitors }) => {
	const desk = await new Desk(await visitors.come()).openAs(ines, slug);
	const { keyboard } = desk.page;
	await desk.box('Title').focus();
	await keyboard.type('Smoke over the quarry');
	await keyboard.press('Enter');
	await expect(desk.box('Post')).toBeFocused();
	await keyboard.type('Smoke can be seen ');
	await keyboard.press('Control+B');
	await keyboard.type('for miles');
	await keyboard.press('Control+B');
	await keyboard.type('.');
	await keyboard.press('Enter');
	await keyboard.type('Engines are on their way.');
	await keyboard.press('Control+Enter');

	await expect(desk.row('Smoke over the quarry')).toBeVisible();
	await expect(desk.box('Post'), 'the box is ready for the next one').toBeFocused();
	await expect(desk.box('Post')).toHaveText('');
	await expect(desk.box('Title')).toHaveValue('');
	const [post] = await newsroom.posts(slug);
	expect(post).toMatchObject({ title: 'Smoke over the quarry', status: 'published' });
	expect(post?.elements).toEqual([
		{
			type: 'text',
			html: '<p>Smoke can be seen <strong>for miles</strong>.</p><p>Engines are on their way.</p>',
		},
	]);
	expect(server.log).not.toContain('Smoke over');
});

test('an empty box and a key event without a title are not sent', async ({ newsroom, visitors }) => {
	const desk = await new Desk(await visitors.come()).openAs(ines, slug);
	await desk.button('Publish').click();
	await expect(desk.page.getByRole('alert').filter({ hasText: 'Write something first' })).toBeVisible();
	await desk.write({ post: 'The wind has turned.', marks: ['Key event'] });
	await desk.button('Publish').click();
	await expect(desk.box('Title')).toHaveAttribute('aria-invalid', 'true');
	await expect(desk.box('Post'), 'the words stay').toHaveText('The wind has turned.');
	await desk.box('Title').fill('Wind turns');
	await desk.button('Publish').click();
	await expect(desk.row('Wind turns')).toContainText('Key event');
	expect(await newsroom.posts(slug)).toHaveLength(1);
});

test('words typed while the server dies are kept, and sent once when it is back', async ({
	server,
	newsroom,
	visitors,
}) => {
	visitors.expectComplaints(networkAway);
	const desk = await new Desk(await visitors.come()).openAs(ines, slug);
	await desk.box('Title').fill('Village');
	await desk.box('Post').pressSequentially('The village is');
	await server.kill9();
	await expect(desk.page.getByText('No connection. Trying again…')).toBeVisible();
	await desk.box('Post').pressSequentially(' being cleared.');
	await desk.box('Post').press('Control+Enter');
	await desk.write({ post: 'Buses are waiting.' });
	await desk.button('Publish').click();
	await expect(desk.page.getByText('Not sent: no connection. Trying again…').first()).toBeVisible();
	await server.restart();

	await expect(desk.row('Village')).toBeVisible();
	await expect(desk.row('Buses are waiting.')).toBeVisible();
	await expect(desk.page.getByText('Connected', { exact: true })).toBeVisible();
	expect((await newsroom.posts(slug)).map((p) => p.elements)).toEqual([
		text('Buses are waiting.'),
		text('The village is being cleared.'),
	]);
});

test('a post let go without a connection is sent by the next visit', async ({
	server,
	newsroom,
	visitors,
}) => {
	visitors.expectComplaints(networkAway);
	const desk = await new Desk(await visitors.come()).openAs(ines, slug);
	await server.kill9();
	await desk.write({ post: 'The dam holds.' });
	await desk.button('Publish').click();
	await expect(desk.page.getByText('Not sent: no connection. Trying again…').first()).toBeVisible();
	await desk.page.goto('about:blank');
	await server.restart();
	await desk.page.goto(`/desk/${slug}`);
	await expect(desk.row('The dam holds.')).toBeVisible();
	expect(await newsroom.posts(slug)).toHaveLength(1);
});

test('a post whose acknowledgement got lost is sent once', async ({ newsroom, visitors }) => {
	visitors.expectComplaints(networkAway);
	const desk = await new Desk(await visitors.come()).openAs(ines, slug);
	let lost = 0;
	await desk.page.route('**/posts', async (route) => {
		if (route.request().method() === 'POST' && lost < 2) {
			lost++;
			await route.fetch();
			await route.abort();
		} else {
			await route.continue();
		}
	});
	await desk.write({ post: 'The road is open.' });
	await desk.button('Publish').click();
	await expect(desk.row('The road is open.')).toHaveCount(1);
	await expect(desk.page.getByText(/^Saved, seq/)).toBeVisible();
	expect(lost).toBe(2);
	expect(await newsroom.posts(slug)).toHaveLength(1);
});

test('a draft and an edit outlive the page', async ({ newsroom, visitors }) => {
	await newsroom.publish(slug, { title: 'Cause', elements: text('Nobody knows the cause.') });
	const desk = await new Desk(await visitors.come()).openAs(ines, slug);
	await desk.write({ title: 'Unfinished', post: 'A witness says', marks: ['Pinned'] });
	await expect(desk.page.getByText('Saved on this device')).toBeVisible();
	const row = desk.row('Cause');
	await desk.beginEdit(row);
	await row.getByRole('textbox', { name: 'Post' }).fill('The cause is known.');
	await expect(row.getByText('kept on this device')).toBeVisible();

	await desk.page.reload();
	await expect(desk.composer.getByRole('textbox', { name: 'Title' })).toHaveValue('Unfinished');
	await expect(desk.composer.getByRole('textbox', { name: 'Post' })).toHaveText('A witness says');
	await expect(desk.composer.getByRole('checkbox', { name: 'Pinned' })).toBeChecked();
	await expect(row.getByRole('textbox', { name: 'Post' })).toHaveText('The cause is known.');
	await row.getByRole('button', { name: 'Save' }).click();
	await desk.saved(row);
	await desk.button('Publish').click();
	await expect(desk.row('Unfinished')).toBeVisible();
	expect(await newsroom.posts(slug)).toMatchObject([
		{ title: 'Unfinished', pinned: true, elements: text('A witness says') },
		{ title: 'Cause', elements: text('The cause is known.') },
	]);
});

test('an ended session takes no words: they go on after signing in again', async ({ newsroom, visitors }) => {
	visitors.expectComplaints(/status of 401/);
	const desk = await new Desk(await visitors.come()).openAs(ines, slug);
	await desk.write({ post: 'The roof of the mill is burning.' });
	const other = new Desk(await desk.page.context().newPage());
	await other.page.goto('/desk/');
	await other.button('Sign out').click();
	await expect(other.button('Sign in')).toBeVisible();

	await desk.button('Publish').click();
	const dialog = desk.page.getByRole('dialog', { name: 'Your session has ended' });
	await dialog.getByRole('textbox', { name: 'Password' }).fill(ines.password);
	await dialog.getByRole('button', { name: 'Sign in' }).click();
	await expect(dialog).toBeHidden();
	await expect(desk.row('The roof of the mill is burning.')).toBeVisible();
	expect(await newsroom.posts(slug)).toHaveLength(1);
});

test.describe('two people edit one post', () => {
	test.beforeEach(async ({ newsroom, visitors }) => {
		visitors.expectComplaints(/status of 412/);
		await newsroom.publish(slug, { title: 'Crews', elements: text('Ten crews are there.') });
	});

	test('the second sees both versions, and may go on with either', async ({ server, newsroom, visitors }) => {
		const tam = await hire(server, 'Tam Berry');
		const [first, second] = await Promise.all([
			new Desk(await visitors.come()).openAs(ines, slug),
			new Desk(await visitors.come()).openAs(tam, slug),
		]);
		const row = second.row('Crews');

		await second.beginEdit(row);
		await first.edit(first.row('Crews'), { post: 'Twelve crews are there.' });
		await expect(first.row('Crews')).toContainText('Twelve crews');
		await second.submit(row, { post: 'Eleven crews are there.' });
		const conflict = row.getByRole('region').filter({ hasText: 'Both versions are here' });
		await expect(conflict).toContainText('Twelve crews are there.');
		await expect(conflict).toContainText('Eleven crews are there.');
		await expect(conflict).toContainText('Ines Aldous');
		expect((await newsroom.posts(slug))[0]?.elements).toEqual(text('Twelve crews are there.'));

		await conflict.getByRole('button', { name: 'Go on editing yours' }).click();
		await expect(row.getByRole('textbox', { name: 'Post' })).toHaveText('Eleven crews are there.');
		await second.submit(row, { post: 'Twelve crews are there, Tam has counted.' });
		await expect(first.row('Crews')).toContainText('Tam has counted');

		await second.beginEdit(row);
		await first.edit(first.row('Crews'), { post: 'Thirteen crews are there.' });
		await expect(first.row('Crews')).toContainText('Thirteen crews');
		await second.submit(row, { post: 'Fourteen crews are there.' });
		await row.getByRole('button', { name: 'Keep yours' }).click();
		await expect(first.row('Crews')).toContainText('Fourteen crews');

		await second.beginEdit(row);
		await first.edit(first.row('Crews'), { post: 'Fifteen crews are there.' });
		await expect(first.row('Crews')).toContainText('Fifteen crews');
		await second.submit(row, { post: 'Sixteen crews are there.' });
		await row.getByRole('button', { name: 'Take theirs' }).click();
		await expect(row).toContainText('Fifteen crews');
		await expect(row).not.toContainText('Sixteen crews');
		expect((await newsroom.posts(slug))[0]?.elements).toEqual(text('Fifteen crews are there.'));
	});

	test('changes of different fields are both kept without a question', async ({ newsroom, visitors }) => {
		const desk = await new Desk(await visitors.come()).openAs(ines, slug);
		const row = desk.row('Crews');
		await desk.beginEdit(row);
		const [post] = await newsroom.posts(slug);
		await newsroom.change(slug, post?.id ?? '', { pinned: true });
		await desk.submit(row, { post: 'Twelve crews are there.' });
		await desk.saved(row);
		await expect(row).toContainText('Twelve crews');
		expect(await newsroom.posts(slug)).toMatchObject([
			{ pinned: true, elements: text('Twelve crews are there.') },
		]);
	});
});

test('the list follows what others do', async ({ server, newsroom, visitors }) => {
	const tam = await hire(server, 'Tam Berry', 'reporter');
	const [one, two] = await Promise.all([
		new Desk(await visitors.come()).openAs(ines, slug),
		new Desk(await visitors.come()).openAs(tam, slug),
	]);
	await two.write({ post: 'A draft by Tam.' });
	await two.button('Save draft').click();
	const row = one.row('A draft by Tam.');
	await expect(row).toContainText('Draft');
	await expect(one.page.getByRole('complementary')).toContainText('A draft by Tam.');
	await row.getByRole('button', { name: 'Put live' }).click();
	await expect(two.row('A draft by Tam.')).not.toContainText('Draft');

	const post = await newsroom.publish(slug, { title: 'By a tool', elements: text('A script filed this.') });
	await expect(one.row('By a tool')).toBeVisible();
	await newsroom.change(slug, post.id, { pinned: true });
	await expect(one.row('By a tool').getByRole('checkbox', { name: 'Pinned' })).toBeChecked();
	await newsroom.withdraw(slug, post.id);
	await expect(one.row('By a tool')).toContainText('Withdrawn');
	await one.state.selectOption('paused');
	await expect(two.state).toHaveValue('paused');
});

test('what is typed in a box is not disturbed by what comes in', async ({ newsroom, visitors }) => {
	const desk = await new Desk(await visitors.come()).openAs(ines, slug);
	await desk.box('Post').pressSequentially('One, ');
	await newsroom.publish(slug, 'Meanwhile, elsewhere.');
	await expect(desk.row('Meanwhile, elsewhere.')).toBeVisible();
	await expect(desk.box('Post')).toBeFocused();
	await desk.page.keyboard.type('two.');
	await expect(desk.box('Post')).toHaveText('One, two.');
});
