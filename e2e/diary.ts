// What an open page went through, by its own clock. A test may wait as long as it
// likes for something to happen and still hold the page to how soon it did.
import { expect, type Page } from '@playwright/test';

/** Milliseconds that the product promises, however busy the machine. */
export const promised = {
	/** From being online again, or from the server being ready again, to having all there is. */
	back: 15_000,
	/** From the page's first attempt to polling, where there is no stream to be had. */
	polling: 10_000,
} as const;

interface Entry {
	/** Since 1970, in ms: the clock of the tests too. */
	at: number;
	live: string;
	seq: number;
	/** Set where the browser has just said that it is online. */
	online: boolean;
}

declare global {
	interface Window {
		/** What has happened to this page so far; it begins anew with each load. */
		diary: Entry[];
	}
}

/** Keeps a diary of each blog that this page opens from now on. Give it before the address. */
export async function keepDiary(page: Page): Promise<Page> {
	await page.addInitScript(() => {
		window.diary = [];
		const write = (online: boolean) => {
			const main = document.querySelector<HTMLElement>('main[data-blog]');
			if (main) {
				const { live = '', seq } = main.dataset;
				window.diary.push({ at: Date.now(), live, seq: Number(seq), online });
			}
		};
		new MutationObserver(() => write(false)).observe(document, {
			subtree: true,
			attributeFilter: ['data-live', 'data-seq'],
		});
		addEventListener('online', () => write(true));
	});
	return page;
}

/** The page had received this seq within the promised time from an event that came before it. */
export async function expectBackInTime(page: Page, seq: number, since: number | 'online'): Promise<void> {
	const diary = await page.evaluate(() => window.diary);
	const from = since === 'online' ? diary.findLast((entry) => entry.online)?.at : since;
	const received = diary.find((entry) => entry.seq >= seq)?.at;
	expect(from, 'the page was told that it is online').toBeDefined();
	expect(received, `the page received seq ${seq}`).toBeDefined();
	expect(Number(received) - Number(from), `ms to catch up in: ${inWords(diary)}`).toBeLessThan(promised.back);
}

/** The page, loaded without a stream to be had, polled within the promised time. */
export async function expectPolledInTime(page: Page): Promise<void> {
	const diary = await page.evaluate(() => window.diary);
	const began = diary.find((entry) => entry.live !== 'off')?.at;
	const polled = diary.find((entry) => entry.live === 'poll')?.at;
	expect(began, 'the page began to listen').toBeDefined();
	expect(polled, 'the page polled').toBeDefined();
	expect(Number(polled) - Number(began), `ms to begin in: ${inWords(diary)}`).toBeLessThan(promised.polling);
}

const inWords = (diary: Entry[]): string =>
	diary
		.map(({ at, live, seq, online }) => `${new Date(at).toISOString()} ${online ? 'online' : live} ${seq}`)
		.join(', ');
