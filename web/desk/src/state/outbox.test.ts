import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Answer, Failure } from '../api/request';
import type { NewPost, Post } from '../api/words';
import { copyWith, postWith, text } from '../testing/fiction';
import { Outbox } from './outbox.svelte';
import { UnsentDatabase, type UnsentStore } from './unsent-store';

const words = (title: string): NewPost => ({
	...copyWith({ title, elements: [text(title)] }),
	status: 'published',
});

/** A server that answers as it is told, and remembers what it was sent. */
class Server {
	answers: (Failure | 'sent')[] = [];
	sent: { key: string; title: string }[] = [];

	send = async (key: string, post: NewPost): Promise<Answer<Post>> => {
		this.sent.push({ key, title: post.title });
		const answer = this.answers.shift() ?? 'sent';
		return answer === 'sent'
			? { ok: true, value: postWith({ title: post.title, seq: this.sent.length }) }
			: { ok: false, failure: answer };
	};
}

const gone: Failure = { kind: 'unreachable' };
const refusal: Failure = {
	kind: 'refused',
	status: 422,
	detail: 'title is too long',
	errors: [{ location: 'body.title', message: 'is too long' }],
};

let server: Server;
let store: UnsentStore;
let acknowledged: string[];
let returned: string[];
let boxIsFree: boolean;
let user = 0;

function outbox(): Outbox {
	return new Outbox({
		user: `u${user}`,
		blog: 'bridge',
		store,
		send: server.send,
		sent: (post) => acknowledged.push(post.title),
		refused: ({ post }) => {
			if (boxIsFree) {
				returned.push(post.title);
			}
			return boxIsFree;
		},
	});
}

beforeEach(() => {
	user++;
	server = new Server();
	store = new UnsentDatabase();
	acknowledged = [];
	returned = [];
	boxIsFree = true;
	vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
});

afterEach(() => {
	vi.useRealTimers();
});

const at = new Date('2026-03-04T13:34:00Z');
const later = new Date('2026-03-04T13:35:00Z');

describe('the outbox', () => {
	it('sends in the order of writing, one after the other', async () => {
		const box = outbox();
		await Promise.all([box.add(words('first'), at), box.add(words('second'), later)]);
		await vi.waitFor(() => expect(acknowledged).toEqual(['first', 'second']));
		expect(box.posts).toEqual([]);
	});

	it('tries again with the same key until the server has it', async () => {
		server.answers = [gone, { kind: 'busy', after: undefined, detail: 'the disk is full' }, 'sent'];
		const box = outbox();
		await box.add(words('ferry'), at);
		await vi.waitFor(() =>
			expect(box.posts[0]?.sending).toEqual({
				is: 'retrying',
				why: 'Not sent: no connection. Trying again…',
			}),
		);
		await vi.advanceTimersByTimeAsync(1000);
		await vi.waitFor(() => expect(server.sent).toHaveLength(2));
		await vi.waitFor(() =>
			expect(box.posts[0]?.sending).toEqual({
				is: 'retrying',
				why: 'Not sent: The disk is full. Trying again…',
			}),
		);
		await vi.advanceTimersByTimeAsync(2000);
		await vi.waitFor(() => expect(acknowledged).toEqual(['ferry']));
		expect(new Set(server.sent.map((sent) => sent.key)).size).toBe(1);
	});

	it('waits as long as a busy server asks', async () => {
		server.answers = [{ kind: 'busy', after: 60, detail: 'later' }];
		const box = outbox();
		await box.add(words('ferry'), at);
		await vi.waitFor(() => expect(box.posts[0]?.sending.is).toBe('retrying'));
		await vi.advanceTimersByTimeAsync(59_000);
		expect(server.sent).toHaveLength(1);
		await vi.advanceTimersByTimeAsync(1000);
		await vi.waitFor(() => expect(acknowledged).toEqual(['ferry']));
	});

	it('does not wait once the network is back', async () => {
		server.answers = [gone];
		const box = outbox();
		await box.add(words('ferry'), at);
		await vi.waitFor(() => expect(box.posts[0]?.sending.is).toBe('retrying'));
		box.retry();
		await vi.waitFor(() => expect(acknowledged).toEqual(['ferry']));
	});

	it('finds what a closed tab left, in order and under its old key', async () => {
		server.answers = [gone];
		const closed = outbox();
		await closed.add(words('first'), at);
		await closed.add(words('second'), later);
		await vi.waitFor(() => expect(closed.posts[0]?.sending.is).toBe('retrying'));
		closed.stop();

		await outbox().restore();
		await vi.waitFor(() => expect(acknowledged).toEqual(['first', 'second']));
		expect(server.sent.map((sent) => sent.title)).toEqual(['first', 'first', 'second']);
		expect(server.sent[0]?.key).toBe(server.sent[1]?.key);

		const again = outbox();
		await again.restore();
		expect(again.posts).toEqual([]);
	});

	it('leaves another person’s posts alone', async () => {
		server.answers = [gone];
		const mine = outbox();
		await mine.add(words('mine'), at);
		mine.stop();
		user++;
		const theirs = outbox();
		await theirs.restore();
		expect(theirs.posts).toEqual([]);
	});

	it('gives refused words back to the box', async () => {
		server.answers = [refusal];
		const box = outbox();
		await box.add(words('too long'), at);
		await vi.waitFor(() => expect(returned).toEqual(['too long']));
		await vi.waitFor(() => expect(box.posts).toEqual([]));
	});

	it('keeps refused words where the box is not free, and goes on with the next', async () => {
		boxIsFree = false;
		server.answers = [refusal];
		const box = outbox();
		await Promise.all([box.add(words('too long'), at), box.add(words('fine'), later)]);
		await vi.waitFor(() => expect(acknowledged).toEqual(['fine']));
		expect(box.posts.map((unsent) => [unsent.what.post.title, unsent.sending.is])).toEqual([
			['too long', 'refused'],
		]);
		const key = box.posts[0]?.what.key ?? '';
		expect((await box.take(key))?.post.title).toBe('too long');
		expect(box.posts).toEqual([]);
	});

	it('sends also where nothing can be kept on the device, and says so', async () => {
		const broken = async () => {
			throw new Error('no database');
		};
		store = { put: broken, remove: broken, list: broken };
		const box = outbox();
		await box.restore();
		expect(await box.add(words('ferry'), at)).toBe(false);
		await vi.waitFor(() => expect(acknowledged).toEqual(['ferry']));
		expect(box.posts).toEqual([]);
	});
});
