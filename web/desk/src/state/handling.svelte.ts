// What goes on about a post before it is out: what the desk says about it, and when it
// may go.
import { SvelteMap, SvelteSet } from 'svelte/reactivity';
import { type Answer, inWords } from '../api/request';
import type { components } from '../api/schema.gen';
import type { Comment, Post, PostPatch, Thread } from '../api/words';
import { newKey } from './key';

/** When a post is to be published by itself, and before when nobody may publish it. */
export interface Times {
	publishAt: Date | undefined;
	embargo: Date | undefined;
}

/** The times that a post has. */
export function timesOf(post: Post): Times {
	const date = (at: string | undefined) => (at === undefined ? undefined : new Date(at));
	return {
		publishAt: date(post.status === 'scheduled' ? post.publishedAt : undefined),
		embargo: date(post.embargo),
	};
}

export interface HandlingParts {
	counts: () => Promise<Answer<components['schemas']['ThreadCounts']>>;
	thread: (post: string) => Promise<Answer<Thread>>;
	comment: (post: string, key: string, text: string) => Promise<Answer<Thread>>;
	/** Changes a post; resolves to why not, if not. */
	change: (post: Post, patch: PostPatch) => Promise<string | undefined>;
}

export class Handling {
	/** How many comments there are, by post. */
	readonly counts = new SvelteMap<string, number>();
	/** What is said, of the posts whose threads were opened. */
	readonly threads = new SvelteMap<string, readonly Comment[]>();
	/** The posts whose threads stand open in their rows. */
	readonly talking = new SvelteSet<string>();
	/** What is being said and not sent, by post: rows of a long list come and go. */
	readonly writing = new SvelteMap<string, string>();
	/** The post that is being sent back. */
	returning = $state.raw<Post | undefined>(undefined);
	/** The post whose time is being set. */
	timing = $state.raw<Post | undefined>(undefined);
	#parts: HandlingParts;
	/** The key of what is being said, until the server has it. */
	#keys = new Map<string, { text: string; key: string }>();

	constructor(parts: HandlingParts) {
		this.#parts = parts;
	}

	/** Asks what there is, at the start and after a break. */
	async refresh(): Promise<void> {
		const answer = await this.#parts.counts();
		if (answer.ok) {
			for (const [post, count] of Object.entries(answer.value.counts)) {
				this.counts.set(post, count);
			}
		}
		await Promise.all([...this.threads.keys()].map((post) => this.open(post)));
	}

	/** Fetches a thread; resolves to why not, if not. */
	async open(post: string): Promise<string | undefined> {
		const answer = await this.#parts.thread(post);
		if (answer.ok) {
			this.take(answer.value);
			return undefined;
		}
		return inWords(answer.failure);
	}

	/** Says something; resolves to why not, if not. Saying the same again never says it twice. */
	async say(post: string, text: string): Promise<string | undefined> {
		const known = this.#keys.get(post);
		const key = known?.text === text ? known.key : newKey();
		this.#keys.set(post, { text, key });
		const answer = await this.#parts.comment(post, key, text);
		if (answer.ok) {
			this.#keys.delete(post);
			if (this.writing.get(post) === text) {
				this.writing.delete(post);
			}
			this.take(answer.value);
			return undefined;
		}
		return inWords(answer.failure);
	}

	/** Takes a thread that the server gave. Threads only grow, so a shorter one is an older one. */
	take({ post, comments }: Thread): void {
		this.counts.set(post, Math.max(comments.length, this.counts.get(post) ?? 0));
		if (comments.length >= (this.threads.get(post)?.length ?? 0)) {
			this.threads.set(post, comments);
		}
	}

	/** Sends a submitted post back to its writer. */
	async sendBack(post: Post, note: string): Promise<string | undefined> {
		return this.#parts.change(post, { status: 'draft', ...(note.trim() === '' ? {} : { note }) });
	}

	/** Schedules a post and holds it, or no longer. */
	async setTimes(post: Post, { publishAt, embargo }: Times): Promise<string | undefined> {
		const patch: PostPatch = { embargo: embargo?.toISOString() ?? null };
		if (publishAt !== undefined) {
			patch.status = 'scheduled';
			patch.publishedAt = publishAt.toISOString();
		} else if (post.status === 'scheduled') {
			patch.status = 'draft';
			patch.publishedAt = null;
		}
		return this.#parts.change(post, patch);
	}
}
