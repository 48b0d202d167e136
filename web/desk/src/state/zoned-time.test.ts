import { describe, expect, test } from 'vitest';
import { Chance } from '../testing/chance';
import { localAt, momentAt, zoneAt } from './zoned-time';

const iso = (at: Date) => at.toISOString().slice(0, 16);

describe('a time of day in a zone', () => {
	test.each([
		['Europe/London', '2026-01-15T14:00', '2026-01-15T14:00'],
		['Europe/London', '2026-07-15T14:00', '2026-07-15T13:00'],
		['America/New_York', '2026-03-08T01:59', '2026-03-08T06:59'],
		['America/New_York', '2026-03-08T03:00', '2026-03-08T07:00'],
		['Asia/Kathmandu', '2026-03-04T00:15', '2026-03-03T18:30'],
		['Pacific/Kiritimati', '2026-01-01T00:00', '2025-12-31T10:00'],
		['UTC', '2026-03-29T02:30', '2026-03-29T02:30'],
	])('%s has %s once', (zone, local, utc) => {
		const moment = momentAt(local, zone);
		expect(moment.is === 'one' ? iso(moment.at) : moment).toBe(utc);
	});

	test.each([
		['Europe/London', '2026-03-29T01:30', '2026-03-29T00:30', '2026-03-29T01:30'],
		['Europe/Oslo', '2026-03-29T02:00', '2026-03-29T00:00', '2026-03-29T01:00'],
		['America/New_York', '2026-03-08T02:30', '2026-03-08T06:30', '2026-03-08T07:30'],
		// Half an hour, by night, in spring, which is in October there.
		['Australia/Lord_Howe', '2026-10-04T02:15', '2026-10-03T15:15', '2026-10-03T15:45'],
		// A whole day that the calendar of a country left out.
		['Pacific/Apia', '2011-12-30T12:00', '2011-12-29T22:00', '2011-12-30T22:00'],
	])('%s never has %s', (zone, local, before, after) => {
		const moment = momentAt(local, zone);
		expect(moment.is === 'none' ? [iso(moment.before), iso(moment.after)] : moment).toEqual([before, after]);
	});

	test.each([
		['Europe/London', '2026-10-25T01:30', '2026-10-25T00:30', '2026-10-25T01:30', 'BST', 'GMT'],
		['America/New_York', '2026-11-01T01:00', '2026-11-01T05:00', '2026-11-01T06:00', 'GMT-4', 'GMT-5'],
		[
			'Australia/Lord_Howe',
			'2026-04-05T01:45',
			'2026-04-04T14:45',
			'2026-04-04T15:15',
			'GMT+11',
			'GMT+10:30',
		],
	])('%s has %s twice', (zone, local, first, second, one, other) => {
		const moment = momentAt(local, zone);
		if (moment.is !== 'two') {
			throw new Error(`it is ${moment.is}`);
		}
		expect([iso(moment.first), iso(moment.second)]).toEqual([first, second]);
		expect([zoneAt(moment.first, zone), zoneAt(moment.second, zone)]).toEqual([one, other]);
	});

	test.each(['', 'tomorrow', '2026-02-30T10:00', '2026-01-01T25:00', '2026-01-01'])('%j is none', (text) => {
		expect(momentAt(text, 'Europe/London').is).toBe('wrong');
	});

	test('what a zone shows of any moment leads back to it', () => {
		const chance = new Chance(7);
		const zones = [
			'Europe/London',
			'America/St_Johns',
			'Australia/Lord_Howe',
			'Africa/Casablanca',
			'UTC',
		] as const;
		for (let i = 0; i < 2000; i++) {
			const zone = chance.one(zones);
			const at = Date.UTC(2020, 0, 1) + chance.int(15 * 365 * 24 * 60) * 60_000;
			const moment = momentAt(localAt(new Date(at), zone), zone);
			const found =
				moment.is === 'one' ? [moment.at] : moment.is === 'two' ? [moment.first, moment.second] : [];
			expect(found.map((f) => f.getTime())).toContain(at);
		}
	});
});
