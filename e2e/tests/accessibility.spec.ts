// No page breaks a rule of accessibility that a machine can see, by day or by night.
import { expectAccessible } from '../accessibility.ts';
import { Desk, hire } from '../desk.ts';
import { expect, networkAway, test } from '../fixture.ts';
import { text } from '../newsroom.ts';
import { openReader } from '../reader.ts';
import { arabic, hangPictures, story, tell, tellInArabic } from '../story.ts';

test('a blog’s page, in every state', async ({ newsroom, visitors }) => {
	await tell(newsroom);
	await tellInArabic(newsroom);
	const page = await visitors.come();
	await hangPictures(page);
	await openReader(page, `/${story}`);
	await expectAccessible(page, 'live');
	await page.setViewportSize({ width: 390, height: 844 });
	await expectAccessible(page, 'on a phone');

	await page.evaluate(() => window.scrollTo(0, 1500));
	await newsroom.publish(story, 'A second light is on.');
	await expect(page.locator('#new-posts')).toBeVisible();
	await expectAccessible(page, 'with posts held');

	for (const state of ['upcoming', 'paused', 'ended'] as const) {
		await newsroom.changeBlog(story, { state });
		await page.goto(`/${story}`);
		await expectAccessible(page, state);
	}
	await page.goto(`/${arabic}`);
	await expectAccessible(page, 'from right to left');
});

test('a page that has lost its server', async ({ server, newsroom, visitors }) => {
	visitors.expectComplaints(networkAway);
	await tell(newsroom);
	const page = await visitors.come();
	await hangPictures(page);
	await openReader(page, `/${story}`);
	await server.kill9();
	await expect(page.locator('main')).toHaveAttribute('data-live', 'lost');
	await expectAccessible(page, 'lost');
});

test('the front page, permalinks and notices', async ({ newsroom, visitors }) => {
	visitors.expectComplaints(/status of (404|410)/);
	const page = await visitors.come();
	await hangPictures(page);
	await page.goto('/');
	await expectAccessible(page, 'front page without blogs');
	await newsroom.open({ slug: 'empty', title: 'Nothing yet' });
	await page.goto('/empty');
	await expectAccessible(page, 'blog without posts');
	const posts = await tell(newsroom);
	const id = posts[4]?.id ?? '';
	for (const path of [
		'/',
		`/${story}/posts/${id}`,
		`/${story}?order=oldest`,
		'/no-such-blog',
		'/accessibility',
	]) {
		await page.goto(path);
		await expectAccessible(page, path);
	}
	await newsroom.withdraw(story, id);
	await page.goto(`/${story}/posts/${id}`);
	await expectAccessible(page, 'withdrawn');
});

test('the desk, from its door to a conflict', async ({ server, newsroom, visitors }) => {
	visitors.expectComplaints(/status of (404|412)/);
	await tell(newsroom);
	const person = await hire(server, 'Ines Aldous');
	const first = new Desk(await visitors.come());
	await first.page.goto(server.deskLink);
	await expect(first.box('Name')).toBeVisible();
	await expectAccessible(first.page, 'first account');

	const { page } = first;
	await page.goto('/desk/');
	await expect(first.box('Email')).toBeVisible();
	await expectAccessible(page, 'sign-in');
	await first.signIn(person);
	await expect(first.button('New blog')).toBeVisible();
	await expectAccessible(page, 'blogs');
	await first.button('New blog').click();
	await expectAccessible(page, 'new blog');
	await page.keyboard.press('Escape');

	await page.goto(`/desk/${story}`);
	await expect(first.row('The company speaks')).toBeVisible();
	await expectAccessible(page, 'a blog’s desk');
	await page.setViewportSize({ width: 390, height: 844 });
	await expectAccessible(page, 'a blog’s desk on a phone');
	await first.box('Title').fill('Half');
	await expectAccessible(page, 'writing on a phone');
	await first.box('Title').fill('');
	await first.button('Back to the list').click();
	await page.setViewportSize({ width: 1280, height: 800 });

	await first.button('Publish').click();
	await first.box('Title').fill('Half a title');
	await first.button('Quote').click();
	await first.composer.getByText(/^More/).click();
	await expectAccessible(page, 'composing');

	const row = first.row('The company speaks');
	await first.beginEdit(row);
	await expectAccessible(page, 'editing');
	const post = (await newsroom.posts(story)).find((p) => p.title === 'The company speaks');
	await newsroom.change(story, post?.id ?? '', { elements: text('Loudly.') });
	await first.submit(row, { post: 'In a whisper.' });
	await expect(page.getByText('Both versions are here')).toBeVisible();
	await expectAccessible(page, 'conflict');
	await page.goto('/desk/no-such-blog');
	await expect(page.getByRole('heading', { name: 'No such blog' })).toBeVisible();
	await expectAccessible(page, 'no such blog');
});
