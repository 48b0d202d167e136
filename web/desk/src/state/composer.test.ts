import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { NewPost } from '../api/words';
import { copyWith, text } from '../testing/fiction';
import { Composer } from './composer.svelte';
import { Drawer } from './drawer';
import { LONGEST_WAIT, PAUSE } from './pause';

let sent: NewPost[];
let names: (string | undefined)[];
let keepsSent: boolean;
let drawer: Drawer;
/** What the server has. */
let kept: Map<string, object>;

function composer(): Composer {
	return new Composer({
		drawer,
		copies: {
			put: (name, words) => kept.set(name, words),
			drop: (name) => kept.delete(name),
		},
		place: 'u/bridge',
		send: async (post, draft) => {
			sent.push(post);
			names.push(draft);
			return keepsSent;
		},
	});
}

beforeEach(() => {
	localStorage.clear();
	sent = [];
	names = [];
	keepsSent = true;
	kept = new Map();
	drawer = new Drawer('u', 'bridge');
	vi.useFakeTimers();
});

afterEach(() => {
	vi.useRealTimers();
});

describe('the composer', () => {
	it('keeps words at a pause, and a new one finds them', async () => {
		const box = composer();
		box.writing.title = 'Half a headline';
		box.touch();
		expect(box.keeping).toBe('typing');
		expect(drawer.drafts()).toEqual([]);
		vi.advanceTimersByTime(PAUSE);
		expect(box.keeping).toBe('kept');

		const next = composer();
		await next.restore();
		expect(next.writing.title).toBe('Half a headline');
		expect(next.keeping).toBe('kept');
	});

	it('keeps words within a second where nobody pauses, and gives them to the server', () => {
		const box = composer();
		for (let ms = 0; ms < LONGEST_WAIT; ms += 100) {
			box.writing.title += 'x';
			box.touch();
			vi.advanceTimersByTime(100);
		}
		expect(drawer.drafts()).toHaveLength(1);
		expect([...kept.values()]).toEqual([{ copy: copyWith({ title: 'x'.repeat(10) }) }]);
		const [name = ''] = kept.keys();
		vi.advanceTimersByTime(PAUSE);
		box.isSafe('another');
		expect(box.keeping).toBe('kept');
		box.isSafe(name);
		expect(box.keeping).toBe('safe');
	});

	it('parts from words that another device goes on with, and loses none', () => {
		const box = composer();
		box.writing.title = 'On two devices';
		box.keep();
		const [name = ''] = kept.keys();
		box.partFrom(name);
		expect(box.parted).toBe(true);
		expect(box.writing.title).toBe('On two devices');
		expect([...kept.keys()].filter((other) => other !== name)).toHaveLength(1);
		expect(drawer.drafts()).toHaveLength(1);
	});

	it('takes up what was typed on another device, unless something stands in the box', () => {
		const box = composer();
		expect(box.takeUp('draft/phone', copyWith({ title: 'From the phone' }))).toBe(true);
		expect(drawer.draft('draft/phone')?.title).toBe('From the phone');
		expect([...kept.keys()]).toEqual(['draft-phone']);
		expect(box.takeUp('draft/tablet', copyWith({ title: 'From the tablet' }))).toBe(false);
		expect(box.writing.title).toBe('From the phone');
	});

	it('does not put what it finds over what is being typed', async () => {
		drawer.put('draft/old', copyWith({ title: 'Old' }));
		const box = composer();
		box.writing.title = 'New';
		await box.restore();
		expect(box.writing.title).toBe('New');
		expect(box.found).toEqual(['draft/old']);

		box.writing.title = '';
		box.takeFound();
		expect(box.writing.title).toBe('Old');
		expect(box.found).toEqual([]);
	});

	it('leaves what was sent on the server until the post is there, and says its name', async () => {
		const box = composer();
		box.writing.title = 'Sent';
		box.writing.elements = [text('So.')];
		box.keep();
		box.send('published');
		await vi.advanceTimersByTimeAsync(0);
		expect([...kept.keys()]).toEqual(names);
		expect(drawer.drafts()).toEqual([]);
	});

	it('forgets a draft whose words were deleted', () => {
		const box = composer();
		box.writing.title = 'x';
		box.keep();
		expect(drawer.drafts()).toHaveLength(1);
		box.writing.title = '';
		box.keep();
		expect(drawer.drafts()).toEqual([]);
		expect(box.keeping).toBe('nothing');
	});

	it('empties the box for the next one, and lets go of the kept words once the outbox has them', async () => {
		const box = composer();
		box.writing.replace(copyWith({ title: 'Ferry', keyEvent: true, elements: [text('At four.')] }));
		expect(box.send('published')).toBe(true);
		expect(sent).toEqual([
			{ ...copyWith({ title: 'Ferry', keyEvent: true, elements: [text('At four.')] }), status: 'published' },
		]);
		expect(box.writing.isEmpty).toBe(true);
		expect(drawer.drafts()).toHaveLength(1);
		await vi.runAllTimersAsync();
		expect(drawer.drafts()).toEqual([]);
	});

	it('lets a post go to be published at its time, or to be held', () => {
		const box = composer();
		const [publishAt, embargo] = [new Date('2030-10-27T01:30:00Z'), new Date('2030-10-27T01:00:00Z')];
		expect(box.sendLater({ publishAt, embargo })).toBe(false);
		expect(box.complaint?.why).toContain('Write something first');
		box.writing.replace(copyWith({ title: 'Ferry', elements: [text('At four.')] }));
		expect(box.sendLater({ publishAt, embargo })).toBe(true);
		expect(sent[0]).toMatchObject({
			title: 'Ferry',
			status: 'scheduled',
			publishedAt: '2030-10-27T01:30:00.000Z',
			embargo: '2030-10-27T01:00:00.000Z',
		});
		expect(box.writing.isEmpty).toBe(true);
		box.writing.replace(copyWith({ title: 'Dam', elements: [text('It opens.')] }));
		expect(box.sendLater({ publishAt: undefined, embargo })).toBe(true);
		expect(sent[1]).toMatchObject({ status: 'draft', embargo: '2030-10-27T01:00:00.000Z' });
		expect(sent[1]).not.toHaveProperty('publishedAt');
	});

	it('holds on to the kept words where the outbox could not keep them', async () => {
		keepsSent = false;
		const box = composer();
		box.writing.replace(copyWith({ elements: [text('At four.')] }));
		box.send('published');
		await vi.runAllTimersAsync();
		expect(drawer.drafts()).toHaveLength(1);
	});

	it('keeps words in the box that lack something, and says what', () => {
		const box = composer();
		box.writing.replace(copyWith({ keyEvent: true, elements: [text('At four.')] }));
		expect(box.send('published')).toBe(false);
		expect(sent).toEqual([]);
		expect(box.complaint?.errors.map((e) => e.location)).toEqual(['body.title']);
		expect(box.writing.elements).toEqual([text('At four.')]);
	});

	it('takes refused words back only when it is empty', () => {
		const box = composer();
		const complaint = { why: 'Too long.', errors: [] };
		expect(box.takeBack(copyWith({ title: 'A' }), complaint)).toBe(true);
		expect(box.complaint).toEqual(complaint);
		expect(drawer.drafts()).toHaveLength(1);
		expect(box.takeBack(copyWith({ title: 'B' }), complaint)).toBe(false);
		expect(box.writing.title).toBe('A');
	});

	it('says when the device has no room', () => {
		const full = new Drawer('u', 'bridge', {
			...localStorage,
			setItem: () => {
				throw new DOMException('full', 'QuotaExceededError');
			},
		} as Storage);
		const box = new Composer({
			drawer: full,
			copies: { put: () => {}, drop: () => {} },
			place: 'p',
			send: async () => true,
		});
		box.writing.title = 'x';
		box.keep();
		expect(box.keeping).toBe('not-kept');
	});

	it('passes over what is broken in the drawer', async () => {
		localStorage.setItem('stoppress/u/bridge/draft/a', '{"elements":');
		localStorage.setItem('stoppress/u/bridge/draft/b', '"text"');
		const box = composer();
		await box.restore();
		expect(box.writing.isEmpty).toBe(true);
		expect(drawer.drafts()).toEqual([]);
	});
});
