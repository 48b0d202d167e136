// Pictures on their way to the server. Each is kept on this device from the moment it
// is chosen until the server has it; a lost connection, a reload and an ended session
// only make it take longer. An element that shows one has its key for an address until
// then, so that the post can be written, kept and let go meanwhile.
import { SvelteMap } from 'svelte/reactivity';
import { type Answer, type Failure, inWords } from '../api/request';
import type { Element, Picture } from '../api/words';
import { newKey } from './key';
import { Patience } from './patience';
import { readyToSend } from './picture-file';
import type { KeptPicture, PictureStore } from './picture-store';

export type PictureState =
	| { is: 'waiting' }
	/** `share` is how much is through, from 0 to 1. */
	| { is: 'sending'; share: number }
	/** Not reached or not now; it is tried again by itself. */
	| { is: 'retrying'; why: string }
	| { is: 'sent'; picture: Picture }
	/** Refused for good, or no longer on this device. */
	| { is: 'refused'; why: string };

export interface PicturesParts {
	store: PictureStore;
	/** Sends one picture; an ended session is mended before it answers. */
	send: (file: Blob, through: (share: number) => void) => Promise<Answer<Picture>>;
	now: () => number;
}

const PREFIX = 'upload:';

/** The key of a picture that is on its way; undefined of any other address. */
export const keyOf = (media: string): string | undefined =>
	media.startsWith(PREFIX) ? media.slice(PREFIX.length) : undefined;

/** How long what was sent is remembered, in ms: a draft in a drawer may still name it. */
const REMEMBERED = 30 * 24 * 3600 * 1000;

const LOST = 'This picture is not on this device any more. Choose it again.';

export class Pictures {
	readonly #parts: PicturesParts;
	readonly #states = new SvelteMap<string, PictureState>();
	readonly #files = new Map<string, Blob>();
	readonly #previews = new Map<string, string>();
	#queue: string[] = [];
	#running = false;
	readonly #patience = new Patience();
	#stopped = false;

	constructor(parts: PicturesParts) {
		this.#parts = parts;
		void parts.store.clear(parts.now() - REMEMBERED).catch(() => undefined);
	}

	/** Takes a file, and gives the address that its element has for now. */
	add(file: Blob): string {
		const key = newKey();
		this.#files.set(key, file);
		this.#states.set(key, { is: 'waiting' });
		void this.#keep(key, file);
		return PREFIX + key;
	}

	/** How far a picture is; undefined of an address that is not one on its way. */
	state(media: string): PictureState | undefined {
		const key = keyOf(media);
		return key === undefined ? undefined : (this.#states.get(key) ?? { is: 'waiting' });
	}

	/** Takes up a picture that an earlier visit left; harmless for one that is here. */
	async restore(media: string): Promise<void> {
		const key = keyOf(media);
		if (key === undefined || this.#states.has(key)) {
			return;
		}
		this.#states.set(key, { is: 'waiting' });
		let kept: KeptPicture | undefined;
		try {
			kept = await this.#parts.store.get(key);
		} catch {
			// Without IndexedDB nothing was kept.
		}
		if (kept?.picture !== undefined) {
			this.#states.set(key, { is: 'sent', picture: kept.picture });
		} else if (kept?.bytes !== undefined) {
			this.#files.set(key, new Blob([kept.bytes], { type: kept.type ?? '' }));
			this.#enqueue(key);
		} else {
			this.#states.set(key, { is: 'refused', why: LOST });
		}
	}

	/** An address that the picture can be seen at in this tab; undefined until it is here. */
	preview(media: string): string | undefined {
		const key = keyOf(media);
		const file = key === undefined ? undefined : this.#files.get(key);
		if (key === undefined || file === undefined) {
			return undefined;
		}
		const known = this.#previews.get(key) ?? URL.createObjectURL(file);
		this.#previews.set(key, known);
		return known;
	}

	/** Waits for a picture until the server has it, or has refused it, or cannot be reached. */
	async settled(media: string): Promise<Answer<Picture>> {
		await this.restore(media);
		const key = keyOf(media) ?? '';
		for (;;) {
			const state = this.#states.get(key);
			if (state?.is === 'sent') {
				return { ok: true, value: state.picture };
			}
			if (state?.is === 'refused') {
				return { ok: false, failure: { kind: 'refused', status: 422, detail: state.why, errors: [] } };
			}
			if (state?.is === 'retrying' || this.#stopped) {
				return { ok: false, failure: { kind: 'unreachable' } };
			}
			await this.#changed();
		}
	}

	/** The elements with the server's addresses in the place of those on this device. */
	async resolved(elements: readonly Element[]): Promise<Answer<Element[]>> {
		const out: Element[] = [];
		for (const [i, element] of elements.entries()) {
			if (element.type !== 'image' || keyOf(element.media) === undefined) {
				out.push(element);
				continue;
			}
			const answer = await this.settled(element.media);
			if (!answer.ok) {
				return { ok: false, failure: atElement(answer.failure, i) };
			}
			out.push({ ...element, media: answer.value.media });
		}
		return { ok: true, value: out };
	}

	/** Tries at once, as when the network is back. */
	retry(): void {
		this.#patience.wake();
	}

	stop(): void {
		this.#stopped = true;
		this.#tell();
		this.#patience.wake();
		for (const url of this.#previews.values()) {
			URL.revokeObjectURL(url);
		}
		this.#previews.clear();
	}

	async #keep(key: string, chosen: Blob): Promise<void> {
		const file = await readyToSend(chosen);
		this.#files.set(key, file);
		try {
			const bytes = await file.arrayBuffer();
			await this.#parts.store.put({ key, at: this.#parts.now(), bytes, type: file.type });
		} catch {
			// Not kept: it is sent all the same, while this tab lives.
		}
		this.#enqueue(key);
	}

	#enqueue(key: string): void {
		this.#queue.push(key);
		void this.#run();
	}

	async #run(): Promise<void> {
		if (this.#running) {
			return;
		}
		this.#running = true;
		try {
			for (let key = this.#queue[0]; key !== undefined && !this.#stopped; key = this.#queue[0]) {
				await this.#sendOne(key);
			}
		} finally {
			this.#running = false;
		}
	}

	async #sendOne(key: string): Promise<void> {
		const file = this.#files.get(key);
		if (file === undefined) {
			this.#queue.shift();
			return;
		}
		this.#mark(key, { is: 'sending', share: 0 });
		const answer = await this.#parts.send(file, (share) => this.#mark(key, { is: 'sending', share }));
		if (answer.ok) {
			this.#patience.reset();
			this.#queue.shift();
			this.#mark(key, { is: 'sent', picture: answer.value });
			await this.#parts.store
				.put({ key, at: this.#parts.now(), picture: answer.value })
				.catch(() => undefined); // sent once more after a reload it is the same picture
			return;
		}
		const { failure } = answer;
		if (failure.kind === 'unreachable' || failure.kind === 'busy' || failure.kind === 'signed-out') {
			const why = failure.kind === 'unreachable' ? 'No connection.' : inWords(failure);
			this.#mark(key, { is: 'retrying', why });
			await this.#patience.wait(failure.kind === 'busy' ? failure.after : undefined);
			return;
		}
		this.#patience.reset();
		this.#queue.shift();
		this.#mark(key, { is: 'refused', why: inWords(failure) });
	}

	#mark(key: string, state: PictureState): void {
		this.#states.set(key, state);
		this.#tell();
	}

	#listeners: (() => void)[] = [];

	#changed(): Promise<void> {
		return new Promise((resolve) => this.#listeners.push(resolve));
	}

	#tell(): void {
		const listeners = this.#listeners;
		this.#listeners = [];
		for (const listener of listeners) {
			listener();
		}
	}
}

function atElement(failure: Failure, i: number): Failure {
	return failure.kind === 'refused'
		? { ...failure, errors: [{ location: `body.elements[${i}].media`, message: failure.detail }] }
		: failure;
}
