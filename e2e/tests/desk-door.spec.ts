// The way into the desk, and out of it; and the newsroom's list of blogs.
import { Desk, hire } from '../desk.ts';
import { expect, test } from '../fixture.ts';
import { main } from '../reader.ts';

test('the first visitor makes the first account by the printed link, which then leads nowhere', async ({
	server,
	visitors,
}) => {
	const desk = new Desk(await visitors.come());
	await desk.page.goto(server.deskLink);
	await expect(desk.page).not.toHaveURL(/welcome/); // nobody is to read it over a shoulder
	await desk.box('Name').fill('Ines Aldous');
	await desk.box('Email').fill('ines@gazette.example');
	await desk.box('Password').fill('short');
	await desk.button('Make the account').click();
	await expect(desk.page.getByText(/Use 12 characters or more/)).toBeVisible();
	await desk.box('Password').fill('four quiet lanterns');
	await desk.button('Make the account').click();

	await expect(desk.button('New blog')).toBeVisible();
	const { users } = JSON.parse(await server.cli(['user', 'list', '--json']));
	expect(users).toMatchObject([{ email: 'ines@gazette.example', role: 'admin' }]);

	visitors.expectComplaints(/status of (401|403|404|410|409)/);
	const second = new Desk(await visitors.come());
	await second.page.goto(server.deskLink);
	await second.box('Name').fill('Nobody');
	await second.box('Email').fill('nobody@gazette.example');
	await second.box('Password').fill('four quiet lanterns');
	await second.button('Make the account').click();
	await expect(second.page.getByText(/This link was not accepted/)).toBeVisible();
	expect(JSON.parse(await server.cli(['user', 'list', '--json'])).users).toHaveLength(1);
});

test('a wrong password is answered in words, the right one by the desk', async ({
	server,
	newsroom,
	visitors,
}) => {
	const person = await hire(server, 'Ines Aldous');
	await newsroom.open({ slug: 'old-mill', title: 'The old mill' });
	const desk = new Desk(await visitors.come());
	await desk.page.goto('/desk/old-mill');
	await desk.signIn({ email: person.email, password: 'four loud lanterns' });
	await expect(desk.page.getByRole('alert')).toContainText('The e-mail address or the password is wrong.');
	await expect(desk.box('Password')).toHaveValue('');
	await desk.box('Password').fill(person.password);
	await desk.box('Password').press('Enter');
	await expect(desk.button('Publish'), 'it leads where they wanted to go').toBeVisible();

	await desk.page.reload();
	await expect(desk.button('Publish'), 'a session outlives the page').toBeVisible();
	visitors.expectComplaints(/status of 401/); // of what was under way when they left
	await desk.button('Sign out').click();
	await expect(desk.button('Sign in')).toBeVisible();
	await desk.page.reload();
	await expect(desk.button('Sign in')).toBeVisible();
});

test('a session outlives the server', async ({ server, newsroom, visitors }) => {
	const person = await hire(server, 'Ines Aldous');
	await newsroom.open({ slug: 'old-mill', title: 'The old mill' });
	const desk = await new Desk(await visitors.come()).openAs(person, 'old-mill');
	await desk.page.goto('about:blank');
	await server.kill9();
	await server.restart();
	await desk.page.goto('/desk/');
	await expect(desk.page.getByRole('link', { name: 'The old mill' })).toBeVisible();
});

test('an editor makes a blog, and writes', async ({ server, visitors }) => {
	const person = await hire(server, 'Ines Aldous');
	const desk = new Desk(await visitors.come());
	await desk.page.goto('/desk/');
	await desk.signIn(person);

	await desk.button('New blog').click();
	const dialog = desk.page.getByRole('dialog', { name: 'New blog' });
	await desk.page.keyboard.press('Escape');
	await expect(dialog).toBeHidden();
	await desk.button('New blog').click();
	await dialog.getByLabel('Title').fill('Café closes: the “Blue Heron”');
	await expect(dialog.getByLabel('Slug')).toHaveValue(/^[a-z0-9][a-z0-9-]*[a-z0-9]$/);
	await dialog.getByLabel('Slug').fill('blue-heron');
	await dialog.getByLabel('Standfirst').fill('After ninety years.');
	await dialog.getByLabel('State').selectOption('live');
	await dialog.getByRole('button', { name: 'Make the blog' }).click();

	await expect(desk.page).toHaveURL(/\/desk\/blue-heron$/);
	await desk.publish({ post: 'The last coffee is being poured.' });
	const reader = await visitors.come();
	await reader.goto('/blue-heron');
	await expect(main(reader)).toContainText('The last coffee is being poured.');

	await desk.page.getByRole('link', { name: 'Blogs' }).click();
	await expect(desk.page.getByRole('link', { name: 'Café closes: the “Blue Heron”' })).toBeVisible();
});

test('a slug that is taken is said at its field', async ({ server, newsroom, visitors }) => {
	visitors.expectComplaints(/status of 409/);
	const person = await hire(server, 'Ines Aldous');
	await newsroom.open({ slug: 'the-old-mill', title: 'The old mill' });
	const desk = new Desk(await visitors.come());
	await desk.page.goto('/desk/');
	await desk.signIn(person);
	await desk.button('New blog').click();
	const dialog = desk.page.getByRole('dialog', { name: 'New blog' });
	await dialog.getByLabel('Title').fill('The old mill');
	await dialog.getByRole('button', { name: 'Make the blog' }).click();
	await expect(dialog.getByRole('alert').filter({ hasText: /\S/ })).toBeVisible();
	await expect(dialog.getByLabel('Title'), 'what was typed is still there').toHaveValue('The old mill');
});

test('a reporter makes no blogs and changes own posts alone', async ({ server, newsroom, visitors }) => {
	const person = await hire(server, 'Tam Berry', 'reporter');
	await newsroom.open({ slug: 'old-mill', title: 'The old mill' });
	await newsroom.publish('old-mill', 'Somebody else wrote this.');
	const desk = new Desk(await visitors.come());
	await desk.page.goto('/desk/');
	await desk.signIn(person);
	await expect(desk.page.getByRole('link', { name: 'The old mill' })).toBeVisible();
	await expect(desk.button('New blog')).toBeHidden();
	await desk.page.getByRole('link', { name: 'The old mill' }).click();

	await expect(desk.state).toBeDisabled();
	const theirs = desk.row('Somebody else wrote this.');
	await expect(theirs.getByRole('button', { name: 'Edit' })).toBeDisabled();
	await expect(theirs.getByRole('button', { name: 'Withdraw' })).toBeDisabled();
	const own = await desk.publish({ post: 'I wrote this.' });
	await own.getByRole('button', { name: 'Withdraw' }).click();
	await expect(own).toContainText('Withdrawn');
});

test('a blog that is not there says so', async ({ server, visitors }) => {
	visitors.expectComplaints(/status of 404/);
	const person = await hire(server, 'Ines Aldous');
	const desk = new Desk(await visitors.come());
	await desk.page.goto('/desk/no-such-blog');
	await desk.signIn(person);
	await expect(desk.page.getByRole('heading', { name: 'No such blog' })).toBeVisible();
});

test('a part of the desk that does not come is said, and no word is lost', async ({
	server,
	newsroom,
	visitors,
}) => {
	visitors.expectComplaints(/ERR_FAILED|Unable to preload/);
	const person = await hire(server, 'Ines Aldous');
	await newsroom.open({ slug: 'cable-car', title: 'The cable car stands still' });
	const desk = await new Desk(await visitors.come()).openAs(person, 'cable-car');
	const { page } = desk;
	await desk.write({ post: 'The lights are on.' });
	await expect(page.getByText('Saved on this device and on the server')).toBeVisible();
	await page.route(/assets\/dialogs-/, (route) => route.abort());
	await desk.button('Settings').click();
	await expect(page.getByRole('alert').filter({ hasText: 'A part of the desk did not come' })).toBeVisible();
	await page.unroute(/assets\/dialogs-/);
	await desk.button('Load the desk anew').click();
	await expect(desk.box('Post')).toHaveText('The lights are on.');
	await desk.button('Settings').click();
	await expect(page.getByRole('dialog')).toBeVisible();
});
