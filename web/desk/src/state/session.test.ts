import { beforeEach, describe, expect, it, vi } from 'vitest';
import { FakeNewsroom } from '../testing/fake-newsroom';
import { bridge, ida, tomas } from '../testing/fiction';
import { placeOf } from './address.svelte';
import { slugFor } from './blogs.svelte';
import { clockFor } from './clock';
import { Session } from './session.svelte';

let newsroom: FakeNewsroom;

beforeEach(() => {
	newsroom = new FakeNewsroom(bridge, [], ida);
	vi.stubGlobal('fetch', newsroom.fetch);
});

describe('the session', () => {
	it('knows who is there, who is not, and when it cannot know', async () => {
		const session = new Session();
		await session.open(undefined);
		expect(session.presence).toEqual({ is: 'in', user: ida });
		newsroom.signedIn = undefined;
		await session.open(undefined);
		expect(session.presence).toEqual({ is: 'out' });
		newsroom.online = false;
		await session.open(undefined);
		expect(session.presence.is).toBe('unreachable');
	});

	it('starts the page anew where somebody else signs in over an ended session', async () => {
		const reload = vi.fn();
		const session = new Session(reload);
		await session.open(undefined);
		void session.expire();
		newsroom.signedIn = tomas;
		await session.signIn(tomas.email, 'x');
		expect(reload).toHaveBeenCalledOnce();
		expect(session.presence.is).toBe('expired');
	});

	it('says of a wrong password no more than that one of the two is wrong', async () => {
		newsroom.signedIn = undefined;
		const session = new Session();
		expect(await session.signIn('ida@example.org', 'wrong')).toEqual({
			why: 'The e-mail address or the password is wrong.',
			errors: [],
		});
	});
});

describe('addresses', () => {
	it('name a blog or the list of them', () => {
		expect(placeOf('/desk/')).toEqual({ page: 'blogs' });
		expect(placeOf('/desk')).toEqual({ page: 'blogs' });
		expect(placeOf('/desk/glass-bridge')).toEqual({ page: 'blog', slug: 'glass-bridge' });
	});

	it('are proposed from a title', () => {
		expect(slugFor('Åse’s Great Bread Race, 2026!')).toBe('ases-great-bread-race-2026');
		expect(slugFor('— ')).toBe('');
		expect(slugFor('x'.repeat(100)).length).toBeLessThanOrEqual(80);
	});
});

describe('the clock', () => {
	it('shows the blog’s own time, with 24 hours', () => {
		const clock = clockFor('Europe/Oslo');
		expect(clock.time('2026-03-04T23:30:00Z')).toBe('00:30');
		expect(clock.day('2026-03-04T23:30:00Z', new Date('2026-03-05T08:00:00Z'))).toBeUndefined();
		expect(clock.day('2026-03-04T22:30:00Z', new Date('2026-03-05T08:00:00Z'))).toBe('4 Mar');
	});

	it('falls back to UTC for a zone that this browser does not know', () => {
		expect(clockFor('Mars/Olympus').time('2026-03-04T23:30:00Z')).toBe('23:30');
	});
});
