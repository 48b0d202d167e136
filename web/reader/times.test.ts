import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { words } from './page.testing.ts';
import { clocks, Times, zoneNote } from './times.ts';
import { ago } from './words.ts';

afterEach(() => {
	vi.restoreAllMocks();
});

beforeEach(() => {
	localStorage.clear();
	document.body.innerHTML = words;
});

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
	expect(['Europe/London', 'America/Argentina/Buenos_Aires', 'UTC', 'Etc/GMT+3'].map(zoneNote)).toEqual([
		'Times are London time',
		'Times are Buenos Aires time',
		'Times are UTC',
		'Times are GMT+3',
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

const page = (zone: string, ...times: string[]) => {
	document.body.innerHTML = `${words}<main data-timezone="${zone}"><p><span id="zone"></span><button id="own-time"></button></p>
<p class="meta"><time datetime="2026-03-29T01:30:00Z"><b>02:30</b> <i>BST</i> <span>29 Mar 2026</span></time></p>${times.join('')}</main>`;
	const main = document.querySelector('main') as HTMLElement;
	return {
		times: new Times(main),
		text: () => [...main.querySelectorAll('time')].map((t) => t.textContent?.replace(/\s+/g, ' ')),
		note: () => main.querySelector('#zone')?.textContent,
		button: main.querySelector('#own-time') as HTMLButtonElement,
	};
};

/** Has the browser be somewhere else. */
function be(zone: string): void {
	const real = Intl.DateTimeFormat.prototype.resolvedOptions;
	vi.spyOn(Intl.DateTimeFormat.prototype, 'resolvedOptions').mockImplementation(function (
		this: Intl.DateTimeFormat,
	) {
		return { ...real.call(this), timeZone: zone };
	});
}

test('a reader elsewhere may see the times in their own zone, and go back', () => {
	be('Asia/Kathmandu');
	const near = '<p><a><time datetime="2026-03-28T20:00:00Z">28 March, 20:00</time></a></p>';
	const { text, note, button } = page('Europe/London', near);
	expect(button.classList.contains('needless')).toBe(false);
	expect(note()).toBe('Times are London time');
	const before = text();
	button.click();
	expect(text()).toEqual(['07:15 GMT+5:45 29 Mar 2026', '29 March, 01:45']);
	expect(note()).toBe('Times are your own (Kathmandu)');
	button.click();
	expect(text()).toEqual(before);
});

test('the wish for one’s own zone is remembered, and holds for what comes later', () => {
	be('Pacific/Chatham');
	page('Europe/London').button.click();
	const { times, text } = page('Europe/London');
	expect(text()).toEqual(['14:30 GMT+13:45 29 Mar 2026'].map((s) => s.replace('14:30', '15:15')));
	document
		.querySelector('main')
		?.insertAdjacentHTML('beforeend', '<time datetime="2026-04-04T14:00:00Z">15:00</time>');
	times.show();
	expect(text()[1]).toBe('02:45');
});

test('who is in the blog’s zone is not asked', () => {
	be('Europe/London');
	expect(page('Europe/London').button.classList.contains('needless')).toBe(true);
});
