// The composer: the box for the next post. What is in it is kept on this device
// at every pause, until the outbox has it.
import type { Copy, FieldError, NewPost } from '../api/words';
import { emptyCopy, lacks } from './copy';
import { claim, type Drawer } from './drawer';
import { newKey } from './key';
import { Writing } from './writing.svelte';

export type Keeping = 'nothing' | 'typing' | 'kept' | 'not-kept';

export interface Complaint {
	why: string;
	errors: FieldError[];
}

export interface ComposerParts {
	drawer: Drawer;
	/** The lock's name space: one person's words for one blog. */
	place: string;
	/** Takes the post; resolves to whether it is kept on this device. */
	send: (post: NewPost) => Promise<boolean>;
}

/** How long a pause in typing is, in ms, before the words are kept. */
export const PAUSE = 300;

export class Composer {
	readonly writing = new Writing();
	keeping = $state<Keeping>('nothing');
	complaint = $state.raw<Complaint | undefined>(undefined);
	/** Drafts of tabs that are gone, which this box had no room for. */
	found = $state.raw<readonly string[]>([]);
	#parts: ComposerParts;
	#name: string | undefined;
	#timer: ReturnType<typeof setTimeout> | undefined;

	constructor(parts: ComposerParts) {
		this.#parts = parts;
	}

	/** Takes up what a closed tab left, if any. */
	async restore(): Promise<void> {
		const free: string[] = [];
		for (const name of this.#parts.drawer.drafts()) {
			if (await claim(`${this.#parts.place}/${name}`)) {
				free.push(name);
			}
		}
		this.found = free;
		if (this.writing.isEmpty) {
			this.takeFound();
		}
	}

	/** Puts the next draft that was found into the empty box. */
	takeFound(): void {
		const [name, ...rest] = this.found;
		if (name === undefined || !this.writing.isEmpty) {
			return;
		}
		this.found = rest;
		const copy = this.#parts.drawer.draft(name);
		if (copy === undefined) {
			this.#parts.drawer.remove(name);
			this.takeFound();
			return;
		}
		this.#drop();
		this.#name = name;
		this.writing.replace(copy);
		this.keeping = 'kept';
	}

	/** Something was typed. */
	touch(): void {
		this.keeping = 'typing';
		if (this.complaint?.errors.length === 0) {
			this.complaint = undefined;
		}
		clearTimeout(this.#timer);
		this.#timer = setTimeout(() => this.keep(), PAUSE);
	}

	/** Keeps the words on this device now. */
	keep(): void {
		clearTimeout(this.#timer);
		if (this.writing.isEmpty) {
			this.#drop();
			this.keeping = 'nothing';
			this.complaint = undefined;
			return;
		}
		this.keeping = this.#parts.drawer.put(this.#ownName(), this.writing.copy) ? 'kept' : 'not-kept';
	}

	/** Lets the post go, and empties the box for the next one. False where something is missing. */
	send(status: 'published' | 'submitted' | 'draft'): boolean {
		const copy = this.writing.copy;
		if (this.writing.isEmpty) {
			this.complaint = { why: 'Write something first: the box is empty.', errors: [] };
			return false;
		}
		const errors = lacks(copy, status);
		if (errors.length > 0) {
			this.complaint = { why: '', errors };
			return false;
		}
		clearTimeout(this.#timer);
		this.keep();
		const name = this.#name;
		this.#name = undefined;
		void this.#parts.send({ ...copy, status }).then((kept) => {
			// Until the outbox has the words on disk the drawer is the only place that does.
			if (kept && name !== undefined) {
				this.#parts.drawer.remove(name);
			}
		});
		this.#empty();
		return true;
	}

	/** A post that the server refused comes back, if the box is free. */
	takeBack(copy: Copy, complaint: Complaint): boolean {
		if (!this.writing.isEmpty) {
			return false;
		}
		this.writing.replace(copy);
		this.keep();
		this.complaint = complaint;
		return true;
	}

	#empty(): void {
		this.writing.replace(emptyCopy());
		this.keeping = 'nothing';
		this.complaint = undefined;
	}

	#ownName(): string {
		if (this.#name === undefined) {
			this.#name = `draft/${newKey()}`;
			void claim(`${this.#parts.place}/${this.#name}`);
		}
		return this.#name;
	}

	#drop(): void {
		if (this.#name !== undefined) {
			this.#parts.drawer.remove(this.#name);
			this.#name = undefined;
		}
	}
}
