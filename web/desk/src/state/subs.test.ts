import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Answer } from '../api/request';
import type { Reading, Unread } from '../api/words';
import { READ_AFTER, Subs } from './subs.svelte';

const words = (title: string): Unread => ({ title, elements: [] });
const found = (key: string): Answer<Reading> => ({
	ok: true,
	value: {
		warnings: [{ kind: 'name', message: '', element: -1, field: 'title', offset: 0, words: key, key }],
		links: [],
		posts: [],
	},
});

describe('what the subs say', () => {
	beforeEach(() => void vi.useFakeTimers());
	afterEach(() => void vi.useRealTimers());

	it('is asked for at a pause, once for the same words', async () => {
		const ask = vi.fn(async (post: Unread) => found(post.title ?? ''));
		const subs = new Subs(ask);
		for (const title of ['S', 'St', 'Sta']) {
			subs.look(words(title));
			await vi.advanceTimersByTimeAsync(READ_AFTER / 2);
		}
		expect(ask).not.toHaveBeenCalled();
		await vi.advanceTimersByTimeAsync(READ_AFTER);
		expect(ask.mock.calls).toEqual([[words('Sta')]]);
		expect(subs.reading.warnings[0]?.key).toBe('Sta');
		subs.look(words('Sta'));
		await vi.advanceTimersByTimeAsync(READ_AFTER);
		expect(ask).toHaveBeenCalledOnce();
		subs.settle('Sta');
		expect(subs.reading.warnings).toEqual([]);
	});

	it('is asked for once at a time, and of the newest words', async () => {
		const answers: ((answer: Answer<Reading>) => void)[] = [];
		const asked: string[] = [];
		const subs = new Subs((post) => {
			asked.push(post.title ?? '');
			return new Promise((answer) => answers.push(answer));
		});
		subs.look(words('first'));
		await vi.advanceTimersByTimeAsync(READ_AFTER);
		subs.look(words('second'));
		await vi.advanceTimersByTimeAsync(READ_AFTER);
		expect(asked).toEqual(['first']);
		answers[0]?.(found('first'));
		await vi.advanceTimersByTimeAsync(READ_AFTER);
		expect(subs.reading.warnings).toEqual([]); // those words are gone
		expect(asked).toEqual(['first', 'second']);
		answers[1]?.(found('second'));
		await vi.advanceTimersByTimeAsync(0);
		expect(subs.reading.warnings[0]?.key).toBe('second');
	});

	it('is nothing of an empty box, and stays where the server is not reached', async () => {
		let up = true;
		const subs = new Subs(async (post) =>
			up ? found(post.title ?? '') : { ok: false, failure: { kind: 'unreachable' } },
		);
		subs.look(words('a'));
		await vi.advanceTimersByTimeAsync(READ_AFTER);
		up = false;
		subs.look(words('ab'));
		await vi.advanceTimersByTimeAsync(READ_AFTER);
		expect(subs.reading.warnings[0]?.key).toBe('a');
		subs.look(words(''));
		expect(subs.reading.warnings).toEqual([]);
		subs.close();
	});
});
