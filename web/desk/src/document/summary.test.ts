import { describe, expect, test } from 'vitest';
import { postWith } from '../testing/fiction';
import { summaryOf, turnsOf } from './summary';

const event = (id: string, publishedAt: string, fields: object = {}) =>
	postWith({ id, title: `Event ${id}`, keyEvent: true, publishedAt, ...fields });

const [a, b, c] = [
	event('A', '2026-03-04T10:00:00Z'),
	event('B', '2026-03-04T12:05:00Z'),
	event('C', '2026-03-04T23:30:00Z'),
] as const;

describe('the key events of a summary', () => {
	test('are those that readers have, oldest first', () => {
		const posts = [
			c,
			b,
			a,
			postWith({ id: 'N', title: 'Not one' }),
			event('D', '2026-03-04T11:00:00Z', { status: 'draft' }),
			event('W', '2026-03-04T11:00:00Z', { status: 'withdrawn' }),
		];
		expect(turnsOf(posts).map(({ post, isNew }) => [post.id, isNew])).toEqual([
			['A', true],
			['B', true],
			['C', true],
		]);
	});

	test('are new where they came after the last summary that readers have', () => {
		const summary = event('S', '2026-03-04T12:00:00Z', { summary: true });
		const draft = event('T', '2026-03-04T23:59:00Z', { summary: true, status: 'draft' });
		expect(
			turnsOf([draft, c, b, summary, a])
				.filter((turn) => turn.isNew)
				.map((turn) => turn.post.id),
		).toEqual(['B', 'C']);
	});
});

describe('a summary', () => {
	test('says what happened when, in the blog’s zone and language', () => {
		expect(summaryOf([a, b], 'en-GB', 'Europe/Oslo')).toEqual({
			title: 'What we know so far',
			elements: [{ type: 'list', ordered: false, items: ['11:00 Event A', '13:05 Event B'] }],
		});
		expect(summaryOf([a], 'de', 'Europe/Berlin').title).toBe('Was wir bisher wissen');
		expect(summaryOf([a], 'nn', 'Europe/Oslo').title).toBe('What we know so far');
	});

	test('says the day as well where there is more than one', () => {
		expect(summaryOf([a, c], 'en-GB', 'Europe/Oslo').elements).toEqual([
			{ type: 'list', ordered: false, items: ['4 Mar, 11:00 Event A', '5 Mar, 00:30 Event C'] },
		]);
	});
});
