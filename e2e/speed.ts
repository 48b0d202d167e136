// What a first visit to a page costs: bytes as they come over the wire, what moves
// on the page, and how soon it answers.
import type { CDPSession, Page } from '@playwright/test';
import { type Newsroom, text } from './newsroom.ts';

export interface Sent {
	path: string;
	host: string;
	kind: string;
	bytes: number;
}

/** Counts what is sent to a page from now on, headers and all. */
export async function weigh(page: Page): Promise<{ devtools: CDPSession; sent: () => Sent[] }> {
	const devtools = await page.context().newCDPSession(page);
	const all = new Map<string, Sent>();
	await devtools.send('Network.enable');
	await devtools.send('Network.setCacheDisabled', { cacheDisabled: true });
	devtools.on('Network.responseReceived', ({ requestId, type, response }) => {
		const { pathname, host } = new URL(response.url);
		all.set(requestId, { path: pathname, host, kind: type, bytes: 0 });
	});
	devtools.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
		const request = all.get(requestId);
		if (request) {
			request.bytes = encodedDataLength;
		}
	});
	return { devtools, sent: () => [...all.values()] };
}

/** Has a page add up its layout shifts from its first moment on. */
export async function watchShifts(page: Page): Promise<() => Promise<{ score: number; what: string[] }>> {
	await page.addInitScript(() => {
		const shifts = { score: 0, what: [] as string[] };
		Object.assign(window, { shifts });
		new PerformanceObserver((list) => {
			for (const entry of list.getEntries()) {
				const shift = entry as PerformanceEntry & {
					value: number;
					sources: { node: Node | null; previousRect: DOMRect; currentRect: DOMRect }[];
				};
				shifts.score += shift.value;
				for (const { node, previousRect, currentRect } of shift.sources) {
					const at = ({ x, y, width, height }: DOMRect) => [x, y, width, height].map(Math.round).join(' ');
					const name = node instanceof Element ? `${node.localName}#${node.id}` : node?.nodeName;
					shifts.what.push(
						`${name} “${node?.textContent?.slice(0, 40)}”: ${at(previousRect)} → ${at(currentRect)}`,
					);
				}
			}
		}).observe({ type: 'layout-shift', buffered: true });
	});
	return () =>
		page.evaluate(() => (window as unknown as { shifts: { score: number; what: string[] } }).shifts);
}

export const long = 'long-night';

/** A blog of posts of the usual kinds and lengths, made many at a time. */
export async function fill(newsroom: Newsroom, posts: number, picture: string): Promise<void> {
	await newsroom.open({
		slug: long,
		title: 'Storm over the Ellery islands: a long night at the harbour',
		standfirst:
			'The ferries are tied up, the lamp is lit, and the harbour master counts boats. We are there all night.',
	});
	const now = Date.now();
	const lines = [
		'The wind has turned to the north-west, and the buoy at the outer mark has begun to ring by itself.',
		'Two fishing boats are in. The third says over the radio that it will wait behind the point until the worst is over, and that there is soup.',
		'The power has failed in the lower town. The bakery goes on by candlelight; the baker says that dough does not mind the dark.',
		'Sandbags lie along the fish market. The water is a hand’s breadth under the edge of the quay, and has been for an hour.',
	];
	for (let first = 0; first < posts; first += 20) {
		const batch = Array.from({ length: Math.min(20, posts - first) }, (_, i) => first + i);
		await Promise.all(
			batch.map((i) =>
				newsroom.publish(long, {
					publishedAt: new Date(now - (posts - i) * 120_000).toISOString(),
					...(i % 4 === 0 ? { title: `The ${i + 1}th report of the night` } : {}),
					...(i % 12 === 0 ? { keyEvent: true } : {}),
					...(i % 5 === 0 ? { byline: [{ name: 'Marit Quill', role: 'on the quay' }] } : {}),
					...(i === posts - 8 ? { title: 'Where things stand', summary: true, pinned: true } : {}),
					elements: [
						...text(
							`${lines[i % lines.length]} It is report ${i + 1}, and the lamp has gone round ${i * 7} times.`,
						),
						...(i % 3 === 0 ? text(lines[(i + 1) % lines.length] ?? '') : []),
						...(i % 7 === 0
							? [
									{
										type: 'quote' as const,
										paragraphs: ['I have seen worse, and I have seen it from a smaller boat.'],
										speaker: {
											name: ['Ruta Salt', 'Hale Venn', 'Jorun Ekdal'][i % 3] ?? '',
											role: 'at the harbour',
										},
									},
								]
							: []),
						...(i % 15 === 7
							? [
									{
										type: 'image' as const,
										media: picture,
										alt: 'The quay, under water',
										caption: 'The quay at midnight',
									},
								]
							: []),
					],
				}),
			),
		);
	}
}
