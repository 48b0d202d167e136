// What is done at the desk is what readers see, without a reload and to the letter.
import type { Page } from '@playwright/test';
import { Desk, hire } from '../desk.ts';
import { expect, test } from '../fixture.ts';
import { caughtUp, expectFresh, idsOn, main, openReader } from '../reader.ts';

const slug = 'harbour-bridge';

test.beforeEach(async ({ newsroom }) => {
	await newsroom.open({
		slug,
		title: 'Harbour bridge closed',
		standfirst: 'A tanker has struck the eastern pier.',
	});
	await newsroom.publish(slug, 'The bridge has been closed to all traffic since dawn.');
});

test('what an editor does at the desk shows in every open page', async ({ server, newsroom, visitors }) => {
	const editor = await hire(server, 'Ines Aldous');
	const readers = [await visitors.come(), await visitors.come({ viewport: { width: 390, height: 844 } })];
	for (const reader of readers) {
		await openReader(reader, `/${slug}`);
	}
	const desk = await new Desk(await visitors.come()).openAs(editor, slug);
	const inAll = async (check: (reader: Page) => Promise<void>) => {
		for (const reader of readers) {
			await check(reader);
		}
	};

	await test.step('a post is published', async () => {
		await desk.publish({ title: 'Pilot boat on the scene', post: 'A pilot boat has reached the pier.' });
		await inAll((r) =>
			expect(r.locator('#posts > li').first()).toContainText('A pilot boat has reached the pier.'),
		);
	});
	await test.step('a key event is published, which is pinned and sums up', async () => {
		await desk.publish({
			title: 'Ferries run instead',
			post: 'Ferries leave from the fish quay every ten minutes.',
			marks: ['Key event', 'Pinned', 'Summary'],
		});
		await inAll(async (r) => {
			await expect(r.locator('#key-events a')).toContainText('Ferries run instead');
			await expect(r.locator('#pinned article')).toContainText('every ten minutes');
			await expect(r.locator('#posts article[data-key-event][data-pinned][data-summary]')).toHaveCount(1);
		});
	});
	await test.step('a post is edited in its place', async () => {
		const before = await idsOn(readers[0] ?? desk.page);
		await desk.edit(desk.row('Ferries run instead'), { post: 'Ferries leave every five minutes.' });
		await inAll(async (r) => {
			await expect(r.locator('#posts')).toContainText('every five minutes');
			await expect(r.locator('#pinned')).toContainText('every five minutes');
			await expect(r.locator('#posts')).not.toContainText('every ten minutes');
			expect(await idsOn(r)).toEqual(before);
		});
	});
	await test.step('a post is pinned and unpinned', async () => {
		const pinned = desk.row('Pilot boat on the scene').getByRole('checkbox', { name: 'Pinned' });
		await pinned.check();
		await inAll((r) => expect(r.locator('#pinned article')).toHaveCount(2));
		await pinned.uncheck();
		await inAll((r) => expect(r.locator('#pinned article')).toHaveCount(1));
	});
	await test.step('a post that was there becomes a key event', async () => {
		const row = desk.row('Pilot boat on the scene');
		await desk.beginEdit(row);
		await row.getByRole('checkbox', { name: 'Key event' }).check();
		await row.getByRole('checkbox', { name: 'Summary' }).check();
		await row.getByRole('button', { name: 'Save' }).click();
		await desk.saved(row);
		await inAll(async (r) => {
			await expect(r.locator('#key-events a')).toHaveCount(2);
			await expect(r.locator('#posts article[data-summary]')).toHaveCount(2);
		});
	});
	await test.step('a post is withdrawn, and put back', async () => {
		const row = desk.row('Ferries run instead');
		await row.getByRole('button', { name: 'Withdraw' }).click();
		await inAll(async (r) => {
			await expect(main(r)).not.toContainText('Ferries');
			await expect(r.locator('#key-events a')).toHaveCount(1);
		});
		await row.getByRole('button', { name: 'Put back' }).click();
		await inAll((r) => expect(r.locator('#pinned')).toContainText('every five minutes'));
	});
	await test.step('a draft is nobody else’s business until it is put live', async () => {
		await desk.write({ post: 'The harbour master resigns.' });
		await desk.button('Save draft').click();
		const row = desk.row('The harbour master resigns.');
		await expect(row).toContainText('Draft');
		const seq = await newsroom.head(slug);
		await inAll((r) => expect(main(r)).not.toContainText('resigns'));
		await row.getByRole('button', { name: 'Put live' }).click();
		await inAll((r) => expect(r.locator('#posts')).toContainText('The harbour master resigns.'));
		expect(await newsroom.head(slug)).toBeGreaterThan(seq);
	});
	await test.step('the blog pauses, goes on and gets another headline', async () => {
		await desk.state.selectOption('paused');
		await inAll((r) => expect(main(r)).toHaveAttribute('data-state', 'paused'));
		await desk.state.selectOption('live');
		await inAll((r) => expect(main(r)).toHaveAttribute('data-state', 'live'));
		await newsroom.changeBlog(slug, {
			title: 'Harbour bridge reopens',
			standfirst: '',
			timezone: 'America/Halifax',
		});
		await inAll((r) => expect(r.locator('#title')).toHaveText('Harbour bridge reopens'));
	});

	for (const reader of readers) {
		await caughtUp(reader, newsroom, slug);
	}
	await expectFresh(visitors, ...readers);
});

test('two key presses at the desk are two posts in the order they were sent', async ({
	server,
	newsroom,
	visitors,
}) => {
	const editor = await hire(server, 'Ines Aldous');
	const reader = await openReader(await visitors.come(), `/${slug}`);
	const desk = await new Desk(await visitors.come()).openAs(editor, slug);
	for (const words of ['The first tug is there.', 'The second tug is there.']) {
		await desk.write({ post: words });
		await desk.box('Post').press('Control+Enter');
	}
	await expect(reader.locator('#posts > li')).toHaveCount(3);
	await expect(reader.locator('#posts > li').nth(0)).toContainText('The second tug');
	await expect(reader.locator('#posts > li').nth(1)).toContainText('The first tug');
	await caughtUp(reader, newsroom, slug);
	await expectFresh(visitors, reader);
});

test('the page around one post is as live as any other', async ({ newsroom, visitors }) => {
	const posts = [];
	for (let i = 0; i < 110; i++) {
		posts.push(await newsroom.publish(slug, `Lorry ${i} turns round.`));
	}
	const [old, recent] = [posts[20], posts[100]];
	if (!old || !recent) {
		throw new Error('there are too few posts');
	}
	const readers: Page[] = [];
	for (const { id } of [old, recent]) {
		readers.push(await openReader(await visitors.come(), `/${slug}/posts/${id}`));
	}
	await newsroom.publish(slug, 'A lorry is let through.');
	await newsroom.change(slug, old.id, { title: 'The twentieth lorry', keyEvent: true, pinned: true });
	await newsroom.change(slug, recent.id, { relations: [{ type: 'updates', post: old.id }] });
	await newsroom.withdraw(slug, posts[21]?.id ?? '');
	await newsroom.changeBlog(slug, { standfirst: 'Lorries are being turned round.' });
	for (const reader of readers) {
		await caughtUp(reader, newsroom, slug);
		await reader.evaluate(() => window.scrollTo(0, 0));
	}
	await expectFresh(visitors, ...readers);
});
