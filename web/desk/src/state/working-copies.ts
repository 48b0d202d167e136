// What is being typed, on the server as well: within two seconds of being kept here,
// so that another device of the same person can go on with it. Only the newest words
// of each name wait to be sent; whatever fails is tried again, and no failure is told,
// since the words are on this device.
import type { Answer } from '../api/request';
import type { WorkingCopy } from '../api/words';
import { newKey } from './key';

export interface WorkingCopiesParts {
	list: () => Promise<Answer<{ drafts: { name: string; revision: number; at: string }[] }>>;
	get: (name: string) => Promise<Answer<WorkingCopy>>;
	keep: (
		name: string,
		revision: number | undefined,
		body: { device: string; words: unknown },
	) => Promise<Answer<WorkingCopy>>;
	drop: (name: string) => Promise<Answer<void>>;
	/** The newest words of the name are on the server. */
	kept: (name: string) => void;
	/** Another device has gone on with the words of the name. */
	taken: (name: string) => void;
}

/** How long after being kept here words go to the server, in ms. */
export const SOON = 700;
/** Seconds between tries; the last one repeats. */
const WAITS = [2, 4, 8, 15, 30];

/** undefined: to be dropped. */
type Words = object | undefined;

export class WorkingCopies {
	#parts: WorkingCopiesParts;
	#device: string;
	#pending = new Map<string, Words>();
	#revisions = new Map<string, number>();
	#timer: ReturnType<typeof setTimeout> | undefined;
	#failures = 0;
	#running: Promise<void> | undefined;
	#closed = false;

	constructor(parts: WorkingCopiesParts, device = deviceOf(localStorage)) {
		this.#parts = parts;
		this.#device = device;
	}

	/** Keeps words under a name of letters, digits and hyphens. */
	put(name: string, words: object): void {
		this.#wait(name, words);
	}

	drop(name: string): void {
		this.#wait(name, undefined);
	}

	/** What is on the server and under none of these names, newest first. */
	async others(names: readonly string[]): Promise<string[]> {
		const answer = await this.#parts.list();
		const here = new Set([...names, ...this.#pending.keys()]);
		return answer.ok ? answer.value.drafts.map(({ name }) => name).filter((name) => !here.has(name)) : [];
	}

	/** Takes words up: from now on this device goes on with them. */
	async takeUp(name: string): Promise<unknown> {
		const answer = await this.#parts.get(name);
		if (!answer.ok) {
			return undefined;
		}
		this.#revisions.set(name, answer.value.revision);
		return answer.value.words;
	}

	/** Sends what waits at once, as when the network is back or the page is left. */
	flush(): Promise<void> {
		clearTimeout(this.#timer);
		this.#timer = undefined;
		this.#running ??= this.#run().finally(() => {
			this.#running = undefined;
		});
		return this.#running;
	}

	/** Sends what waits, and nothing after that. */
	close(): void {
		this.#closed = true;
		void this.flush();
		clearTimeout(this.#timer);
	}

	#wait(name: string, words: Words): void {
		this.#pending.set(name, words);
		if (this.#failures === 0) {
			this.#later(SOON);
		}
	}

	#later(ms: number): void {
		if (!this.#closed) {
			this.#timer ??= setTimeout(() => void this.flush(), ms);
		}
	}

	async #run(): Promise<void> {
		for (const [name, words] of [...this.#pending]) {
			const answer = await this.#send(name, words);
			if (answer === 'later') {
				this.#later((WAITS[Math.min(this.#failures++, WAITS.length - 1)] ?? 30) * 1000);
				return;
			}
			this.#failures = 0;
			if (this.#pending.get(name) === words) {
				this.#pending.delete(name);
				if (answer === 'kept' && words !== undefined) {
					this.#parts.kept(name);
				}
			}
			if (answer === 'taken') {
				this.#parts.taken(name);
			}
		}
		if (this.#pending.size > 0) {
			this.#later(SOON);
		}
	}

	async #send(name: string, words: Words): Promise<'kept' | 'taken' | 'refused' | 'later'> {
		if (words === undefined) {
			const answer = await this.#parts.drop(name);
			this.#revisions.delete(name);
			return answer.ok || answer.failure.kind === 'refused' ? 'kept' : 'later';
		}
		const body = { device: this.#device, words };
		let answer = await this.#parts.keep(name, this.#revisions.get(name), body);
		if (!answer.ok && answer.failure.kind === 'stale') {
			const newer = answer.failure.current as WorkingCopy | undefined;
			if (newer === undefined || newer.device !== this.#device) {
				this.#revisions.delete(name);
				return 'taken';
			}
			// This device's own, whose answer was lost, or from before the page was loaded anew.
			answer = await this.#parts.keep(name, newer.revision, body);
		}
		if (answer.ok) {
			this.#revisions.set(name, answer.value.revision);
			return 'kept';
		}
		return answer.failure.kind === 'refused' ? 'refused' : 'later';
	}
}

/** This browser's name, by which it knows its own words again. */
function deviceOf(storage: Storage): string {
	const key = 'stoppress/device';
	try {
		const known = storage.getItem(key);
		if (known !== null && /^[a-z0-9]+$/.test(known)) {
			return known;
		}
		const made = newKey();
		storage.setItem(key, made);
		return made;
	} catch {
		return newKey();
	}
}
