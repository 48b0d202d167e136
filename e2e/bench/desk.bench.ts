// The desk under load: what its first load weighs and how soon it can be written in
// on a processor a quarter as fast; how soon a letter is on the screen while thirty
// updates a second come in; how evenly two thousand posts scroll.
import { setTimeout as pause } from 'node:timers/promises';
import { type CDPSession, expect, type Page } from '@playwright/test';
import { keep } from '../artefacts.ts';
import { Desk, hire } from '../desk.ts';
import { test } from '../fixture.ts';
import { fill, long, weigh } from '../speed.ts';
import { quantile, spans, traced } from './tracing.ts';

const POSTS = 2000;
const UPDATES_A_SECOND = 30;

test('the desk’s first load', async ({ server, newsroom, visitors }) => {
	const person = await hire(server, 'Ines Aldous');
	await fill(newsroom, 50, `${server.url}/desk/styleguide/quay.svg`);
	const desk = await new Desk(await visitors.come()).openAs(person, long);
	const { devtools, sent } = await weigh(desk.page);
	await devtools.send('Emulation.setCPUThrottlingRate', { rate: 4 });
	const ready: number[] = [];
	for (let i = 0; i < 5; i++) {
		await desk.page.goto('about:blank');
		await desk.page.goto(`/desk/${long}`, { waitUntil: 'commit' });
		await desk.box('Post').press('a');
		ready.push(await desk.page.evaluate(() => performance.now()));
		await desk.box('Post').press('Backspace');
	}
	const first = sent().filter(({ path }) => path.startsWith('/desk/'));
	const bytes = first.reduce((sum, { bytes }) => sum + bytes, 0) / 5;
	console.table([
		{ what: 'bytes of the desk, compressed', value: Math.round(bytes) },
		{
			what: 'ms until a letter is taken, at a quarter of the speed, median of 5',
			value: Math.round(quantile(ready, 0.5)),
		},
	]);
	await keep('desk-first-load.json', `${JSON.stringify({ bytes, ready }, undefined, '\t')}\n`);
});

/** From each key until its letter was handed to the screen, in milliseconds (Event Timing, not rounded). */
async function keysToScreen(devtools: CDPSession, page: Page): Promise<number[]> {
	const events = await traced(devtools, ['devtools.timeline'], () =>
		page.keyboard.type('The quick harbour pilot jumps over the lazy buoy. '.repeat(4), { delay: 60 }),
	);
	return events
		.filter((event) => event.name === 'EventTiming' && event.ph === 'b')
		.map((event) => event.args.data as { type: string; duration: number })
		.filter((data) => data.type === 'keypress')
		.map((data) => data.duration);
}

async function openAll(desk: Desk): Promise<Page> {
	const older = desk.button('Show older ones');
	while (await older.isVisible()) {
		await older.click();
		await expect(desk.button('Fetching…')).toBeHidden();
	}
	return desk.page;
}

test('typing and scrolling in a long blog', async ({ server, newsroom, visitors }) => {
	const person = await hire(server, 'Ines Aldous');
	await fill(newsroom, POSTS, `${server.url}/desk/styleguide/quay.svg`);
	const screen = { viewport: { width: 1280, height: 900 } };
	const desk = await new Desk(await visitors.come(screen)).openAs(person, long);
	const page = await openAll(desk);
	const devtools = await page.context().newCDPSession(page);

	await page.evaluate(() => scrollTo(0, 0));
	await page.mouse.move(500, 600);
	const scrolled = await traced(devtools, ['cc', 'benchmark'], async () => {
		for (let i = 0; i < 200; i++) {
			await page.mouse.wheel(0, 400);
			await pause(16);
		}
	});
	const frames = spans(scrolled, 'PipelineReporter').map(
		({ args }) => args.frame_reporter as { state?: string; affects_smoothness?: boolean } | undefined,
	);

	await page.evaluate(() => scrollTo(0, 0));
	await desk.box('Post').click();
	const posts = await newsroom.posts(long);
	let going = true;
	let updates = 0;
	const began = performance.now();
	const stream = Array.from({ length: 6 }, async (_, lane) => {
		for (let i = lane; going; i += 6) {
			const post = posts[i % 40];
			await (i % 2 === 0 || post === undefined
				? newsroom.publish(long, `Update ${i} of the stream.`)
				: newsroom.change(long, post.id, { title: `Changed ${i} times` }).catch(() => undefined));
			updates++;
			await pause((6 * 1000) / UPDATES_A_SECOND - 10);
		}
	});
	const typed = await keysToScreen(devtools, page);
	const rate = (updates * 1000) / (performance.now() - began);
	going = false;
	await Promise.all(stream);

	// What this browser on this machine takes where there is nothing but a box.
	const bare = await visitors.come(screen);
	await bare.setContent('<textarea></textarea>');
	await bare.locator('textarea').click();
	const floor = await keysToScreen(await bare.context().newCDPSession(bare), bare);

	const figures = {
		posts: POSTS,
		'frames shown while scrolling': frames.filter((frame) => /PRESENTED/.test(frame?.state ?? '')).length,
		'frames missed while scrolling': frames.filter(
			(frame) => frame?.state === 'STATE_DROPPED' && frame.affects_smoothness,
		).length,
		'updates a second while typing': rate,
		'letters typed': typed.length,
		'key to screen, median ms': quantile(typed, 0.5),
		'key to screen, p95 ms': quantile(typed, 0.95),
		'a bare box, median ms': quantile(floor, 0.5),
		'a bare box, p95 ms': quantile(floor, 0.95),
	};
	console.table(
		Object.entries(figures).map(([what, value]) => ({ what, value: Math.round(value * 10) / 10 })),
	);
	await keep('desk-typing.json', `${JSON.stringify({ ...figures, typed, floor }, undefined, '\t')}\n`);
});
