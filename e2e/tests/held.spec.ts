// Nobody is torn from what they read: new posts wait behind a button while the
// top of the list is out of view, and whatever changes, the words stay where they are.
import type { Page } from '@playwright/test';
import { expect, test, type Visitors } from '../fixture.ts';
import { type Newsroom, type Post, text } from '../newsroom.ts';
import { caughtUp, expectFresh, main, openReader, postOn } from '../reader.ts';

const slug = 'lighthouse';
const long =
	'The keeper climbed the stairs once more, counted the panes, and wrote the number into the book. ';

let posts: Post[];

test.beforeEach(async ({ newsroom }) => {
	await newsroom.open({ slug, title: 'The lighthouse vigil' });
	posts = [];
	for (let i = 0; i < 20; i++) {
		posts.push(await newsroom.publish(slug, `Entry ${i}. ${long.repeat(3)}`));
	}
});

/** A reader in the middle of the story, with the first line of a post at the edge of the window. */
async function readerAt(visitors: Visitors, post: Post, width = 1280): Promise<Page> {
	const page = await openReader(await visitors.come({ viewport: { width, height: 800 } }), `/${slug}`);
	await page.evaluate(async () => document.fonts.ready);
	await postOn(page, post.id).evaluate((article) =>
		window.scrollBy(0, article.getBoundingClientRect().top - 150),
	);
	return page;
}

const at = (n: number): Post => {
	const post = posts[n];
	if (post === undefined) {
		throw new Error(`there is no entry ${n}`);
	}
	return post;
};

const topOf = (page: Page, post: Post): Promise<number> =>
	postOn(page, post.id)
		.locator(':scope > p')
		.first()
		.evaluate((p) => p.getBoundingClientRect().top);

async function held(page: Page, count: number): Promise<void> {
	await expect(main(page)).toHaveAttribute('data-held', String(count));
	const button = page.locator('#new-posts');
	if (count === 0) {
		await expect(button).toBeHidden();
	} else {
		await expect(button).toBeVisible();
		await expect(button).toBeInViewport();
		await expect(button).toContainText(String(count));
	}
}

test('new posts are held while the top is out of view, and shown on request', async ({
	newsroom,
	visitors,
}) => {
	for (const press of ['click', 'Enter', 'Space'] as const) {
		const page = await readerAt(visitors, at(10));
		const before = await topOf(page, at(10));
		await newsroom.publish(slug, 'A light at sea.');
		await held(page, 1);
		const newest = await newsroom.publish(slug, 'A second light at sea.');
		await held(page, 2);
		expect(await topOf(page, at(10))).toBe(before);
		await expect(postOn(page, newest.id)).not.toBeAttached();
		const button = page.locator('#new-posts');
		if (press === 'click') {
			await button.click();
		} else {
			await button.focus();
			await page.keyboard.press(press);
		}
		await held(page, 0);
		await expect(postOn(page, newest.id)).toBeFocused();
		await expect(postOn(page, newest.id)).toBeInViewport();
		await expectFresh(visitors, page);
		await page.context().close();
	}
});

test('a reader at the top gets new posts by themselves', async ({ newsroom, visitors }) => {
	const page = await openReader(await visitors.come(), `/${slug}`);
	const post = await newsroom.publish(slug, 'A light at sea.');
	await expect(postOn(page, post.id)).toBeInViewport();
	await held(page, 0);
	await expect(page.getByRole('status').filter({ hasText: /1/ })).toBeAttached();
});

test('what is held comes in when the reader scrolls to the top', async ({ newsroom, visitors }) => {
	const page = await readerAt(visitors, at(10));
	const post = await newsroom.publish(slug, 'A light at sea.');
	await held(page, 1);
	await page.evaluate(() => window.scrollTo(0, 0));
	await held(page, 0);
	await expect(postOn(page, post.id)).toBeAttached();
	await expectFresh(visitors, page);
});

test('what is held and then withdrawn or edited is dropped or newest', async ({ newsroom, visitors }) => {
	const page = await readerAt(visitors, at(10));
	const mistake = await newsroom.publish(slug, 'A whale has been sighted.');
	const kept = await newsroom.publish(slug, 'A light at see.');
	await held(page, 2);
	await newsroom.withdraw(slug, mistake.id);
	await held(page, 1);
	await newsroom.change(slug, kept.id, { elements: text('A light at sea.') });
	await caughtUp(page, newsroom, slug);
	await page.locator('#new-posts').click();
	await held(page, 0);
	await expect(main(page)).not.toContainText('whale');
	await expect(postOn(page, kept.id)).toContainText('A light at sea.');
	await expectFresh(visitors, page);

	await page.evaluate(() => window.scrollTo(0, 2000));
	const only = await newsroom.publish(slug, 'A second whale.');
	await held(page, 1);
	await newsroom.withdraw(slug, only.id);
	await held(page, 0);
	await expectFresh(visitors, page);
});

/** Everything that may happen around a post that somebody reads. */
const events: Record<string, (newsroom: Newsroom) => Promise<unknown>> = {
	'an edit above makes a post longer': (n) => n.change(slug, at(16).id, { elements: text(long.repeat(30)) }),
	'an edit above makes a post shorter': (n) => n.change(slug, at(15).id, { elements: text('Short.') }),
	'an edit below': (n) => n.change(slug, at(3).id, { elements: text(long.repeat(20)) }),
	'a post above is withdrawn': (n) => n.withdraw(slug, at(17).id),
	'a post above is pinned': (n) => n.change(slug, at(18).id, { pinned: true }),
	'a key event is marked': (n) => n.change(slug, at(19).id, { title: 'Light seen', keyEvent: true }),
	'a post below moves to the top': (n) => n.change(slug, at(2).id, { publishedAt: new Date().toISOString() }),
	'a back-dated post above': (n) =>
		n.publish(slug, {
			elements: text(long),
			publishedAt: new Date(Date.parse(at(14).publishedAt ?? '') + 1).toISOString(),
		}),
	'a header change': (n) =>
		n.changeBlog(slug, { title: 'The lighthouse vigil, second night', standfirst: long.repeat(4) }),
	'a state change': (n) => n.changeBlog(slug, { state: 'paused' }),
};

for (const width of [1280, 390]) {
	test(`the words being read stay to the pixel, ${width} wide`, async ({ newsroom, visitors }) => {
		const page = await readerAt(visitors, at(10), width);
		const before = await topOf(page, at(10));
		for (const [what, happen] of Object.entries(events)) {
			await test.step(what, async () => {
				await happen(newsroom);
				await caughtUp(page, newsroom, slug);
				expect(Math.abs((await topOf(page, at(10))) - before), what).toBeLessThan(1);
			});
		}
		await page.evaluate(() => window.scrollTo(0, 0));
		await expectFresh(visitors, page);
	});

	test(`a picture that comes late moves nothing, ${width} wide`, async ({ newsroom, visitors }) => {
		await newsroom.change(slug, at(12).id, {
			elements: [
				{ type: 'image', media: 'https://pictures.example/lamp.svg', alt: 'A lamp', caption: 'The lamp' },
			],
		});
		const page = await visitors.come({ viewport: { width, height: 800 } });
		let deliver = (): void => undefined;
		const asked = new Promise<void>((isAsked) => {
			void page.route('https://pictures.example/**', async (route) => {
				isAsked();
				await new Promise<void>((resolve) => {
					deliver = resolve;
				});
				await route.fulfill({
					contentType: 'image/svg+xml',
					body: '<svg xmlns="http://www.w3.org/2000/svg" width="900" height="1400"><rect width="900" height="1400" fill="#444"/></svg>',
				});
			});
		});
		await openReader(page, `/${slug}`);
		await page.evaluate(async () => document.fonts.ready);
		await postOn(page, at(10).id).evaluate((article) =>
			window.scrollBy(0, article.getBoundingClientRect().top - 150),
		);
		await asked;
		const before = await topOf(page, at(10));
		deliver();
		await expect
			.poll(() => page.locator('#posts img').evaluate((img: HTMLImageElement) => img.naturalWidth))
			.toBeGreaterThan(0);
		expect(await topOf(page, at(10))).toBe(before);
	});
}
