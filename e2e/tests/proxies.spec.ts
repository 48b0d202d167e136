// Readers behind a proxy with the documented configuration see what readers
// without one do: the stream passes through a proxy that buffers by default.
import { expect, test } from '../fixture.ts';
import { Front, find } from '../proxies.ts';
import { caughtUp, expectFresh, main, openReader, postOn } from '../reader.ts';

const slug = 'lighthouse';

for (const kind of ['nginx', 'caddy'] as const) {
	test(`a reader behind ${kind} has every change without a reload`, async ({
		server,
		newsroom,
		visitors,
	}) => {
		test.setTimeout(180_000); // the proxy may have to be installed first
		const found = await find(kind);
		test.skip('missing' in found, 'missing' in found ? found.missing : '');
		const proxy = await Front.start(kind, 'path' in found ? found.path : '', server);
		try {
			await newsroom.open({ slug, title: 'The lighthouse is dark' });
			const edited = await newsroom.publish(slug, 'The lamp went out at two.');
			const withdrawn = await newsroom.publish(slug, 'A keeper is said to have left.');
			const reader = await openReader(await visitors.come({ baseURL: proxy.url }), `/${slug}`);

			const post = await newsroom.publish(slug, 'A boat is on its way.');
			await expect(postOn(reader, post.id)).toContainText('A boat is on its way.');
			await newsroom.change(slug, edited.id, {
				elements: [{ type: 'text', html: '<p>The lamp went out at three.</p>' }],
			});
			await expect(postOn(reader, edited.id)).toContainText('at three');
			await newsroom.withdraw(slug, withdrawn.id);
			await expect(postOn(reader, withdrawn.id)).not.toBeAttached();
			await expect(main(reader)).toHaveAttribute('data-live', 'on');
			await caughtUp(reader, newsroom, slug);

			// What a cache may still have of the page before is gone within seconds.
			const head = await newsroom.head(slug);
			const visitor = await visitors.come({ baseURL: proxy.url, javaScriptEnabled: false });
			const seqOfAFreshLoad = async () => {
				await visitor.goto(`/${slug}`);
				return Number(await main(visitor).getAttribute('data-seq'));
			};
			await expect.poll(seqOfAFreshLoad, { timeout: 12_000 }).toBe(head);
			await expect(main(visitor)).not.toContainText('keeper');
			await expectFresh(visitors, reader);
		} finally {
			await visitors.leave(); // before their line is cut
			await proxy.remove();
		}
	});
}

test('nginx answers from its cache, in the form that each reader takes', async ({ server, newsroom }) => {
	test.setTimeout(180_000);
	const found = await find('nginx');
	test.skip('missing' in found, 'missing' in found ? found.missing : '');
	const proxy = await Front.start('nginx', 'path' in found ? found.path : '', server);
	try {
		await newsroom.open({ slug, title: 'The lighthouse is dark' });
		for (let i = 0; i < 10; i++) {
			await newsroom.publish(slug, `Ship ${i} has been warned by wireless.`);
		}
		for (const [accept, packing] of [
			['br, gzip', 'br'],
			['gzip, deflate', 'gzip'],
			['identity', null],
		] as const) {
			const ask = (path: string, headers = {}) =>
				fetch(`${proxy.url}${path}`, { headers: { 'Accept-Encoding': accept, ...headers } });
			await ask(`/${slug}`);
			await expect
				.poll(async () => (await ask(`/${slug}`)).headers.get('X-Cache'), { message: accept })
				.toBe('HIT');
			const kept = await ask(`/${slug}`);
			expect(kept.headers.get('Content-Encoding')).toBe(packing);
			expect(await kept.text()).toContain('Ship 9 has been warned');
			const again = await ask(`/${slug}`, { 'If-None-Match': kept.headers.get('ETag') ?? '' });
			expect(again.status).toBe(304);
		}
		const desk = await fetch(`${proxy.url}/api/v1/session`);
		expect(desk.status).toBe(401);
		expect(desk.headers.get('X-Cache')).toBeNull();
	} finally {
		await proxy.remove();
	}
});
