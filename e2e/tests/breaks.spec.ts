// Whatever breaks between the newsroom and a reader, the reader ends up with what
// a fresh load shows.
import type { Page } from '@playwright/test';
import { Desk, hire } from '../desk.ts';
import { expectBackInTime, expectPolledInTime, keepDiary } from '../diary.ts';
import { expect, networkAway, test } from '../fixture.ts';
import { caughtUp, expectFresh, lookAway, lookBack, main, openReader, postOn } from '../reader.ts';

const slug = 'night-ferry';

test.beforeEach(async ({ newsroom, visitors }) => {
	visitors.expectComplaints(networkAway);
	await newsroom.open({ slug, title: 'Night ferry aground' });
	await newsroom.publish(slug, 'The night ferry has run aground off the north mole.');
});

/** A reader whose network lets no stream through. */
async function withoutStream(page: Page): Promise<Page> {
	await page.context().route('**/stream*', (route) => route.abort());
	await page.goto(`/${slug}`);
	await expect(main(page)).toHaveAttribute('data-live', 'poll');
	return page;
}

test('a server that is killed and comes back loses nothing and nobody', async ({
	server,
	newsroom,
	visitors,
}) => {
	const editor = await hire(server, 'Ines Aldous');
	const streaming = await openReader(await keepDiary(await visitors.come()), `/${slug}`);
	const offline = await openReader(await keepDiary(await visitors.come()), `/${slug}`);
	const polling = await withoutStream(await keepDiary(await visitors.come()));
	await expectPolledInTime(polling);
	const desk = await new Desk(await visitors.come()).openAs(editor, slug);

	const first = await desk.publish({
		title: 'Tugs on their way',
		post: 'Two tugs have left the harbour.',
		marks: ['Key event'],
	});
	await desk.publish({
		title: 'A rumour',
		post: 'Passengers say that the bridge was unmanned.',
		marks: ['Pinned'],
	});
	await caughtUp(offline, newsroom, slug);
	await offline.context().setOffline(true);
	await expect(main(offline)).toHaveAttribute('data-live', 'lost');

	await server.kill9();
	await expect(main(streaming)).toHaveAttribute('data-live', 'lost');
	await server.restart();

	await desk.edit(first, { post: 'Three tugs have left the harbour.' });
	await desk.row('A rumour').getByRole('button', { name: 'Withdraw' }).click();
	await expect(desk.row('A rumour')).toContainText('Withdrawn');
	await desk.publish({ post: 'All passengers are safe.' });
	await desk.state.selectOption('paused');
	await expect.poll(async () => (await newsroom.blog(slug)).state).toBe('paused');
	await server.kill9();
	await server.restart();
	const { readySince } = server;
	await newsroom.publish(slug, 'The ferry is afloat again.');
	const head = await newsroom.head(slug);
	for (const reader of [streaming, polling]) {
		await caughtUp(reader, newsroom, slug);
		await expectBackInTime(reader, head, readySince);
	}

	await expect(offline.locator('#posts')).not.toContainText('afloat');
	await offline.context().setOffline(false);
	await caughtUp(offline, newsroom, slug);
	await expectBackInTime(offline, head, 'online');

	for (const reader of [streaming, polling, offline]) {
		await expect(main(reader)).not.toContainText('unmanned');
	}
	await expectFresh(visitors, streaming, polling, offline);
	await expect(main(streaming)).toHaveAttribute('data-live', 'on');
	await expect(main(offline)).toHaveAttribute('data-live', 'on');
});

test('a server that is stopped and started again has its readers back in time', async ({
	server,
	newsroom,
	visitors,
}) => {
	const reader = await openReader(await keepDiary(await visitors.come()), `/${slug}`);
	await server.stop();
	await expect(main(reader)).not.toHaveAttribute('data-live', 'on');
	await server.restart();
	const { readySince } = server;
	await newsroom.publish(slug, 'The tugs have taken her in tow.');
	const head = await newsroom.head(slug);
	await caughtUp(reader, newsroom, slug);
	await expectBackInTime(reader, head, readySince);
	await expectFresh(visitors, reader);
});

test('a server killed while posts come in has every one it acknowledged', async ({
	server,
	newsroom,
	visitors,
}) => {
	const reader = await openReader(await keepDiary(await visitors.come()), `/${slug}`);
	const acknowledged: string[] = [];
	for (let life = 0; life < 3; life++) {
		const file = async () => {
			for (let i = 0; ; i++) {
				acknowledged.push((await newsroom.publish(slug, `Life ${life}, line ${i} of the log.`)).id);
			}
		};
		const refused = expect(file()).rejects.toThrow();
		const enough = acknowledged.length + 5;
		await expect.poll(() => acknowledged.length).toBeGreaterThan(enough);
		await server.kill9();
		await refused;
		await server.restart();
	}
	await caughtUp(reader, newsroom, slug);
	await expectBackInTime(reader, await newsroom.head(slug), server.readySince);
	await expectFresh(visitors, reader);
	for (const id of acknowledged.slice(-40)) {
		await expect(postOn(reader, id)).toBeAttached();
	}
});

test('a reader without a stream polls, and goes back to the stream when it can', async ({
	newsroom,
	visitors,
}) => {
	const reader = await visitors.come();
	await reader.clock.install();
	await withoutStream(reader);
	const post = await newsroom.publish(slug, 'The mole is closed to visitors.');
	await newsroom.change(slug, post.id, { title: 'Mole closed', keyEvent: true });
	await expect(async () => {
		await reader.clock.runFor(10_000);
		await caughtUp(reader, newsroom, slug, 1_000);
	}).toPass();
	await expectFresh(visitors, reader);
	await reader.context().unroute('**/stream*');
	await expect(async () => {
		await reader.clock.runFor(10_000);
		await expect(main(reader)).toHaveAttribute('data-live', 'on', { timeout: 500 });
	}).toPass();
});

test('a browser without EventSource polls', async ({ newsroom, visitors }) => {
	const reader = await keepDiary(await visitors.come());
	await reader.addInitScript(() => {
		Reflect.deleteProperty(window, 'EventSource');
	});
	await reader.goto(`/${slug}`);
	await expect(main(reader)).toHaveAttribute('data-live', 'poll');
	await expectPolledInTime(reader);
	await newsroom.publish(slug, 'The pilot has come ashore.');
	await caughtUp(reader, newsroom, slug);
	await expectFresh(visitors, reader);
});

test('a hidden tab stops listening, and catches up when it is seen again', async ({ newsroom, visitors }) => {
	const reader = await visitors.come();
	await reader.clock.install();
	await openReader(reader, `/${slug}`);
	await lookAway(reader);
	await reader.clock.runFor(20_000);
	await expect(main(reader)).toHaveAttribute('data-live', 'off');
	const post = await newsroom.publish(slug, 'The tide has turned.');
	await newsroom.changeBlog(slug, { standfirst: 'High water is at four.' });
	await expect(postOn(reader, post.id)).not.toBeAttached();

	await lookBack(reader);
	await expect(main(reader)).toHaveAttribute('data-live', 'on');
	await caughtUp(reader, newsroom, slug);
	await reader.clock.runFor(2_000);
	await expectFresh(visitors, reader);
});

test('a page whose blog ends shows it, and listens no longer', async ({ newsroom, visitors }) => {
	const reader = await openReader(await visitors.come(), `/${slug}`);
	await newsroom.publish(slug, 'That is all from the harbour.');
	await newsroom.changeBlog(slug, { state: 'ended' });
	await expect(main(reader)).toHaveAttribute('data-state', 'ended');
	await expect(main(reader)).toHaveAttribute('data-live', 'off');
	await caughtUp(reader, newsroom, slug);
	await expectFresh(visitors, reader);

	const later = await visitors.come();
	const asked: string[] = [];
	later.on('request', (request) => asked.push(new URL(request.url()).pathname));
	await later.goto(`/${slug}`, { waitUntil: 'networkidle' });
	await expect(main(later)).toHaveAttribute('data-live', 'off');
	expect(asked).not.toContain(`/${slug}/stream`);
});
