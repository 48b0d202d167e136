// Everything can be reached and done by keyboard, by a finger, and in large print.
import type { Page } from '@playwright/test';
import { expect, test } from '../fixture.ts';
import { text } from '../newsroom.ts';
import { openReader } from '../reader.ts';
import { hangPictures, story, tell } from '../story.ts';

/** What has the focus: its name, where it is, and whether that can be seen. */
function focused(page: Page) {
	return page.evaluate(() => {
		const e = document.activeElement;
		if (!(e instanceof HTMLElement) || e === document.body) {
			return undefined;
		}
		const { top, bottom, left, right } = e.getBoundingClientRect();
		const bar = document.querySelector('.bar')?.getBoundingClientRect().bottom ?? 0;
		const covered = e.closest('.bar, .skip, .hold') ? 0 : bar;
		const { outlineStyle, outlineWidth } = getComputedStyle(e);
		return {
			name: (e.innerText || e.getAttribute('aria-label') || '').replaceAll(/\s+/g, ' ').trim(),
			place: e.closest('#key-events, #pinned, #said, #posts, .pages, .bar, .foot, .opening')?.id ?? '',
			inView: bottom > covered && top < innerHeight && right > 0 && left < innerWidth,
			outlined: outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2,
		};
	});
}

for (const width of [390, 1280]) {
	test(`the whole page is walked through with Tab, at ${width}`, async ({ newsroom, visitors }) => {
		await tell(newsroom);
		const page = await visitors.come({ viewport: { width, height: 800 } });
		await hangPictures(page);
		await openReader(page, `/${story}`);
		const reachable = await page
			.locator('a[href], button')
			.evaluateAll((all) => all.filter((e) => e.checkVisibility({ visibilityProperty: true })).length);
		const places: string[] = [];
		let stops = 0;
		for (; stops <= reachable + 5; stops++) {
			await page.keyboard.press('Tab');
			const at = await focused(page);
			if (!at) {
				break;
			}
			expect.soft(at.inView, `“${at.name}” is in view when it has the focus`).toBe(true);
			expect.soft(at.outlined, `“${at.name}” has an outline`).toBe(true);
			if (at.place && places.at(-1) !== at.place) {
				places.push(at.place);
			}
		}
		expect(stops, 'each link and button is a stop').toBeGreaterThanOrEqual(reachable - 2);
		expect(places).toEqual(['key-events', 'pinned', 'posts', ...(width > 1200 ? ['said'] : [])]);
	});
}

test('the first stop leads past everything to the updates', async ({ newsroom, visitors }) => {
	await tell(newsroom);
	const page = await visitors.come();
	await hangPictures(page);
	await openReader(page, `/${story}`);
	await page.keyboard.press('Tab');
	await expect(page.getByRole('link', { name: 'Skip to the updates' })).toBeFocused();
	await page.keyboard.press('Enter');
	await page.keyboard.press('Tab');
	await expect(page.locator('#posts a').first()).toBeFocused();
});

for (const key of ['Enter', 'Space']) {
	test(`the updates that wait are shown with ${key}`, async ({ newsroom, visitors }) => {
		await tell(newsroom);
		const page = await visitors.come();
		await hangPictures(page);
		await openReader(page, `/${story}`);
		await page.evaluate(() => window.scrollTo(0, 1500));
		await newsroom.publish(story, { title: 'A second light', elements: text('It is green.') });
		const button = page.getByRole('button', { name: '1 new update' });
		await button.focus();
		await page.keyboard.press(key);
		await expect(page.locator('#posts > li > article').first()).toBeFocused();
		await expect(page.locator('#posts > li > article').first()).toContainText('It is green.');
		await expect(button).toBeHidden();
	});
}

test('the strip of key events follows the keyboard to its end', async ({ newsroom, visitors }) => {
	const posts = await tell(newsroom);
	for (const title of ['One more', 'Another', 'And the last']) {
		await newsroom.publish(story, { title, keyEvent: true, elements: text('So it is.') });
	}
	const page = await visitors.come({ viewport: { width: 390, height: 800 } });
	await hangPictures(page);
	await openReader(page, `/${story}`);
	const links = page.locator('#key-events a');
	const last = links.last();
	await expect(last).not.toBeInViewport();
	await links.first().focus();
	for (let i = 1; i < (await links.count()); i++) {
		await page.keyboard.press('Tab');
	}
	await expect(last).toBeFocused();
	await expect(last).toBeInViewport({ ratio: 0.9 });
	await page.keyboard.press('Enter');
	await expect(page.locator(`#post-${posts[0]?.id}`)).toBeInViewport();
});

test('what can be pressed is large enough for a finger', async ({ newsroom, visitors }) => {
	await tell(newsroom);
	await newsroom.open({ slug: 'second', title: 'Another story' });
	for (const width of [390, 1280]) {
		const page = await visitors.come({ viewport: { width, height: 800 }, hasTouch: true });
		await hangPictures(page);
		for (const path of [`/${story}`, `/${story}/quotes`, `/${story}/corrections`, '/', '/accessibility']) {
			await page.goto(path);
			const small = await page.locator('a[href], button').evaluateAll((all) =>
				all
					.filter((e) => e.checkVisibility({ visibilityProperty: true }))
					// Links in running text have the height of their line (WCAG 2.5.5 and 2.5.8 except them).
					.filter(
						(e) =>
							!e.matches('.skip, article > p:not(.meta, .card) a, figcaption a, .sources a, .relations a'),
					)
					.map((e) => {
						const { width, height } = e.getBoundingClientRect();
						return { name: (e.textContent ?? '').trim(), width, height };
					})
					.filter(({ width, height }) => width < 43.5 || height < 43.5)
					.map(({ name, width, height }) => `${name}: ${Math.round(width)} × ${Math.round(height)}`),
			);
			expect.soft(small, `${path} at ${width}`).toEqual([]);
		}
	}
});

test('at four times the size nothing is lost and nothing scrolls sideways', async ({
	newsroom,
	visitors,
}) => {
	const posts = await tell(newsroom);
	// 1280 px at 400 % are 320 px (WCAG 1.4.10).
	const page = await visitors.come({ viewport: { width: 320, height: 256 } });
	await hangPictures(page);
	for (const path of [
		`/${story}`,
		`/${story}/posts/${posts[4]?.id}`,
		'/',
		'/accessibility',
		'/no-such-blog',
	]) {
		visitors.expectComplaints(/status of 404/);
		await page.goto(path);
		const lost = await page.evaluate(() => {
			const sideways = document.documentElement.scrollWidth > innerWidth;
			const cut = [
				...document.querySelectorAll<HTMLElement>('main :is(h1, h2, h3, h4, p, li, figcaption, blockquote)'),
			]
				.filter((e) => e.checkVisibility() && !e.matches('.unseen, #announce') && !e.closest('#key-events'))
				.filter((e) => e.scrollWidth > e.clientWidth + 1 || e.getBoundingClientRect().right > innerWidth + 1)
				.map((e) => e.textContent?.slice(0, 60));
			return { sideways, cut };
		});
		expect.soft(lost, path).toEqual({ sideways: false, cut: [] });
	}
});
