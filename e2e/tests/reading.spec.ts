// What the page does for whoever reads it: shares, zones, folds, the way through the
// key events, and what changed since they left.
import type { Page } from '@playwright/test';
import { expect, test } from '../fixture.ts';
import { type Post, text } from '../newsroom.ts';
import { caughtUp, expectFresh, main, openReader, postOn } from '../reader.ts';

const slug = 'orchard-fire';

let posts: Post[];

test.beforeEach(async ({ newsroom }) => {
	await newsroom.open({ slug, title: 'Fire in the old orchard' });
	posts = [];
	for (let i = 0; i < 12; i++) {
		const words = `Report ${i}. ${'The pumps are running and the wind has turned to the north. '.repeat(6)}`;
		posts.push(
			await newsroom.publish(slug, {
				elements: text(words),
				publishedAt: new Date(Date.now() - (180 - i) * 60_000).toISOString(),
				...(i % 4 === 0 ? { title: `Turn ${i}`, keyEvent: true } : {}),
			}),
		);
	}
});

const at = (n: number): Post => {
	const post = posts[n];
	if (post === undefined) {
		throw new Error(`there is no report ${n}`);
	}
	return post;
};

test('a post is shared by its permalink', async ({ server, visitors }) => {
	const page = await openReader(
		await visitors.come({ permissions: ['clipboard-read', 'clipboard-write'] }),
		`/${slug}`,
	);
	const share = postOn(page, at(7).id).getByRole('link', { name: 'Share' });
	await expect(share).toHaveAttribute('href', `/${slug}/posts/${at(7).id}`);
	await share.click();
	await expect(page.locator('#announce')).toHaveText('Link copied');
	expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(
		`${server.url}/${slug}/posts/${at(7).id}`,
	);
	await expectFresh(visitors, page);
});

test('a reader far away sees the times there, and their own on request', async ({ newsroom, visitors }) => {
	const page = await openReader(await visitors.come({ timezoneId: 'Pacific/Chatham' }), `/${slug}`);
	const time = postOn(page, at(3).id).locator('.meta time');
	const there = await time.locator('b').textContent();
	const own = new Intl.DateTimeFormat('en-GB', {
		hour: '2-digit',
		minute: '2-digit',
		timeZone: 'Pacific/Chatham',
	}).format(Date.parse(at(3).publishedAt ?? ''));
	await page.getByRole('button', { name: 'Show my own time' }).click();
	await expect(time.locator('b')).toHaveText(own);
	await expect(page.locator('#zone')).toHaveText('Times are your own (Chatham)');
	const late = await newsroom.publish(slug, 'It rains.');
	await expect(postOn(page, late.id).locator('.meta time i')).toHaveText(/^GMT\+1[23]:45$/);
	await expectFresh(visitors, page);
	await page.reload();
	await expect(time.locator('b')).toHaveText(own);
	await page.getByRole('button', { name: 'Show the time there' }).click();
	await expect(time.locator('b')).toHaveText(there ?? '');
	await expect(page.locator('#zone')).toHaveText('Times are London time');
});

/** Goes to another page and lets so many minutes pass, as far as this page knows. */
async function leaveFor(page: Page, minutes: number): Promise<void> {
	await page.goto('/');
	await page.evaluate(
		([key, ms]) => {
			const visit = JSON.parse(localStorage.getItem(key) ?? '{}');
			localStorage.setItem(key, JSON.stringify({ ...visit, at: visit.at - ms }));
		},
		[`stoppress-visit-${slug}`, minutes * 60_000] as const,
	);
}

test('who comes back is told what changed, and led to it', async ({ newsroom, visitors }) => {
	const page = await openReader(await visitors.come(), `/${slug}`);
	await postOn(page, at(6).id).evaluate((article) => article.scrollIntoView());
	await leaveFor(page, 30);
	const late = await newsroom.publish(slug, 'The last tree is out of danger.');
	await newsroom.change(slug, at(9).id, { elements: text('Three pumps are running.') });
	await openReader(page, `/${slug}`);
	const note = page.locator('.since');
	await expect(note).toContainText('1 new, 1 changed');
	await expect(page.locator('#announce')).toContainText('1 new, 1 changed');
	await note.getByRole('button', { name: 'Show the next' }).click();
	await expect(postOn(page, late.id)).toBeFocused();
	await note.getByRole('button', { name: 'Show the next' }).click();
	await expect(postOn(page, at(9).id)).toBeFocused();
	await expect(note).toBeHidden();
	await expectFresh(visitors, page);

	await postOn(page, at(6).id).evaluate((article) => article.scrollIntoView());
	await leaveFor(page, 30);
	await newsroom.publish(slug, 'The orchard smells of smoke and apples.');
	await openReader(page, `/${slug}`);
	await note.getByRole('button', { name: 'Go on where you were' }).click();
	await expect(postOn(page, at(6).id)).toBeFocused();

	await leaveFor(page, 30);
	await openReader(page, `/${slug}`);
	await expect(note, 'where nothing changed nothing is said').toBeHidden();
});

test('nothing moves when the page says what changed', async ({ newsroom, visitors }) => {
	const page = await openReader(await visitors.come(), `/${slug}`);
	await leaveFor(page, 30);
	await newsroom.publish(slug, 'The wind is down.');
	await page.addInitScript(() => {
		Object.assign(window, { shifts: 0 });
		new PerformanceObserver((list) => {
			for (const entry of list.getEntries()) {
				Object.assign(window, { shifts: Reflect.get(window, 'shifts') + Reflect.get(entry, 'value') });
			}
		}).observe({ type: 'layout-shift', buffered: true });
	});
	await openReader(page, `/${slug}`);
	await expect(page.locator('.since')).toBeVisible();
	expect(await page.evaluate(() => Reflect.get(window, 'shifts'))).toBe(0);
});

test('pinned posts and summaries fold away, by keyboard too', async ({ newsroom, visitors }) => {
	const summary = await newsroom.publish(slug, {
		title: 'What we know',
		summary: true,
		pinned: true,
		elements: text('Nobody is hurt.'),
	});
	const page = await openReader(await visitors.come(), `/${slug}`);
	const pinned = page.locator('#pinned');
	await expect(pinned.getByText('Nobody is hurt.')).toBeVisible();
	await pinned.locator('summary').first().focus();
	await page.keyboard.press('Enter');
	await expect(pinned.getByText('Nobody is hurt.')).toBeHidden();
	await newsroom.change(slug, summary.id, { elements: text('Nobody is hurt, and the cat is found.') });
	await caughtUp(page, newsroom, slug);
	await expect(pinned.getByText('the cat is found'), 'it stays folded when it changes').toBeHidden();
	await page.keyboard.press('Enter');
	await expect(pinned.getByText('the cat is found')).toBeVisible();
	const own = postOn(page, summary.id);
	await own.locator('summary').click();
	await expect(own.getByText('the cat is found')).toBeHidden();
});

test('the key event that is being read is marked in the list, and said there', async ({ visitors }) => {
	const page = await openReader(await visitors.come(), `/${slug}`);
	const marked = page.locator('#key-events [data-ui-current] a');
	for (const n of [8, 4, 0]) {
		await page.locator(`#key-events a[href="#post-${at(n).id}"]`).click();
		await expect(postOn(page, at(n).id)).toBeFocused();
		await expect(marked).toHaveText(new RegExp(`Turn ${n}$`));
	}
	await marked.focus();
	await expect(marked).toHaveAttribute('aria-current', 'true');
	await marked.blur();
	await expectFresh(visitors, page);
});

test('an ended blog is read from its beginning, and an open page keeps its order', async ({
	newsroom,
	visitors,
}) => {
	const page = await openReader(await visitors.come(), `/${slug}`);
	await newsroom.changeBlog(slug, { state: 'ended' });
	await expect(main(page)).toHaveAttribute('data-state', 'ended');
	await expect(page.locator('#posts')).toHaveAttribute('data-order', 'newest');
	await expectFresh(visitors, page);
	await page.reload();
	await expect(page.locator('#posts')).toHaveAttribute('data-order', 'oldest');
	await expect(page.locator('#posts article').first()).toContainText('Report 0.');
	await page.getByRole('link', { name: 'Newest first' }).click();
	await expect(page.locator('#posts article').first()).toContainText('Report 11.');
	await page.getByRole('link', { name: 'Read from the start' }).click();
	await expect(page.locator('#posts article').first()).toContainText('Report 0.');
});

/** What the page says of a live blog, of one new update that is held, of two, and once it has ended. */
const languages: Record<string, [string, string, string, string]> = {
	en: ['Live', '1 new update', '2 new updates', 'Ended'],
	de: ['Live', '1 neue Meldung', '2 neue Meldungen', 'Beendet'],
	fr: ['Direct', '1 nouvelle publication', '2 nouvelles publications', 'Terminé'],
	es: ['En directo', '1 publicación nueva', '2 publicaciones nuevas', 'Finalizado'],
	pt: ['Ao vivo', '1 nova publicação', '2 novas publicações', 'Encerrado'],
	uk: ['Наживо', '1 нове повідомлення', '2 нові повідомлення', 'Завершено'],
	ar: ['مباشر', 'تحديث جديد واحد', 'تحديثان جديدان', 'انتهت'],
	he: ['שידור חי', 'עדכון חדש אחד', 'שני עדכונים חדשים', 'הסתיים'],
};

test('an open page speaks the blog’s language, whatever comes', async ({ newsroom, visitors }) => {
	test.slow();
	const page = await visitors.come();
	for (const [language, [live, one, two, ended]] of Object.entries(languages)) {
		const blog = `talks-${language}`;
		await newsroom.open({ slug: blog, title: 'Talks', language });
		for (let i = 0; i < 6; i++) {
			await newsroom.publish(blog, `${i}. ${'The mediator is late. '.repeat(30)}`);
		}
		await openReader(page, `/${blog}`);
		await expect(page.locator('html')).toHaveAttribute('dir', /ar|he/.test(language) ? 'rtl' : 'ltr');
		await expect(page.locator('#state b')).toHaveText(live);
		await page
			.locator('#posts article')
			.nth(3)
			.evaluate((article) => article.scrollIntoView());
		await newsroom.publish(blog, 'The mediator has come.');
		await expect(page.locator('#new-posts')).toHaveText(one);
		await newsroom.publish(blog, 'The mediator has sat down.');
		await expect(page.locator('#new-posts')).toHaveText(two);
		await page.locator('#new-posts').click();
		await newsroom.changeBlog(blog, { state: 'ended' });
		await expect(page.locator('#state b')).toHaveText(ended);
		await expectFresh(visitors, page);
	}
});

test('where a blog’s language changes its open pages follow', async ({ newsroom, visitors }) => {
	const page = await openReader(await visitors.come(), `/${slug}`);
	await newsroom.changeBlog(slug, { language: 'de' });
	await expect(page.locator('html')).toHaveAttribute('lang', 'de');
	await expect(page.locator('#key-events h2')).toHaveText('Wichtigste Ereignisse');
	await expect(main(page)).toHaveAttribute('data-live', 'on');
	await expectFresh(visitors, page);
});
