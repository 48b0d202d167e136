// A blog in another site's page: it grows with what it shows, is live, leads out of
// its frame, and is a plain link where there is no script.
import { test as base, expect } from '../fixture.ts';
import { Neighbour } from '../neighbour.ts';
import { hangPictures, story, tell } from '../story.ts';

const test = base.extend<{ neighbour: Neighbour }>({
	// biome-ignore lint/correctness/noEmptyPattern: Playwright reads from it that nothing is needed
	neighbour: async ({}, use) => {
		const neighbour = await Neighbour.start();
		await use(neighbour);
		await neighbour.stop();
	},
});

const article = (server: string, place: string) =>
	`<main style="max-width: 42rem; margin: auto"><h1>Quiet morning</h1><p>Nothing leaves.</p>
	${place}<p id="after">More tomorrow.</p></main><script async src="${server}/embed.js"></script>`;

test('a frame grows with the blog, which is live in it', async ({
	server,
	newsroom,
	neighbour,
	visitors,
}) => {
	await tell(newsroom);
	neighbour.body = article(
		server.url,
		`<div data-stoppress="${server.url}/${story}"><a href="${server.url}/${story}">The talks</a></div>`,
	);
	const page = await visitors.come();
	await hangPictures(page);
	await page.goto(neighbour.url);
	const frame = page.locator('iframe');
	await expect(frame).toHaveAttribute('title', 'The talks');
	const blog = page.frameLocator('iframe');
	await expect(blog.locator('main')).toHaveAttribute('data-live', 'on');
	await expect(blog.locator('.bar')).not.toBeAttached();

	const heights = async () => ({
		frame: (await frame.boundingBox())?.height ?? 0,
		blog: await blog.locator('body').evaluate((body) => Math.ceil(body.getBoundingClientRect().height)),
	});
	await expect.poll(async () => (await heights()).frame).toBeGreaterThan(1000);
	await expect.poll(heights, 'the frame is as high as the blog').toEqual({
		frame: (await heights()).blog,
		blog: (await heights()).blog,
	});
	await page.screenshot({ path: test.info().outputPath('embed.png'), fullPage: true });

	const before = (await heights()).frame;
	const post = await newsroom.publish(story, 'A light is on in the harbour office.');
	await expect(blog.locator(`#posts #post-${post.id}`)).toBeVisible();
	await expect.poll(async () => (await heights()).frame, 'it grows').toBeGreaterThan(before);

	// What others say of heights does not count.
	await page.evaluate(() => window.postMessage({ stoppress: 'height', height: 5 }, '*'));
	await page.evaluate(() => new Promise((done) => setTimeout(done, 0)));
	expect((await heights()).frame).toBeGreaterThan(before);

	expect(await page.context().cookies()).toEqual([]);

	await blog.locator(`#posts #post-${post.id} a[rel="bookmark"]`).click();
	await expect(page, 'a link leads out of the frame').toHaveURL(`${server.url}/${story}/posts/${post.id}`);
});

test('a link to a post becomes its place in the blog, no higher than asked for', async ({
	server,
	newsroom,
	neighbour,
	visitors,
}) => {
	const posts = await tell(newsroom);
	const id = posts[3]?.id ?? '';
	neighbour.body = article(
		server.url,
		`<a data-stoppress data-max-height="500" href="${server.url}/${story}/posts/${id}">The talks</a>`,
	);
	const page = await visitors.come();
	await hangPictures(page);
	await page.setViewportSize({ width: 360, height: 740 });
	await page.goto(neighbour.url);
	const blog = page.frameLocator('iframe');
	await expect(blog.locator('main')).toHaveAttribute('data-focus', id);
	await expect(blog.locator(`#posts #post-${id}`)).toBeInViewport();
	expect((await page.locator('iframe').boundingBox())?.height).toBe(500);
	expect(await page.evaluate(() => window.scrollY), 'the page around it stays where it is').toBe(0);
	await page.screenshot({ path: test.info().outputPath('embed-phone.png') });
});

test('without script the link is there, and leads to the blog', async ({
	server,
	newsroom,
	neighbour,
	visitors,
}) => {
	await newsroom.open({ slug: 'fish-quay', title: 'Fish quay flooded' });
	neighbour.body = article(
		server.url,
		`<div data-stoppress="${server.url}/fish-quay"><a href="${server.url}/fish-quay">The flood</a></div>`,
	);
	const page = await visitors.come({ javaScriptEnabled: false });
	await page.goto(neighbour.url);
	await page.getByRole('link', { name: 'The flood' }).click();
	await expect(page).toHaveURL(`${server.url}/fish-quay`);
});

test('a page that is no embed shows in no other site', async ({ server, newsroom, neighbour, visitors }) => {
	visitors.expectComplaints(/frame-ancestors/);
	await newsroom.open({ slug: 'fish-quay', title: 'Fish quay flooded' });
	neighbour.body = `<iframe src="${server.url}/fish-quay"></iframe>`;
	const page = await visitors.come();
	const refused = page.waitForEvent('console', (message) => /frame-ancestors/.test(message.text()));
	await page.goto(neighbour.url);
	await refused;
	await expect(page.frameLocator('iframe').locator('main[data-blog]')).not.toBeAttached();
});
