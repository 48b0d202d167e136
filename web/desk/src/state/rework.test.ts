import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Post } from '../api/words';
import { FakeNewsroom } from '../testing/fake-newsroom';
import { bridge, ida, postWith, text } from '../testing/fiction';
import { Coverage } from './coverage.svelte';
import type { Edit } from './edit.svelte';
import { Session } from './session.svelte';
import { UnsentDatabase } from './unsent-store';

let newsroom: FakeNewsroom;
let coverage: Coverage;
let who = 0;

const long = '2026-03-04T13:00:00.000Z';
const posts = ['A', 'B', 'C', 'D'].map((id, i) =>
	postWith({ id, seq: 5 + i, title: id, publishedAt: `2026-03-04T13:0${9 - i}:00.000Z` }),
);
const withdrawn = postWith({ id: 'W', seq: 4, status: 'withdrawn', publishedAt: '2026-03-04T13:07:30.000Z' });
const out = postWith({
	id: 'O',
	seq: 20,
	title: 'Crews',
	publishedAt: '2026-03-04T12:00:00.000Z',
	firstPublishedAt: long,
	elements: [text('Ten crews.'), text('Rain.')],
	corrections: [{ kind: 'minor', reason: 'A name.', at: long }],
});

beforeEach(async () => {
	localStorage.clear();
	newsroom = new FakeNewsroom(bridge, [...posts, withdrawn, out], undefined);
	vi.stubGlobal('fetch', newsroom.fetch);
	vi.stubGlobal('EventSource', newsroom.EventSource);
	const session = new Session(() => {});
	const user = { ...ida, id: `u-rework-${who++}` };
	newsroom.signedIn = user;
	await session.open(undefined);
	coverage = new Coverage('bridge', user, session, new UnsentDatabase());
	await coverage.open();
});

afterEach(async () => {
	coverage.close();
	await new Promise((resolve) => setTimeout(resolve));
});

const post = (id: string): Post => coverage.post(id) ?? out;
const sent = () => newsroom.asked.filter(({ method }) => method === 'PATCH').map(({ body }) => body);

function beginEdit(): Edit {
	coverage.edit(post('O'));
	const edit = coverage.edits.get('O');
	if (edit === undefined) {
		throw new Error('the edit did not open');
	}
	return edit;
}

describe('words that readers have had', () => {
	it('are saved once their writer has said what kind of change it is, in the same request', async () => {
		const edit = beginEdit();
		edit.writing.elements = [text('Twelve crews.'), text('Rain.')];
		await edit.save();
		expect(edit.phase).toEqual({ is: 'asking', status: undefined });
		expect(sent()).toEqual([]);
		await edit.correct({ kind: 'correction', reason: 'There were twelve.' });
		expect(sent()).toEqual([
			{
				elements: [text('Twelve crews.'), text('Rain.')],
				corrections: [out.corrections[0], { kind: 'correction', reason: 'There were twelve.' }],
			},
		]);
		expect(coverage.edits.size).toBe(0);
	});

	it('can be written on with instead', async () => {
		const edit = beginEdit();
		edit.writing.title = 'Crews come';
		await edit.save();
		edit.writeOn();
		expect(edit.phase.is).toBe('writing');
		edit.writing.title = 'Crews';
		edit.writing.pinned = true;
		await edit.save();
		expect(sent()).toEqual([{ pinned: true }]);
	});

	it('are asked about where the server’s clock says so, and a reason outlives a lost connection', async () => {
		newsroom.change('O', { firstPublishedAt: new Date().toISOString() });
		coverage.take(newsroom.posts.get('O') ?? out);
		const edit = beginEdit();
		edit.writing.title = 'Crews come';
		newsroom.patchRefusal = {
			status: 422,
			problem: { detail: 'no', errors: [{ location: 'body.corrections', message: 'must have a new entry' }] },
		};
		await edit.save();
		expect(edit.phase.is).toBe('asking');
		newsroom.patchRefusal = undefined;
		newsroom.online = false;
		await edit.correct({ kind: 'minor', reason: 'A slip.' });
		expect(edit.complaint?.why).toContain('no connection');
		expect(edit.said).toEqual({ kind: 'minor', reason: 'A slip.' });
	});

	it('merge with what somebody else changed elsewhere, with both corrections', async () => {
		const edit = beginEdit();
		edit.writing.elements = [text('Twelve crews.'), text('Rain.')];
		const theirs = { kind: 'clarification' as const, reason: 'Drizzle.', at: long };
		newsroom.change('O', {
			elements: [text('Ten crews.'), text('Drizzle.')],
			corrections: [...out.corrections, theirs],
		});
		await edit.save();
		await edit.correct({ kind: 'correction', reason: 'Twelve.' });
		expect(newsroom.posts.get('O')).toMatchObject({
			elements: [text('Twelve crews.'), text('Drizzle.')],
			corrections: [out.corrections[0], theirs, { kind: 'correction', reason: 'Twelve.' }],
		});
		expect(coverage.edits.size).toBe(0);
		expect(coverage.merges.of.get('O'), 'it is said').toMatchObject({ fields: ['elements'] });
		beginEdit();
		expect(coverage.merges.of.size, 'until one goes on').toBe(0);
	});

	it('are chosen piece by piece where both changed the same', async () => {
		const edit = beginEdit();
		edit.writing.elements = [text('Twelve crews.'), text('Rain.'), text('More soon.')];
		newsroom.change('O', { elements: [text('Eleven crews.'), text('Sun.')] });
		await edit.save();
		await edit.correct({ kind: 'correction', reason: 'Twelve.' });
		if (edit.phase.is !== 'conflict') {
			throw new Error(`it is ${edit.phase.is}`);
		}
		await edit.keepMerged();
		expect(edit.phase.is, 'nothing is saved before it is decided').toBe('conflict');
		edit.phase.merging.choices.set(0, 'both');
		await edit.keepMerged();
		expect(newsroom.posts.get('O')?.elements).toEqual([
			{ type: 'text', html: '<p>Twelve crews.</p><p>Eleven crews.</p>' },
			text('Sun.'),
			text('More soon.'),
		]);
	});

	it('of an earlier version come back as an edit, and never over what is being written', async () => {
		const old = { ...out, title: 'Old', pinned: true, elements: [text('Nine crews.')] };
		coverage.rework.restore(post('O'), { seq: 3, at: long, by: { id: 'x', name: 'X' }, post: old });
		const edit = coverage.edits.get('O');
		await vi.waitFor(() => expect(edit?.phase.is).toBe('asking'));
		await edit?.correct({ kind: 'retraction', reason: 'Nine.' });
		expect(newsroom.posts.get('O')).toMatchObject({
			title: 'Old',
			pinned: false,
			elements: [text('Nine crews.')],
		});
		const other = beginEdit();
		other.writing.title = 'Being written';
		coverage.rework.restore(post('O'), { seq: 3, at: long, by: { id: 'x', name: 'X' }, post: old });
		expect(other.writing.title).toBe('Being written');
	});
});

describe('many at a time', () => {
	it('a range takes all between, but for what cannot be withdrawn', () => {
		const { rework } = coverage;
		rework.select(post('B'), true, false);
		rework.select(post('D'), true, true);
		expect(rework.chosen.map(({ id }) => id)).toEqual(['B', 'C', 'D']);
		rework.select(post('C'), false, false);
		rework.select(post('A'), true, true);
		expect(rework.chosen.map(({ id }) => id)).toEqual(['A', 'B', 'C', 'D']);
		rework.stopSelecting();
		expect(rework.chosen).toEqual([]);
	});

	it('one undo brings all back, each as it was', async () => {
		const { rework } = coverage;
		newsroom.change('B', { status: 'draft' });
		coverage.take(newsroom.posts.get('B') ?? out);
		for (const id of ['A', 'B']) {
			rework.select(post(id), true, false);
		}
		expect(await rework.withdrawChosen()).toEqual([]);
		expect(['A', 'B', 'C'].map((id) => newsroom.posts.get(id)?.status)).toEqual([
			'withdrawn',
			'withdrawn',
			'published',
		]);
		expect(coverage.undo.offer?.words).toBe('Withdrawn: 2 posts');
		coverage.undo.take();
		await vi.waitFor(() => expect(newsroom.posts.get('B')?.status).toBe('draft'));
		expect(newsroom.posts.get('A')?.status).toBe('published');
	});

	it('those that could not be withdrawn are said, and stay chosen', async () => {
		const { rework } = coverage;
		rework.startSelecting();
		rework.select(post('A'), true, false);
		rework.select(post('C'), true, false);
		newsroom.posts.delete('C');
		const failed = await rework.withdrawChosen();
		expect(failed.map(({ id }) => id)).toEqual(['C']);
		expect(coverage.complaints.get('C')).toBeDefined();
		expect(rework.chosen.map(({ id }) => id)).toEqual(['C']);
		expect(rework.selecting).toBe(true);
	});
});

describe('the box', () => {
	it('takes a relation from a row, and a summary under what is there', () => {
		const write = vi.fn();
		coverage.rework.write = write;
		coverage.composer.writing.elements = [text('Already here.')];
		coverage.rework.relate(post('A'));
		coverage.rework.sumUp({
			title: 'So far',
			elements: [{ type: 'list', ordered: false, items: ['13:00 A'] }],
		});
		expect(coverage.composer.writing.copy).toMatchObject({
			title: 'So far',
			summary: true,
			relations: [{ type: 'updates', post: 'A' }],
			elements: [text('Already here.'), { type: 'list', ordered: false, items: ['13:00 A'] }],
		});
		expect(write).toHaveBeenCalledTimes(2);
	});
});
