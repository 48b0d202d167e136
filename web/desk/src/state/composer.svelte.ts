// The composer: the box for the next post. What is in it is kept on this device
// at every pause, and on the server soon after, until the outbox has it.
import type { Copy, FieldError, NewPost } from '../api/words';
import { emptyCopy, lacks } from './copy';
import { claim, type Drawer, serverName } from './drawer';
import type { Times } from './handling.svelte';
import { newKey } from './key';
import { Pause } from './pause';
import type { WorkingCopies } from './working-copies';
import { Writing } from './writing.svelte';

/** `kept` is on this device, `safe` on the server as well. */
export type Keeping = 'nothing' | 'typing' | 'kept' | 'safe' | 'not-kept';

export interface Complaint {
	why: string;
	errors: FieldError[];
}

export interface ComposerParts {
	drawer: Drawer;
	/** The server's copies of what is being typed. */
	copies: Pick<WorkingCopies, 'put' | 'drop'>;
	/** The lock's name space: one person's words for one blog. */
	place: string;
	/**
	 * Takes the post, and the name that its words have on the server as long as they are
	 * being typed; resolves to whether it is kept on this device.
	 */
	send: (post: NewPost, draft: string | undefined) => Promise<boolean>;
}

export class Composer {
	readonly writing = new Writing();
	keeping = $state<Keeping>('nothing');
	complaint = $state.raw<Complaint | undefined>(undefined);
	/** Drafts of tabs that are gone, which this box had no room for. */
	found = $state.raw<readonly string[]>([]);
	/** Whether another device has gone on with the words that were here. */
	parted = $state(false);
	#parts: ComposerParts;
	#name: string | undefined;
	#pause = new Pause(() => this.keep());

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
		this.keep();
	}

	/** Goes on here with what was typed on another device, under its name; false where the box is not free. */
	takeUp(name: string, copy: Copy): boolean {
		if (!this.writing.isEmpty) {
			return false;
		}
		this.#drop();
		this.#name = name;
		void claim(`${this.#parts.place}/${name}`);
		this.writing.replace(copy);
		this.keep();
		return true;
	}

	/** The server has the newest words of the name. */
	isSafe(name: string): void {
		if (this.#name !== undefined && serverName(this.#name) === name && this.keeping === 'kept') {
			this.keeping = 'safe';
		}
	}

	/** Another device has gone on with the words: what stands here is a draft of its own from now on. */
	partFrom(name: string): void {
		if (this.#name !== undefined && serverName(this.#name) === name) {
			this.#parts.drawer.remove(this.#name);
			this.#name = undefined;
			this.parted = true;
			this.keep();
		}
	}

	/** Something was typed. */
	touch(): void {
		this.keeping = 'typing';
		if (this.complaint?.errors.length === 0) {
			this.complaint = undefined;
		}
		this.#pause.begin();
	}

	/** Keeps the words on this device now. */
	keep(): void {
		this.#pause.end();
		if (this.writing.isEmpty) {
			this.#drop();
			this.keeping = 'nothing';
			this.complaint = undefined;
			return;
		}
		const [name, copy] = [this.#ownName(), this.writing.copy];
		const kept = this.#parts.drawer.put(name, copy);
		this.#parts.copies.put(serverName(name), { copy });
		this.keeping = kept.now ? 'kept' : 'not-kept';
		if (!kept.now) {
			void kept.later.then((is) => {
				if (is && this.keeping === 'not-kept') {
					this.keeping = 'kept';
				}
			});
		}
	}

	/** Whether what is in the box can be let go; where not, it says why. */
	ready(status: NewPost['status']): boolean {
		if (this.writing.isEmpty) {
			this.complaint = { why: 'Write something first: the box is empty.', errors: [] };
			return false;
		}
		const errors = lacks(this.writing.copy, status);
		if (errors.length > 0) {
			this.complaint = { why: '', errors };
			return false;
		}
		return true;
	}

	/** Lets the post go, and empties the box for the next one. False where something is missing. */
	send(status: 'published' | 'submitted' | 'draft'): boolean {
		return this.#send({ status });
	}

	/** The same for a post that goes out at its time, or is held. */
	sendLater({ publishAt, embargo }: Times): boolean {
		return this.#send({
			...(publishAt === undefined
				? { status: 'draft' }
				: { status: 'scheduled', publishedAt: publishAt.toISOString() }),
			...(embargo === undefined ? {} : { embargo: embargo.toISOString() }),
		});
	}

	#send(how: Omit<NewPost, keyof Copy>): boolean {
		if (!this.ready(how.status)) {
			return false;
		}
		const copy = this.writing.copy;
		this.keep();
		const name = this.#name;
		this.#name = undefined;
		const draft = name === undefined ? undefined : serverName(name);
		void this.#parts.send({ ...copy, ...how }, draft).then((kept) => {
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
		this.parted = false;
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
			this.#parts.copies.drop(serverName(this.#name));
			this.#name = undefined;
		}
	}
}
