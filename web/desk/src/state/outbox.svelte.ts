// The outbox: posts that were let go and that the server has not acknowledged.
// They are sent one after the other, in the order they were written, until the
// server has them or refuses them; a lost connection, a busy server, a closed tab
// and an ended session only make it take longer.
import { type Answer, type Failure, inWords } from '../api/request';
import type { FieldError, NewPost, Post } from '../api/words';
import { newKey } from './key';
import { Patience } from './patience';
import type { UnsentPost, UnsentStore } from './unsent-store';

export type Sending =
	| { is: 'waiting' }
	| { is: 'sending' }
	/** Not reached or not now; it is tried again by itself. */
	| { is: 'retrying'; why: string }
	/** Refused for good; somebody has to change it or drop it. */
	| { is: 'refused'; why: string; errors: FieldError[] };

export interface Unsent {
	readonly what: UnsentPost;
	readonly sending: Sending;
}

export interface OutboxParts {
	user: string;
	blog: string;
	store: UnsentStore;
	/** Sends one post; an ended session is mended before it answers. */
	send: (key: string, post: NewPost) => Promise<Answer<Post>>;
	/** The server has it. */
	sent: (post: Post, draft: string | undefined) => void;
	/** The server refused it; true where its words have been put back into the box. */
	refused: (what: UnsentPost, why: string, errors: FieldError[]) => boolean;
}

export class Outbox {
	/** Oldest first. */
	posts = $state.raw<readonly Unsent[]>([]);
	#parts: OutboxParts;
	#running = false;
	#stopped = false;
	readonly #patience = new Patience();

	constructor(parts: OutboxParts) {
		this.#parts = parts;
	}

	/** Takes up what an earlier tab left behind. */
	async restore(): Promise<void> {
		const { store, user, blog } = this.#parts;
		let left: UnsentPost[] = [];
		try {
			left = await store.list(user, blog);
		} catch {
			// Without IndexedDB nothing was kept.
		}
		const here = new Set(this.posts.map((unsent) => unsent.what.key));
		const restored = left
			.filter((what) => !here.has(what.key))
			.map((what): Unsent => ({ what, sending: { is: 'waiting' } }));
		this.posts = [...restored, ...this.posts];
		void this.#run();
	}

	/** Lets a post go. Resolves when it is kept on this device: true, or false where it cannot be. */
	async add(post: NewPost, at: Date, draft?: string): Promise<boolean> {
		const { store, user, blog } = this.#parts;
		const what: UnsentPost = {
			key: newKey(),
			user,
			blog,
			post,
			...(draft === undefined ? {} : { draft }),
			at: at.toISOString(),
		};
		this.posts = [...this.posts, { what, sending: { is: 'waiting' } }];
		let kept = true;
		try {
			await store.put(what);
		} catch {
			kept = false;
		}
		void this.#run();
		return kept;
	}

	/** Takes a refused post out, to be written anew or dropped. */
	async take(key: string): Promise<UnsentPost | undefined> {
		const found = this.posts.find((unsent) => unsent.what.key === key);
		if (found !== undefined) {
			await this.#remove(key);
		}
		return found?.what;
	}

	/** Tries at once, as when the network is back. */
	retry(): void {
		this.#patience.wake();
	}

	stop(): void {
		this.#stopped = true;
		this.#patience.wake();
	}

	async #run(): Promise<void> {
		if (this.#running) {
			return;
		}
		this.#running = true;
		try {
			for (let next = this.#next(); next !== undefined && !this.#stopped; next = this.#next()) {
				await this.#sendOne(next);
			}
		} finally {
			this.#running = false;
		}
	}

	#next(): UnsentPost | undefined {
		return this.posts.find((unsent) => unsent.sending.is !== 'refused')?.what;
	}

	async #sendOne(what: UnsentPost): Promise<void> {
		this.#mark(what.key, { is: 'sending' });
		const answer = await this.#parts.send(what.key, what.post);
		if (answer.ok) {
			this.#patience.reset();
			this.#parts.sent(answer.value, what.draft);
			await this.#remove(what.key);
			return;
		}
		const { failure } = answer;
		if (mayWorkLater(failure)) {
			this.#mark(what.key, { is: 'retrying', why: waitingWords(failure) });
			await this.#patience.wait(failure.kind === 'busy' ? failure.after : undefined);
			return;
		}
		this.#patience.reset();
		const why = inWords(failure);
		const errors = failure.kind === 'refused' ? failure.errors : [];
		if (this.#parts.refused(what, why, errors)) {
			await this.#remove(what.key);
		} else {
			this.#mark(what.key, { is: 'refused', why, errors });
		}
	}

	#mark(key: string, sending: Sending): void {
		this.posts = this.posts.map((unsent) =>
			unsent.what.key === key ? { what: unsent.what, sending } : unsent,
		);
	}

	async #remove(key: string): Promise<void> {
		this.posts = this.posts.filter((unsent) => unsent.what.key !== key);
		try {
			await this.#parts.store.remove(key);
		} catch {
			// It may be sent once more when the desk is opened again; its key makes that harmless.
		}
	}
}

function mayWorkLater(failure: Failure): boolean {
	return failure.kind === 'unreachable' || failure.kind === 'busy' || failure.kind === 'signed-out';
}

function waitingWords(failure: Failure): string {
	return failure.kind === 'unreachable'
		? 'Not sent: no connection. Trying again…'
		: `Not sent: ${inWords(failure)} Trying again…`;
}
