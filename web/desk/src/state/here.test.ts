import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Presence } from '../api/words';
import { Here } from './here.svelte';

const at = (minute: number) => new Date(Date.UTC(2026, 2, 4, 14, minute)).toISOString();
const tomas = { id: 'u-tomas', name: 'Tomás Vela' };
const ida = { id: 'u-ida', name: 'Ida Brandt' };

/** What the desk said to the server, and who took what over. */
let said: string[];
let taken: string[];
let known: boolean;
let there: Presence[];
let here: Here;

const theirs = (fields: Partial<Presence>): Presence => ({ tab: 'theirs', user: tomas, ...fields });
const mine = (post: string, since: string): Presence => ({
	tab: `${here.tab}-${post}`,
	user: ida,
	post,
	since,
});

beforeEach(() => {
	vi.useFakeTimers();
	[said, taken, known, there] = [[], [], true, []];
	here = new Here('tab-1', {
		ask: async () => ({ ok: true, value: { here: there, beat: 5 } }),
		put: async ({ tab, post, takeOver }) => {
			said.push(`${tab.replace(here.tab, 'I')} ${post ?? 'here'}${takeOver === true ? '!' : ''}`);
			return { ok: true, value: undefined };
		},
		leave: async (tab) => {
			said.push(`${tab.replace(here.tab, 'I')} gone`);
			return { ok: true, value: undefined };
		},
		known: () => known,
		taken: (post, by) => taken.push(`${post} by ${by.user.name}`),
	});
});

afterEach(() => {
	here.close();
	vi.useRealTimers();
});

test('a tab says again and again that it is here, until it is closed', async () => {
	here.open();
	here.edit('P1');
	expect(said).toEqual(['I here', 'I-P1 P1']);
	said = [];
	await vi.advanceTimersByTimeAsync(5000);
	expect(said).toEqual(['I here', 'I-P1 P1']);
	known = false; // its session is over
	await vi.advanceTimersByTimeAsync(60_000);
	expect(said).toHaveLength(2);
	known = true;
	here.close();
	said = [];
	await vi.advanceTimersByTimeAsync(60_000);
	expect(said).toEqual([]);
});

test('the others are people, whatever their tabs', () => {
	here.hear([
		{ tab: here.tab, user: ida },
		{ tab: 'hers-too', user: ida, post: 'P1', since: at(1) },
		theirs({ away: true }),
		theirs({ tab: 'theirs-2', post: 'P2', since: at(1) }),
	]);
	expect(here.others).toEqual([{ ...tomas, away: false }]);
	expect(here.editor('P1')?.user.name, 'another tab of hers').toBe('Ida Brandt');
	expect(here.editor('P2')?.user.name).toBe('Tomás Vela');
	expect(here.editor('P3')).toBeUndefined();
});

describe('an edit', () => {
	test('goes to whoever takes it over, once', () => {
		here.edit('P1');
		here.hear([mine('P1', at(1)), theirs({ post: 'P1', since: at(2) })]);
		expect(taken, 'to edit beside somebody is not to take over').toEqual([]);
		const over = [mine('P1', at(1)), theirs({ post: 'P1', since: at(3), tookOver: true })];
		here.hear(over);
		here.hear(over);
		expect(taken).toEqual(['P1 by Tomás Vela']);
		expect(said.at(-1)).toBe('I-P1 gone');
	});

	test('that was begun over a break is still older than who took it over in that time', () => {
		here.edit('P1');
		here.hear([mine('P1', at(1))]);
		// The server forgot this tab, and hears of it again.
		here.hear([mine('P1', at(9)), theirs({ post: 'P1', since: at(5), tookOver: true })]);
		expect(taken).toEqual(['P1 by Tomás Vela']);
	});

	test('that takes over is not taken over by what it took', () => {
		here.edit('P1', true);
		here.hear([
			{ ...mine('P1', at(3)), tookOver: true },
			theirs({ post: 'P1', since: at(1), tookOver: true }),
		]);
		expect([taken, said]).toEqual([[], ['I-P1 P1!']]);
	});

	test.each([
		[[], 'I-P1 P1', []],
		[[theirs({ post: 'P1', since: at(1) })], 'I-P1 P1', []],
		[[theirs({ post: 'P1', since: at(1), tookOver: true })], undefined, ['P1 by Tomás Vela']],
	])('that an earlier visit left goes on, unless somebody took it over: %#', async (list, says, over) => {
		there = list;
		here.found('P1');
		await here.refresh();
		await here.refresh();
		expect(said).toEqual(says === undefined ? [] : [says]);
		expect(taken).toEqual(over);
	});
});

test('an answer that is older than what the stream has told changes nothing', async () => {
	const asked = here.refresh();
	here.hear([theirs({})]);
	await asked;
	expect(here.others.map(({ name }) => name)).toEqual(['Tomás Vela']);
	there = [];
	await here.refresh();
	expect(here.others).toEqual([]);
});
