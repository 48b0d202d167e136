import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Coverage } from './coverage.ts';
import { open, post } from './page.testing.ts';
import { Visits } from './visit.ts';

const key = 'stoppress-visit-harbour';

beforeEach(() => {
	vi.useFakeTimers({ now: Date.UTC(2026, 2, 4, 14), toFake: ['Date'] });
	localStorage.clear();
});

afterEach(() => {
	vi.useRealTimers();
});

/** A page of three posts, opened by one who left half an hour ago and had seen all up to a seq. */
function comeBack(seq: number): Coverage {
	localStorage.setItem(key, JSON.stringify({ seq, at: Date.now() - 30 * 60_000, post: '' }));
	const page = new Coverage(open({ posts: [post(1, 1), post(2, 2), post(3, 3)], seq: 3 }), () => {});
	const visits = new Visits(page);
	page.changed = () => visits.look();
	return page;
}

const said = () => document.querySelector('.since p')?.textContent;

test('what was missed is told on the return', () => {
	comeBack(1);
	expect(said()).toContain('2 changed');
});

test('what the page still has to catch up with was missed too', () => {
	const page = comeBack(3);
	expect(said()).toBeUndefined();
	vi.setSystemTime(Date.now() + 2_000);
	page.apply([post(2, 4, { words: 'Put right.' })], 4);
	expect(said()).toContain('1 changed');
});

test('what comes while one reads is not told as missed', () => {
	const page = comeBack(3);
	vi.setSystemTime(Date.now() + 60_000);
	page.apply([post(2, 4, { words: 'Put right.' })], 4);
	expect(said()).toBeUndefined();
});

test('whoever was gone for a moment is told nothing', () => {
	localStorage.setItem(key, JSON.stringify({ seq: 1, at: Date.now() - 10_000, post: '' }));
	new Visits(new Coverage(open({ posts: [post(1, 1), post(2, 2)], seq: 2 }), () => {}));
	expect(said()).toBeUndefined();
});
