import { expect, test } from 'vitest';
import { clocks, zoneName } from './times.ts';
import { ago } from './words.ts';

test('clock times are those of the zone, over summer and winter', () => {
	expect(clocks(['2026-03-29T01:30:00Z', '2026-03-29T00:30:00Z'], 'Europe/London')).toEqual([
		'02:30',
		'00:30',
	]);
	expect(clocks(['2026-10-25T01:30:00Z', '2026-10-25T00:30:00Z'], 'Europe/London')).toEqual([
		'01:30',
		'01:30',
	]);
	expect(clocks(['2026-03-04T12:00:00Z'], 'Asia/Kathmandu')).toEqual(['17:45']);
	expect(clocks(['2026-03-04T12:00:00Z'], 'Pacific/Chatham')).toEqual(['01:45']);
	expect(clocks(['2026-03-04T00:00:00.5Z'], 'UTC')).toEqual(['00:00']);
});

test('the day is said of those that are not of the newest one', () => {
	expect(clocks(['2026-03-04T00:10:00Z', '2026-03-03T23:50:00Z'], 'UTC')).toEqual([
		'00:10',
		'3 March, 23:50',
	]);
	expect(clocks(['2026-03-04T00:10:00Z', '2026-03-03T23:50:00Z'], 'America/New_York')).toEqual([
		'19:10',
		'18:50',
	]);
});

test('a zone that the browser does not know is no reason to stop', () => {
	expect(clocks(['2026-03-04T12:00:00Z'], 'Mars/Olympus')).toEqual(['12:00']);
});

test('a zone is named by its place', () => {
	expect(['Europe/London', 'America/Argentina/Buenos_Aires', 'UTC', 'Etc/GMT+3'].map(zoneName)).toEqual([
		'London time',
		'Buenos Aires time',
		'UTC',
		'GMT+3',
	]);
});

test('how long ago is said for a day', () => {
	expect([-1, 0.5, 1, 59.9, 60, 23.9 * 60, 24 * 60].map(ago)).toEqual([
		'',
		'just now',
		'1 min ago',
		'59 min ago',
		'1 h ago',
		'23 h ago',
		'',
	]);
});
