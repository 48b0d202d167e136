import { describe, expect, test } from 'vitest';
import { Chance } from '../testing/chance';
import { ida, postWith, tomas } from '../testing/fiction';
import { arrange, Inbox, neighbour, waitsFor } from './inbox.svelte';

const submitted = (id: string, seq: number) => postWith({ id, seq, status: 'submitted' });
const ids = (inbox: Inbox) => inbox.posts.map((post) => post.id).join(' ');

describe('the inbox', () => {
	test('has what was submitted for editors, and what was sent back for its writer', () => {
		const note = { text: 'Who says so?', by: { id: ida.id, name: ida.name }, at: '2026-03-04T13:00:00Z' };
		const own = { id: tomas.id, name: tomas.name };
		const cases = [
			[ida, postWith({ status: 'submitted' }), true],
			[ida, postWith({ status: 'draft', note }), false],
			[tomas, postWith({ status: 'submitted', author: own }), false],
			[tomas, postWith({ status: 'draft', note, author: own }), true],
			[tomas, postWith({ status: 'draft', author: own }), false],
			[tomas, postWith({ status: 'draft', note }), false],
			[ida, postWith({ status: 'published' }), false],
		] as const;
		for (const [user, post, waits] of cases) {
			expect(waitsFor(user, post), `${user.name}, ${post.status}`).toBe(waits);
		}
	});

	test('goes on with the next one where the chosen one leaves, and keeps its order', () => {
		const inbox = new Inbox(ida);
		inbox.take([submitted('c', 30), submitted('a', 10), submitted('b', 20)]);
		expect([ids(inbox), inbox.chosen]).toEqual(['a b c', 'a']);
		inbox.move(1);
		expect(inbox.chosen).toBe('b');
		// One that is looked at is edited meanwhile, and one comes in.
		inbox.take([submitted('b', 40), submitted('d', 35), submitted('a', 10), submitted('c', 30)]);
		expect([ids(inbox), inbox.chosen]).toEqual(['a b c d', 'b']);
		inbox.take([submitted('d', 35), submitted('a', 10), submitted('c', 30)]);
		expect(inbox.chosen).toBe('c');
		inbox.move(1);
		inbox.move(1);
		expect(inbox.chosen).toBe('d');
		inbox.take([submitted('a', 10)]);
		expect(inbox.chosen).toBe('a');
		inbox.take([]);
		expect([ids(inbox), inbox.chosen]).toEqual(['', undefined]);
		inbox.move(-1);
		expect(inbox.chosen).toBeUndefined();
	});

	test('never moves those that stay, and always has one to go on with', () => {
		const chance = new Chance(3);
		let before: string[] = [];
		for (let round = 0; round < 500; round++) {
			const posts = chance.list(0, 8, () => submitted(String(chance.int(12)), chance.int(1000)));
			const unique = [...new Map(posts.map((post) => [post.id, post])).values()];
			const now = arrange(before, unique);
			expect(now.toSorted()).toEqual(unique.map((post) => post.id).toSorted());
			const stayed = (list: string[], other: string[]) => list.filter((id) => other.includes(id));
			expect(stayed(now, before)).toEqual(stayed(before, now));
			for (const gone of before.filter((id) => !now.includes(id))) {
				expect(neighbour(before, gone, now) === undefined).toBe(now.length === 0);
			}
			before = now;
		}
	});
});
