import { describe, expect, it } from 'vitest';
import { fromLocal, toLocal } from './local-time';

describe('a time in the blog’s zone', () => {
	it.each([
		['2026-03-04T13:34', 'Europe/London', '2026-03-04T13:34:00.000Z'],
		['2026-07-04T13:34', 'Europe/Oslo', '2026-07-04T11:34:00.000Z'],
		['2026-07-04T13:34', 'Asia/Kathmandu', '2026-07-04T07:49:00.000Z'],
		['2026-01-01T00:10', 'Pacific/Kiritimati', '2025-12-31T10:10:00.000Z'],
		['2026-03-29T03:00', 'Europe/Oslo', '2026-03-29T01:00:00.000Z'],
		['2026-03-29T01:59', 'Europe/Oslo', '2026-03-29T00:59:00.000Z'],
		['2026-10-25T04:00', 'Europe/Oslo', '2026-10-25T03:00:00.000Z'],
		['2026-10-25T01:30', 'Europe/Oslo', '2026-10-24T23:30:00.000Z'],
		['2026-03-04T13:34', 'Nowhere/Else', '2026-03-04T13:34:00.000Z'],
	])('%s in %s', (text, zone, at) => {
		expect(fromLocal(text, zone)).toBe(at);
		expect(toLocal(at, zone)).toBe(text);
	});

	it('an hour that is skipped is the one after it, and one that is there twice the first', () => {
		expect(fromLocal('2026-03-29T02:30', 'Europe/Oslo')).toBe('2026-03-29T01:30:00.000Z');
		expect(fromLocal('2026-10-25T02:30', 'Europe/Oslo')).toBe('2026-10-25T00:30:00.000Z');
	});

	it('no time is none', () => {
		expect(fromLocal('', 'UTC')).toBe('');
		expect(toLocal('', 'UTC')).toBe('');
	});
});
