import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Post } from '../api/words';
import { FakeNewsroom } from '../testing/fake-newsroom';
import { bridge, copyWith, ida, postWith, text, tomas } from '../testing/fiction';
import { Coverage } from './coverage.svelte';
import { deskDatabase } from './database';
import { Session } from './session.svelte';
import { UnsentDatabase } from './unsent-store';

let newsroom: FakeNewsroom;
let session: Session;
let who = 0;

const one = postWith({ id: '01A', seq: 5, title: 'One', publishedAt: '2026-03-04T13:00:00.000Z' });
const two = postWith({ id: '01B', seq: 6, title: 'Two', publishedAt: '2026-03-04T13:10:00.000Z' });

async function open(user = ida): Promise<Coverage> {
	newsroom.signedIn = user;
	await session.open(undefined);
	const coverage = new Coverage('bridge', user, session, new UnsentDatabase());
	opened.push(coverage);
	await coverage.open();
	newsroom.streams.at(-1)?.open();
	return coverage;
}

/** What a desk keeps in the background is of its own test. */
const opened: Coverage[] = [];
afterEach(async () => {
	for (const coverage of opened.splice(0)) {
		coverage.close();
	}
	await new Promise((resolve) => setTimeout(resolve));
});

const titles = (coverage: Coverage) => coverage.posts.map((post) => post.title);

beforeEach(() => {
	localStorage.clear();
	who++;
	newsroom = new FakeNewsroom(bridge, [one, two], undefined);
	session = new Session(() => {});
	vi.stubGlobal('fetch', newsroom.fetch);
	vi.stubGlobal('EventSource', newsroom.EventSource);
});

/** Each test is another person, so that none finds another's unsent posts. */
const someone = () => ({ ...ida, id: `u-${who}` });

describe('the list', () => {
	it('is newest first, and hears the stream from the newest seq that was loaded', async () => {
		const coverage = await open(someone());
		expect(titles(coverage)).toEqual(['Two', 'One']);
		expect(newsroom.streams[0]?.url).toContain('/api/v1/blogs/bridge/stream?since=6&');
		expect(coverage.line.state).toBe('on');
	});

	it('takes changes of every status, and never an older version', async () => {
		const coverage = await open(someone());
		newsroom.change('01A', { title: 'One, edited', status: 'withdrawn' });
		expect(coverage.post('01A')).toMatchObject({ title: 'One, edited', status: 'withdrawn' });
		newsroom.tell('post', one);
		expect(coverage.post('01A')?.title).toBe('One, edited');
	});

	it('opens the stream again where it stopped, once somebody has signed in again', async () => {
		vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
		const user = someone();
		const coverage = await open(user);
		newsroom.change('01A', { title: 'Seen' });
		newsroom.signedIn = undefined;
		newsroom.streams[0]?.refuse();
		expect(coverage.line.state).toBe('lost');
		await vi.waitFor(() => expect(session.presence.is).toBe('expired'));
		await vi.advanceTimersByTimeAsync(60_000);
		expect(newsroom.streams).toHaveLength(1);

		newsroom.signedIn = user;
		await session.signIn(user.email, 'x');
		await vi.advanceTimersByTimeAsync(3000);
		expect(newsroom.streams[1]?.url).toContain('/api/v1/blogs/bridge/stream?since=7&');
		vi.useRealTimers();
	});

	it('keeps a post that is being edited where it was opened', async () => {
		const coverage = await open(someone());
		coverage.edit(one);
		newsroom.change('01A', { publishedAt: '2026-03-04T15:00:00.000Z' });
		expect(titles(coverage)).toEqual(['Two', 'One']);
		coverage.edits.get('01A')?.cancel();
		expect(titles(coverage)).toEqual(['One', 'Two']);
	});
});

describe('publishing', () => {
	it('makes one post of one stroke, even where the answer was lost', async () => {
		const coverage = await open(someone());
		newsroom.loseAnswers = 1;
		coverage.composer.writing.replace(copyWith({ title: 'Ferry', elements: [text('At four.')] }));
		coverage.composer.send('published');
		await vi.waitFor(() => expect(coverage.outbox.posts[0]?.sending.is).toBe('retrying'));
		coverage.outbox.retry();
		await vi.waitFor(() => expect(coverage.outbox.posts).toEqual([]));
		expect([...newsroom.posts.values()].filter((post) => post.title === 'Ferry')).toHaveLength(1);
		expect(titles(coverage)[0]).toBe('Ferry');
		expect(coverage.savedSeq).toBe(7);
	});

	it('waits for an ended session, and loses no word', async () => {
		const user = someone();
		const coverage = await open(user);
		newsroom.signedIn = undefined;
		coverage.composer.writing.replace(copyWith({ title: 'Ferry', elements: [text('At four.')] }));
		coverage.composer.send('published');
		await vi.waitFor(() => expect(session.presence.is).toBe('expired'));
		newsroom.signedIn = user;
		await session.signIn(user.email, 'x');
		await vi.waitFor(() => expect(titles(coverage)[0]).toBe('Ferry'));
		expect(session.presence.is).toBe('in');
	});

	it('puts refused words back into the box with the field’s error', async () => {
		const coverage = await open(someone());
		newsroom.refusal = {
			status: 422,
			problem: { detail: 'no', errors: [{ location: 'body.title', message: 'is too long' }] },
		};
		coverage.composer.writing.replace(copyWith({ title: 'Ferry', elements: [text('At four.')] }));
		coverage.composer.send('published');
		await vi.waitFor(() => expect(coverage.composer.writing.title).toBe('Ferry'));
		expect(coverage.composer.complaint?.errors[0]?.location).toBe('body.title');
	});
});

describe('changing a post in its row', () => {
	it('goes on the newer version where nobody touched the same field', async () => {
		const coverage = await open(someone());
		newsroom.streams[0]?.close();
		newsroom.change('01A', { title: 'One, edited' });
		await coverage.change(one, { pinned: true });
		expect(coverage.post('01A')).toMatchObject({ title: 'One, edited', pinned: true });
		expect(coverage.complaints.size).toBe(0);
	});

	it('does not undo what somebody else just did to the same field', async () => {
		const coverage = await open(someone());
		newsroom.streams[0]?.close();
		newsroom.change('01A', { status: 'withdrawn' });
		await coverage.change(one, { status: 'published' });
		expect(newsroom.posts.get('01A')?.status).toBe('withdrawn');
		expect(coverage.complaints.get('01A')).toBe('Somebody else changed this meanwhile.');
	});

	it('withdraws, and puts back', async () => {
		const coverage = await open(someone());
		await coverage.withdraw(one);
		expect(coverage.post('01A')?.status).toBe('withdrawn');
		await coverage.change(coverage.post('01A') as Post, { status: 'published' });
		expect(coverage.post('01A')?.status).toBe('published');
	});

	it('is for one’s own posts alone where one is a reporter', async () => {
		const coverage = await open({ ...tomas, id: `u-${who}` });
		expect(coverage.mayChange(one)).toBe(false);
		expect(coverage.mayChange(postWith({ author: { id: `u-${who}`, name: 'T' } }))).toBe(true);
		expect(coverage.mayChangeBlog).toBe(false);
	});
});

describe('editing', () => {
	it('sends only what was changed', async () => {
		const coverage = await open(someone());
		coverage.edit(one);
		const edit = coverage.edits.get('01A');
		edit?.writing.replace({ ...edit.writing.copy, title: 'One, better' });
		await edit?.save();
		expect(newsroom.asked.at(-1)).toMatchObject({
			method: 'PATCH',
			match: '"5"',
			body: { title: 'One, better' },
		});
		expect(coverage.edits.size).toBe(0);
	});

	it('asks the server nothing where nothing was changed', async () => {
		const coverage = await open(someone());
		coverage.edit(one);
		await coverage.edits.get('01A')?.save();
		expect(newsroom.asked).toEqual([]);
		expect(coverage.edits.size).toBe(0);
	});

	it('goes on with what was typed while the answer was on its way', async () => {
		const coverage = await open(someone());
		coverage.edit(one);
		const edit = coverage.edits.get('01A');
		if (edit === undefined) {
			throw new Error('the edit did not open');
		}
		edit.writing.title = 'One, better';
		const saved = edit.save();
		edit.writing.title = 'One, better still';
		await saved;
		expect(newsroom.posts.get('01A')?.title).toBe('One, better');
		expect(edit.phase.is).toBe('writing');
		expect(edit.writing.title).toBe('One, better still');
		await edit.save();
		expect(newsroom.posts.get('01A')?.title).toBe('One, better still');
		expect(coverage.edits.size).toBe(0);
	});

	it('is found again after the page went away, on the version it began with', async () => {
		const user = someone();
		const first = await open(user);
		first.edit(one);
		const edit = first.edits.get('01A');
		if (edit !== undefined) {
			edit.writing.title = 'Half a new';
		}
		first.close();
		newsroom.change('01A', { title: 'Theirs' });

		const second = await open(user);
		expect(second.edits.get('01A')?.writing.title).toBe('Half a new');
		expect(second.edits.get('01A')?.base.seq).toBe(5);
		expect(second.post('01A')?.title).toBe('Theirs');
	});
});

describe('a conflict', () => {
	async function conflict() {
		const coverage = await open(someone());
		newsroom.streams[0]?.close();
		coverage.edit(one);
		const edit = coverage.edits.get('01A');
		if (edit === undefined) {
			throw new Error('the edit did not open');
		}
		edit.writing.title = 'Mine';
		newsroom.change('01A', { title: 'Theirs', pinned: true, sources: [{ name: 'Radio', kind: 'other' }] });
		await edit.save();
		return { coverage, edit };
	}

	it('shows both versions, and who wrote the other', async () => {
		const { edit } = await conflict();
		expect(edit.phase).toMatchObject({
			is: 'conflict',
			theirs: { by: 'Tomás Vela', post: { title: 'Theirs' } },
		});
		expect(edit.writing.title).toBe('Mine');
		expect(newsroom.posts.get('01A')?.title).toBe('Theirs');
	});

	it('keeps mine over theirs when told to, and what I never touched as they left it', async () => {
		const { coverage, edit } = await conflict();
		await edit.keepMine();
		expect(newsroom.posts.get('01A')).toMatchObject({
			title: 'Mine',
			pinned: true,
			sources: [{ name: 'Radio' }],
		});
		expect(coverage.edits.size).toBe(0);
	});

	it('takes theirs when told to', async () => {
		const { coverage, edit } = await conflict();
		edit.takeTheirs();
		expect(newsroom.posts.get('01A')?.title).toBe('Theirs');
		expect(coverage.post('01A')?.title).toBe('Theirs');
		expect(coverage.edits.size).toBe(0);
		coverage.undo.take();
		expect(coverage.edits.get('01A')?.writing.title, 'mine is not lost').toBe('Mine');
	});

	it('lets one go on, with theirs beside it and saved on top of it', async () => {
		const { edit } = await conflict();
		edit.goOn();
		expect(edit.phase.is).toBe('writing');
		expect(edit.beside?.post.title).toBe('Theirs');
		edit.writing.title = 'Mine and theirs';
		await edit.save();
		expect(newsroom.posts.get('01A')?.title).toBe('Mine and theirs');
	});

	it('shows that the post was withdrawn meanwhile, and does not write on in silence', async () => {
		const coverage = await open(someone());
		newsroom.streams[0]?.close();
		coverage.edit(one);
		const edit = coverage.edits.get('01A');
		if (edit !== undefined) {
			edit.writing.title = 'Mine';
		}
		newsroom.change('01A', { status: 'withdrawn' });
		await edit?.save();
		expect(edit?.phase).toMatchObject({ is: 'conflict', theirs: { post: { status: 'withdrawn' } } });
	});

	it('is none with oneself, where the answer to a first try was lost', async () => {
		const coverage = await open(someone());
		newsroom.streams[0]?.close();
		coverage.edit(one);
		const edit = coverage.edits.get('01A');
		if (edit !== undefined) {
			edit.writing.title = 'Mine';
		}
		newsroom.loseAnswers = 1;
		await edit?.save();
		expect(edit?.complaint?.why).toContain('Not saved: no connection.');
		await edit?.save();
		expect(newsroom.posts.get('01A')?.title).toBe('Mine');
		expect(coverage.edits.size).toBe(0);
	});

	it('is none where somebody else only pinned the post', async () => {
		const coverage = await open(someone());
		newsroom.streams[0]?.close();
		coverage.edit(one);
		const edit = coverage.edits.get('01A');
		if (edit !== undefined) {
			edit.writing.title = 'Mine';
		}
		newsroom.change('01A', { pinned: true });
		await edit?.save();
		expect(newsroom.posts.get('01A')).toMatchObject({ title: 'Mine', pinned: true });
		expect(coverage.edits.size).toBe(0);
	});
});

describe('the blog’s state', () => {
	it('is set on the newest version where something else was changed meanwhile', async () => {
		const coverage = await open(someone());
		newsroom.blog = { ...newsroom.blog, title: 'New headline', seq: 50 };
		await coverage.setState('ended');
		expect(newsroom.blog).toMatchObject({ state: 'ended', title: 'New headline' });
		expect(coverage.blog?.state).toBe('ended');
	});

	it('is what somebody else set where both set it, and that is said', async () => {
		const coverage = await open(someone());
		newsroom.blog = { ...newsroom.blog, state: 'paused', seq: 50 };
		await coverage.setState('ended');
		expect(coverage.blog?.state).toBe('paused');
		expect(coverage.headerComplaint).toContain('The state was not changed.');
	});
});

describe('words that are being typed', () => {
	it('are not put into the box again where the outbox has them, though the page went before it was told', async () => {
		const user = someone();
		const copy = copyWith({ elements: [text('On its way.')] });
		localStorage.setItem(`stoppress/${user.id}/bridge/draft/k1`, JSON.stringify(copy));
		await new UnsentDatabase().put({
			key: 'key-of-k1',
			user: user.id,
			blog: 'bridge',
			post: { ...copy, status: 'published' },
			draft: 'draft-k1',
			at: '2026-03-04T13:20:00.000Z',
		});
		const coverage = await open(user);
		await vi.waitFor(() => expect(coverage.outbox.posts).toEqual([]));
		expect(coverage.composer.writing.isEmpty).toBe(true);
		expect(Object.keys(localStorage).filter((key) => key.includes('draft/k1'))).toEqual([]);
	});

	it('are forgotten by the server once it has the post, and not before', async () => {
		const coverage = await open(someone());
		coverage.composer.writing.elements = [text('The bridge is open.')];
		coverage.composer.keep();
		await coverage.lookElsewhere();
		expect(coverage.elsewhere).toEqual([]);
		await vi.waitFor(() => expect(newsroom.drafts.size).toBe(1));
		await vi.waitFor(() => expect(coverage.composer.keeping).toBe('safe'));
		newsroom.online = false;
		coverage.composer.send('published');
		await vi.waitFor(() => expect(coverage.outbox.posts[0]?.sending.is).toBe('retrying'));
		expect(newsroom.drafts.size).toBe(1);
		newsroom.online = true;
		coverage.outbox.retry();
		await vi.waitFor(() => expect(newsroom.drafts.size).toBe(0));
		coverage.close();
	});

	it('are gone on with from another device, a draft and an edit', async () => {
		const user = someone();
		const laptop = await open(user);
		laptop.composer.writing.title = 'Half';
		laptop.composer.keep();
		laptop.edit(one);
		const edit = laptop.edits.get('01A');
		if (edit === undefined) {
			throw new Error('the post is not being edited');
		}
		edit.writing.title = 'One, and a half';
		edit.keep();
		await vi.waitFor(() => expect(newsroom.drafts.size).toBe(2));
		laptop.close();
		localStorage.clear();
		await (await deskDatabase()).clear('typed');

		const phone = await open({ ...user });
		await vi.waitFor(() => expect(phone.elsewhere).toHaveLength(2));
		await phone.takeUp();
		await phone.takeUp();
		expect(phone.composer.writing.title).toBe('Half');
		expect(phone.edits.get('01A')?.writing.title).toBe('One, and a half');
		expect(phone.elsewhere).toEqual([]);
		phone.close();
	});
});
