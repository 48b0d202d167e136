// A reader at an edge notices nothing of the way that the words have come, and
// little of it while the server behind the edge is gone.
import { expect, networkAway, test } from '../fixture.ts';
import { caughtUp, expectFresh, main, openReader, postOn, shown } from '../reader.ts';

const slug = 'fish-quay';

test.beforeEach(async ({ newsroom }) => {
	await newsroom.open({ slug, title: 'Fish quay flooded', standfirst: 'The spring tide has come early.' });
	await newsroom.publish(slug, 'The water stands at the doors of the auction hall.');
});

test('what is published at the origin shows in pages that are open at its edge', async ({
	edge,
	newsroom,
	visitors,
}) => {
	const reader = await openReader(await visitors.come({ baseURL: edge.url }), `/${slug}`);
	const began = Date.now();
	const post = await newsroom.publish(slug, {
		title: 'A rumour',
		elements: [{ type: 'text', html: '<p>The dyke leaks.</p>' }],
	});
	await expect(postOn(reader, post.id)).toContainText('The dyke leaks.');
	test.info().annotations.push({ type: 'published to shown, ms', description: String(Date.now() - began) });

	await newsroom.change(slug, post.id, { title: 'The dyke', keyEvent: true, pinned: true });
	await expect(reader.locator('#key-events')).toContainText('The dyke');
	await newsroom.withdraw(slug, post.id);
	await expect(postOn(reader, post.id)).not.toBeAttached();
	await newsroom.changeBlog(slug, { standfirst: 'The tide is going out.' });
	await caughtUp(reader, newsroom, slug);
	await expectFresh(visitors, reader);
});

test('an edge whose origin is killed shows what was known, and then what is new', async ({
	server,
	edge,
	newsroom,
	visitors,
}) => {
	visitors.expectComplaints(networkAway);
	const reader = await openReader(await visitors.come({ baseURL: edge.url }), `/${slug}`);
	const post = await newsroom.publish(slug, 'Boats are made fast twice.');
	await caughtUp(reader, newsroom, slug);
	const known = await shown(reader);

	await server.kill9();
	await expect.poll(() => edge.log).toContain('what is known is served meanwhile');
	await expect(main(reader)).toHaveAttribute('data-live', 'on');
	const late = await openReader(await visitors.come({ baseURL: edge.url }), `/${slug}`);
	await expect.poll(() => shown(late)).toEqual(known);

	await server.restart();
	await newsroom.change(slug, post.id, {
		elements: [{ type: 'text', html: '<p>Boats are made fast three times.</p>' }],
	});
	await newsroom.publish(slug, 'The pumps are running.');
	await newsroom.changeBlog(slug, { state: 'paused' });
	const fresh = await visitors.come({ baseURL: server.url });
	await fresh.goto(`/${slug}`);
	const now = await shown(fresh);
	for (const page of [reader, late]) {
		await expect(main(page)).toHaveAttribute('data-live', 'on');
		await caughtUp(page, newsroom, slug);
		await expect
			.poll(() => shown(page), 'an open page at the edge equals a fresh load of the origin')
			.toEqual(now);
	}
	await expectFresh(visitors, reader, late);
});
