// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Change } from './change.ts';
import { Connection } from './connection.ts';
import { Coverage } from './coverage.ts';
import { numbers, open, post } from './page.testing.ts';

/** A server that the page talks to: its streams are opened and ended by the test. */
class Stream extends EventTarget {
	static all: Stream[] = [];
	static CONNECTING = 0;
	readyState = 2; // closed for good, unless the test says else
	onopen: (() => void) | null = null;
	onerror: (() => void) | null = null;
	isClosed = false;

	constructor(readonly url: string) {
		super();
		Stream.all.push(this);
	}

	static get last(): Stream {
		const last = Stream.all.at(-1);
		if (!last) {
			throw new Error('no stream was asked for');
		}
		return last;
	}

	close(): void {
		this.isClosed = true;
	}

	send(change: Change, id = String(change.seq)): void {
		this.dispatchEvent(new MessageEvent(change.type, { data: JSON.stringify(change), lastEventId: id }));
	}
}

const asked = vi.fn<(url: string) => { head: number; poll: number; changes: Change[] } | undefined>();
let connection: Connection;
let main: HTMLElement;

function begin(options: Partial<Parameters<typeof open>[0]> = {}): void {
	main = open({ posts: [post(1, 1)], seq: 7, ...options });
	connection = new Connection(new Coverage(main, () => {}));
	connection.start();
}

const wait = (seconds: number) => vi.advanceTimersByTimeAsync(seconds * 1000);

function setHidden(hidden: boolean): void {
	Object.defineProperty(document, 'hidden', { value: hidden, configurable: true });
	document.dispatchEvent(new Event('visibilitychange'));
}

/** Takes away again what the page of one test listens to. */
const listening: (() => void)[] = [];
for (const target of [window, document]) {
	const add = target.addEventListener.bind(target);
	target.addEventListener = (type: string, listener: EventListenerOrEventListenerObject) => {
		add(type, listener);
		listening.push(() => target.removeEventListener(type, listener));
	};
}

beforeEach(() => {
	vi.useFakeTimers();
	Stream.all = [];
	asked.mockReset();
	vi.stubGlobal('EventSource', Stream);
	vi.stubGlobal('fetch', async (url: string) => {
		const body = asked(url);
		if (!body) {
			throw new TypeError('no server');
		}
		return { ok: true, json: async () => body };
	});
});

afterEach(() => {
	connection.stop();
	for (const stop of listening.splice(0)) {
		stop();
	}
	setHidden(false);
	vi.useRealTimers();
	vi.unstubAllGlobals();
});

const answer = (head: number, changes: Change[] = []) => ({ head, poll: 2, changes });

describe('the stream', () => {
	test('begins at the seq of the page and brings changes', async () => {
		begin();
		expect(Stream.last.url).toBe('/harbour/stream?since=7');
		expect(main.dataset.live).toBe('lost');
		Stream.last.onopen?.();
		expect(main.dataset.live).toBe('on');
		Stream.last.send(post(2, 8));
		await wait(0.1);
		expect(numbers(main)).toEqual([2, 1]);
		expect(main.dataset.seq).toBe('8');
	});

	test('comes back by itself when the server has told it to', async () => {
		begin();
		Stream.last.onopen?.();
		Stream.last.readyState = Stream.CONNECTING;
		Stream.last.onerror?.();
		expect(main.dataset.live).toBe('lost');
		await wait(6);
		expect(Stream.all).toHaveLength(1);
		expect(Stream.last.isClosed).toBe(false);
		Stream.last.onopen?.();
		expect(main.dataset.live).toBe('on');
		await wait(30);
		expect(Stream.all).toHaveLength(1);
		expect(asked).not.toHaveBeenCalled();
	});

	test.each([
		['does not', () => {}],
		['fails', () => Stream.last.onerror?.()],
	])('gives way to polling within 10 seconds where coming back %s', async (_, then) => {
		asked.mockReturnValue(answer(8, [post(2, 8)]));
		begin();
		Stream.last.onopen?.();
		Stream.last.readyState = Stream.CONNECTING;
		Stream.last.onerror?.();
		await wait(4);
		then();
		await wait(6);
		expect(main.dataset.live).toBe('poll');
		expect(main.dataset.seq).toBe('8');
	});

	test('that ends again and again gives way to polling', async () => {
		asked.mockReturnValue(answer(7));
		begin();
		for (let i = 0; i < 2; i++) {
			Stream.last.onopen?.();
			Stream.last.readyState = Stream.CONNECTING;
			Stream.last.onerror?.();
		}
		await wait(1);
		expect(main.dataset.live).toBe('poll');
	});

	test('is made anew from the last seq after a break for good', async () => {
		begin();
		Stream.last.onopen?.();
		Stream.last.send(post(2, 8));
		Stream.last.send(post(3, 9), '8'); // the header's change with the same seq did not come
		Stream.last.onerror?.();
		expect(main.dataset.live).toBe('lost');
		expect(Stream.last.isClosed).toBe(true);
		await wait(3);
		expect(Stream.all).toHaveLength(2);
		expect(Stream.last.url).toBe('/harbour/stream?since=8');
		Stream.last.onopen?.();
		expect(main.dataset.live).toBe('on');
		expect(asked).not.toHaveBeenCalled();
	});
});

describe('polling', () => {
	test('begins within 10 seconds where streams fail', async () => {
		asked.mockReturnValue(answer(8, [post(2, 8)]));
		begin();
		Stream.last.onerror?.();
		await wait(2);
		Stream.last.onerror?.();
		await wait(0.1);
		expect(main.dataset.live).toBe('poll');
		expect(asked.mock.calls[0]?.[0]).toBe('/harbour/changes?since=7');
		expect(numbers(main)).toEqual([2, 1]);
		await wait(2.5);
		expect(asked.mock.calls.at(-1)?.[0]).toBe('/harbour/changes?since=8');
	});

	test('begins within 10 seconds where streams do not open', async () => {
		asked.mockReturnValue(answer(7));
		begin();
		await wait(10);
		expect(main.dataset.live).toBe('poll');
	});

	test('begins at once where there is no EventSource', async () => {
		vi.stubGlobal('EventSource', undefined);
		Reflect.deleteProperty(window, 'EventSource');
		asked.mockReturnValue(answer(7));
		begin();
		await wait(0.1);
		expect(main.dataset.live).toBe('poll');
	});

	test('goes back to the stream when that works', async () => {
		asked.mockReturnValue(answer(7));
		begin();
		Stream.last.onerror?.();
		await wait(2);
		Stream.last.onerror?.();
		await wait(20);
		expect(main.dataset.live).toBe('poll');
		expect(Stream.all).toHaveLength(3);
		Stream.last.onopen?.();
		expect(main.dataset.live).toBe('on');
		const before = asked.mock.calls.length;
		await wait(30);
		expect(asked.mock.calls.length).toBe(before);
	});

	test('goes on while a further stream does not open', async () => {
		asked.mockReturnValue(answer(7));
		begin();
		await wait(60);
		expect(main.dataset.live).toBe('poll');
		expect(asked.mock.calls.length).toBeGreaterThan(15);
	});

	test('catches up within 15 seconds after a time without a server', async () => {
		begin();
		Stream.last.onopen?.();
		Stream.last.onerror?.();
		for (let i = 0; i < 60; i++) {
			await wait(1);
			if (!Stream.last.isClosed) {
				Stream.last.onerror?.();
			}
		}
		expect(main.dataset.live).toBe('lost');
		asked.mockReturnValue(answer(9, [post(2, 9)]));
		const streams = Stream.all.length;
		await wait(15);
		expect(main.dataset.seq).toBe('9');
		expect(['on', 'poll']).toContain(main.dataset.live);
		expect(Stream.all.length).toBeGreaterThan(streams); // the stream gets its chance at once
	});
});

describe('pauses', () => {
	test('a hidden tab listens no longer within 20 seconds, and catches up when it is seen', async () => {
		begin();
		Stream.last.onopen?.();
		setHidden(true);
		await wait(5);
		expect(main.dataset.live).toBe('on');
		await wait(14);
		expect(main.dataset.live).toBe('off');
		expect(Stream.last.isClosed).toBe(true);
		setHidden(false);
		expect(Stream.all).toHaveLength(2);
		expect(main.dataset.live).toBe('lost');
	});

	test('a short look elsewhere breaks nothing', async () => {
		begin();
		Stream.last.onopen?.();
		setHidden(true);
		await wait(5);
		setHidden(false);
		await wait(60);
		expect(Stream.all).toHaveLength(1);
		expect(main.dataset.live).toBe('on');
	});

	test('offline it waits, online it goes on', async () => {
		begin();
		Stream.last.onopen?.();
		window.dispatchEvent(new Event('offline'));
		expect(main.dataset.live).toBe('lost');
		await wait(60);
		expect(Stream.all).toHaveLength(1);
		window.dispatchEvent(new Event('online'));
		expect(Stream.all).toHaveLength(2);
	});
});

describe('the end', () => {
	const ended: Change = {
		type: 'blog',
		seq: 8,
		state: 'ended',
		title: 'Harbour',
		standfirst: '',
		pinned: [],
		keyEvents: [],
	};

	test('an ended blog is not listened to', async () => {
		begin({ state: 'ended' });
		await wait(60);
		expect(Stream.all).toHaveLength(0);
		expect(asked).not.toHaveBeenCalled();
		expect(main.dataset.live).toBe('off');
	});

	test('with the end the page catches up once more and then is quiet', async () => {
		asked.mockReturnValue(answer(9, [post(1, 9, { words: 'Put right after the end.' })]));
		begin();
		Stream.last.onopen?.();
		Stream.last.send(ended);
		await wait(0.1);
		expect(main.dataset.live).toBe('off');
		expect(Stream.last.isClosed).toBe(true);
		await wait(60);
		expect(asked).toHaveBeenCalledTimes(1);
		expect(main.textContent).toContain('Put right after the end.');
		expect(main.dataset.live).toBe('off');
	});

	test('a blog that is taken up again is listened to when the page is seen again', async () => {
		begin({ state: 'ended' });
		asked.mockReturnValue(answer(9, [{ ...ended, seq: 9, state: 'live' }]));
		setHidden(true);
		await wait(30);
		setHidden(false);
		await wait(3);
		expect(main.dataset.state).toBe('live');
		expect(Stream.all).toHaveLength(1);
	});
});
