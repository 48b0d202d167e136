// From Ctrl+Enter at the desk to painted in another browser: the time that a newsroom
// feels. Both browsers and the server are on this machine. It is measured from the key's
// own time stamp, and nothing is asserted: a busy machine says nothing about the program.
import { cpus } from 'node:os';
import { keep } from '../artefacts.ts';
import { Desk, hire } from '../desk.ts';
import { test } from '../fixture.ts';
import { openReader } from '../reader.ts';

const slug = 'stopwatch';
const posts = 30;

declare global {
	interface Window {
		/** When each post was painted, by its words, in milliseconds since 1970. */
		painted: Map<string, number>;
		/** When Ctrl+Enter was pressed last. */
		pressed: number;
	}
}

/** Notes when words that came into the list have been painted. */
function notePaints(): void {
	window.painted = new Map();
	const list = document.getElementById('posts');
	if (!list) {
		throw new Error('the page has no #posts');
	}
	new MutationObserver((records) => {
		const words = records.flatMap((r) => [...r.addedNodes]).map((node) => node.textContent ?? '');
		// The frame after the next begins when the one with the words has been handed over.
		requestAnimationFrame(() =>
			requestAnimationFrame(() => {
				for (const text of words) {
					window.painted.set(text, performance.timeOrigin + performance.now());
				}
			}),
		);
	}).observe(list, { childList: true });
}

function notePress(): void {
	const note = (event: KeyboardEvent) => {
		if (event.key === 'Enter' && event.ctrlKey) {
			window.pressed = performance.timeOrigin + event.timeStamp;
		}
	};
	addEventListener('keydown', note, { capture: true });
}

function quantile(sorted: number[], q: number): number {
	return sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] ?? Number.NaN;
}

test('publish to paint', async ({ server, newsroom, visitors }) => {
	const person = await hire(server, 'Ines Aldous');
	await newsroom.open({ slug, title: 'The stopwatch' });
	const desk = await new Desk(await visitors.come()).openAs(person, slug);
	const reader = await openReader(await visitors.come(), `/${slug}`);
	await reader.evaluate(notePaints);
	await desk.page.evaluate(notePress);

	const times: number[] = [];
	for (let i = 0; i < posts; i++) {
		const words = `Time trial number ${i}.`;
		await desk.write({ post: words });
		await desk.box('Post').press('Control+Enter');
		const painted = await reader.waitForFunction(
			(words) => [...window.painted].find(([text]) => text.includes(words))?.[1],
			words,
		);
		const pressed = await desk.page.evaluate(() => window.pressed);
		times.push(Number(await painted.jsonValue()) - pressed);
	}

	const sorted = times.toSorted((a, b) => a - b);
	const figures = {
		what: 'desk: Ctrl+Enter → painted in another browser',
		unit: 'ms',
		n: sorted.length,
		least: quantile(sorted, 0),
		median: quantile(sorted, 0.5),
		p95: quantile(sorted, 0.95),
		most: quantile(sorted, 1),
		processors: cpus().length,
	};
	const rounded = Object.entries(figures).map(([k, v]) => [
		k,
		typeof v === 'number' ? Math.round(v * 10) / 10 : v,
	]);
	console.table([Object.fromEntries(rounded)]);
	await keep('publish-to-paint.json', `${JSON.stringify({ ...figures, times }, undefined, '\t')}\n`);
});
