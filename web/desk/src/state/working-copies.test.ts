import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Answer, Failure } from '../api/request';
import type { WorkingCopy } from '../api/words';
import { SOON, WorkingCopies } from './working-copies';

const at = '2026-03-04T14:00:00.000Z';

/** The server's side, which several devices share. */
class Server {
	copies = new Map<string, WorkingCopy>();
	failure: Failure | undefined;
	/** Lets so many answers be lost after the server has acted. */
	lose = 0;
	asked = 0;
	#revision = 0;

	#answer<T>(act: () => Answer<T>): Promise<Answer<T>> {
		this.asked++;
		if (this.failure !== undefined) {
			return Promise.resolve({ ok: false, failure: this.failure });
		}
		const answer = act();
		if (this.lose > 0) {
			this.lose--;
			return Promise.resolve({ ok: false, failure: { kind: 'unreachable' } });
		}
		return Promise.resolve(answer);
	}

	list = () => this.#answer(() => ({ ok: true as const, value: { drafts: [...this.copies.values()] } }));

	get = (name: string) =>
		this.#answer<WorkingCopy>(() => {
			const value = this.copies.get(name);
			return value === undefined
				? { ok: false, failure: { kind: 'refused', status: 404, detail: '', errors: [] } }
				: { ok: true, value };
		});

	keep = (name: string, revision: number | undefined, body: { device: string; words: unknown }) =>
		this.#answer<WorkingCopy>(() => {
			const current = this.copies.get(name);
			if (current !== undefined && current.revision !== revision) {
				return { ok: false, failure: { kind: 'stale', current, detail: '' } };
			}
			const value = { name, at, revision: ++this.#revision, ...body };
			this.copies.set(name, value);
			return { ok: true, value };
		});

	drop = (name: string) =>
		this.#answer<void>(() => {
			this.copies.delete(name);
			return { ok: true, value: undefined };
		});

	words = (name: string) => this.copies.get(name)?.words;
}

let server: Server;
let said: string[];

const device = (name: string): WorkingCopies =>
	new WorkingCopies(
		{
			list: server.list,
			get: server.get,
			keep: server.keep,
			drop: server.drop,
			kept: (of) => said.push(`${name} kept ${of}`),
			taken: (of) => said.push(`${name} taken ${of}`),
		},
		name,
	);

beforeEach(() => {
	server = new Server();
	said = [];
	vi.useFakeTimers();
});

afterEach(() => {
	vi.useRealTimers();
});

describe('working copies', () => {
	it('the newest words go soon, and those in between don’t', async () => {
		const laptop = device('laptop');
		laptop.put('draft-1', { n: 1 });
		laptop.put('draft-1', { n: 2 });
		expect(server.asked).toBe(0);
		await vi.advanceTimersByTimeAsync(SOON);
		expect(server.words('draft-1')).toEqual({ n: 2 });
		expect(server.asked).toBe(1);
		expect(said).toEqual(['laptop kept draft-1']);
		laptop.put('draft-1', { n: 3 });
		await vi.advanceTimersByTimeAsync(SOON);
		expect(server.words('draft-1')).toEqual({ n: 3 });
		laptop.drop('draft-1');
		await vi.advanceTimersByTimeAsync(SOON);
		expect(server.copies.size).toBe(0);
	});

	it('what cannot be kept now is kept when the network is back', async () => {
		const laptop = device('laptop');
		server.failure = { kind: 'unreachable' };
		laptop.put('draft-1', { n: 1 });
		await vi.advanceTimersByTimeAsync(60_000);
		expect(server.asked).toBeLessThan(10);
		laptop.put('draft-1', { n: 2 });
		laptop.put('draft-2', { n: 3 });
		server.failure = undefined;
		await laptop.flush();
		expect([server.words('draft-1'), server.words('draft-2')]).toEqual([{ n: 2 }, { n: 3 }]);
	});

	it('an ended session is waited out, and a refusal given up', async () => {
		const laptop = device('laptop');
		server.failure = { kind: 'signed-out', detail: '' };
		laptop.put('draft-1', { n: 1 });
		await vi.advanceTimersByTimeAsync(SOON);
		server.failure = undefined;
		await vi.advanceTimersByTimeAsync(2_000);
		expect(server.words('draft-1')).toEqual({ n: 1 });
		server.failure = { kind: 'refused', status: 422, detail: '', errors: [] };
		laptop.put('draft-2', { n: 1 });
		await vi.advanceTimersByTimeAsync(600_000);
		expect(server.asked).toBe(3);
	});

	it('a lost answer, and a page that was loaded anew, are no other device', async () => {
		const laptop = device('laptop');
		server.lose = 1;
		laptop.put('draft-1', { n: 1 });
		await vi.advanceTimersByTimeAsync(SOON + 2_000);
		const anew = device('laptop');
		anew.put('draft-1', { n: 2 });
		await vi.advanceTimersByTimeAsync(SOON);
		expect(server.words('draft-1')).toEqual({ n: 2 });
		expect(said).toEqual(['laptop kept draft-1', 'laptop kept draft-1']);
	});

	it('words that a phone takes up are the phone’s, and the laptop is told', async () => {
		const [laptop, phone] = [device('laptop'), device('phone')];
		laptop.put('draft-1', { n: 1 });
		await vi.advanceTimersByTimeAsync(SOON);
		expect(await phone.others(['draft-9'])).toEqual(['draft-1']);
		expect(await phone.takeUp('draft-1')).toEqual({ n: 1 });
		phone.put('draft-1', { n: 2 });
		await vi.advanceTimersByTimeAsync(SOON);
		laptop.put('draft-1', { n: 'other' });
		await vi.advanceTimersByTimeAsync(SOON);
		expect(server.words('draft-1')).toEqual({ n: 2 });
		expect(said).toEqual(['laptop kept draft-1', 'phone kept draft-1', 'laptop taken draft-1']);
	});

	it('nothing is sent after the desk was closed but what waited', async () => {
		const laptop = device('laptop');
		laptop.put('draft-1', { n: 1 });
		laptop.close();
		await vi.advanceTimersByTimeAsync(0);
		expect(server.words('draft-1')).toEqual({ n: 1 });
		server.failure = { kind: 'unreachable' };
		laptop.put('draft-1', { n: 2 });
		await vi.advanceTimersByTimeAsync(600_000);
		expect(server.asked).toBe(1);
	});
});
