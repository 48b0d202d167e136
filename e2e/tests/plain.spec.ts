// The page without script: complete, and every address leads where it says.
import { expect, test } from '../fixture.ts';
import { text } from '../newsroom.ts';
import { idsOn, main } from '../reader.ts';

const slug = 'lamp-oil';

test.beforeEach(async ({ newsroom }) => {
	await newsroom.open({
		slug,
		title: 'The lamp oil hearings',
		standfirst: 'A committee asks who knew of the leak.',
		timezone: 'Asia/Kolkata',
	});
});

test('a page without script has all there is to read', async ({ newsroom, visitors }) => {
	const opening = await newsroom.publish(slug, {
		title: 'The hearing opens',
		keyEvent: true,
		pinned: true,
		publishedAt: '2026-03-04T05:34:00Z',
		elements: text('The chair has <strong>opened</strong> the hearing.'),
	});
	const answer = await newsroom.publish(slug, {
		publishedAt: '2026-03-04T06:10:00Z',
		relations: [{ type: 'updates', post: opening.id }],
		elements: [
			{
				type: 'quote',
				paragraphs: ['We filled the lamps as always.'],
				speaker: { name: 'Edda Rook', role: 'storekeeper' },
			},
			{ type: 'list', ordered: true, items: ['the lamps', 'the ledger'] },
		],
	});
	const page = await visitors.come({ javaScriptEnabled: false });
	await page.goto(`/${slug}`);

	await expect(main(page)).toHaveAttribute('data-live', 'off');
	await expect(page.locator('#title')).toHaveText('The lamp oil hearings');
	await expect(page.locator('#standfirst')).toHaveText('A committee asks who knew of the leak.');
	await expect(page.locator('#state')).toBeVisible();
	await expect(page.locator('#new-posts')).toBeHidden();
	expect(await idsOn(page)).toEqual([answer.id, opening.id]);
	await expect(page.locator(`#key-events a[href="#post-${opening.id}"]`)).toBeVisible();
	await expect(page.locator(`#pinned article[data-post="${opening.id}"]`)).toBeVisible();
	await expect(page.locator('#posts').getByText('We filled the lamps as always.')).toBeVisible();
	await expect(page.locator('#posts').getByText('Edda Rook')).toBeVisible();
	const time = page.locator(`#post-${opening.id} time`).first();
	await expect(time).toHaveAttribute('datetime', '2026-03-04T05:34:00Z');
	await expect(time).toContainText('11:04');
	await expect(time).toHaveAttribute('title', /IST|\+05:?30/);
	await expect(page.locator(`#post-${opening.id}`).getByRole('heading').first()).toHaveText(
		'The hearing opens',
	);
});

test('a page can be read from the start', async ({ newsroom, visitors }) => {
	const ids: string[] = [];
	for (const words of ['One lamp.', 'Two lamps.', 'Three lamps.']) {
		ids.push((await newsroom.publish(slug, words)).id);
	}
	const page = await visitors.come({ javaScriptEnabled: false });
	await page.goto(`/${slug}`);
	await expect(page.locator('#posts')).toHaveAttribute('data-order', 'newest');
	expect(await idsOn(page)).toEqual(ids.toReversed());
	await page.getByRole('link', { name: 'Read from the start' }).click();
	await expect(page.locator('#posts')).toHaveAttribute('data-order', 'oldest');
	expect(await idsOn(page)).toEqual(ids);
	await page.getByRole('link', { name: 'Newest first' }).click();
	expect(await idsOn(page)).toEqual(ids.toReversed());
});

test('older pages lead through all posts once, without script', async ({ newsroom, visitors }) => {
	const ids: string[] = [];
	for (let i = 0; i < 130; i++) {
		// Two that are made in one millisecond stand in either order.
		const publishedAt = new Date(Date.UTC(2026, 2, 4, 12, 0, i)).toISOString();
		const elements = [{ type: 'text' as const, html: `<p>Lamp ${i}.</p>` }];
		ids.push((await newsroom.publish(slug, { publishedAt, elements })).id);
	}
	const page = await visitors.come({ javaScriptEnabled: false });
	await page.goto(`/${slug}`);
	const read = await idsOn(page);
	expect(read.length).toBeGreaterThanOrEqual(50);
	expect(read.length).toBeLessThanOrEqual(99);
	while (await page.locator('#older').isVisible()) {
		await page.locator('#older').click();
		read.push(...(await idsOn(page)));
	}
	expect(read).toEqual(ids.toReversed());
});

test('a permalink leads to its post, and says gone where it was withdrawn', async ({
	newsroom,
	visitors,
}) => {
	const [one, two] = [await newsroom.publish(slug, 'One lamp.'), await newsroom.publish(slug, 'Two lamps.')];
	const page = await visitors.come({ javaScriptEnabled: false });
	visitors.expectComplaints(/status of (404|410)/);
	await page.goto(`/${slug}`);
	await page.locator(`#post-${one.id} a[rel=bookmark]`).click();
	expect(new URL(page.url()).pathname).toBe(`/${slug}/posts/${one.id}`);
	await expect(page.locator(`#post-${one.id}`)).toContainText('One lamp.');

	await newsroom.withdraw(slug, one.id);
	const gone = await page.goto(`/${slug}/posts/${one.id}`);
	expect(gone?.status()).toBe(410);
	await expect(page.locator('body')).not.toContainText('One lamp.');
	await page.getByRole('link', { name: /The lamp oil hearings/ }).click();
	expect(await idsOn(page)).toEqual([two.id]);

	for (const path of [`/${slug}/posts/01ARZ3NDEKTSV4RRFFQ69G5FAV`, '/no-such-blog', '/no/such/page']) {
		expect((await page.goto(path))?.status(), path).toBe(404);
		await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
	}
});

test('the front page lists blogs, live ones first', async ({ newsroom, visitors }) => {
	await newsroom.open({ slug: 'old-mill', title: 'The old mill', state: 'ended' });
	await newsroom.open({ slug: 'election', title: 'The council election', state: 'upcoming' });
	const page = await visitors.come({ javaScriptEnabled: false });
	await page.goto('/');
	await expect(page.getByRole('main').getByRole('link').first()).toHaveText('The lamp oil hearings');
	await page.getByRole('link', { name: 'The old mill' }).click();
	await expect(main(page)).toHaveAttribute('data-state', 'ended');
});
