// What the subs say of the words in one box: asked at pauses in typing, and never in the
// way of it. Without a connection nothing is said.
import type { Answer } from '../api/request';
import type { Reading, Unread } from '../api/words';
import { same } from './copy';

/** How long a pause is after which words are read, in ms. */
export const READ_AFTER = 900;

const NOTHING: Reading = { warnings: [], links: [], posts: [] };

export class Subs {
	reading = $state.raw<Reading>(NOTHING);
	/** There has been something to say. */
	spoken = $state(false);
	/** How many things there are to look at, in words; empty where there are none. */
	readonly count: string = $derived.by(() => {
		const n = this.reading.warnings.length;
		return n === 0 ? '' : `${n === 1 ? 'One thing' : `${n} things`} to look at before it goes out`;
	});
	#ask: (post: Unread) => Promise<Answer<Reading>>;
	#timer: ReturnType<typeof setTimeout> | undefined;
	/** What is to be read, and what was read last. */
	#next: Unread | undefined;
	#last: Unread | undefined;
	#reading = false;
	#closed = false;

	constructor(ask: (post: Unread) => Promise<Answer<Reading>>) {
		this.#ask = ask;
	}

	/** These are the words now. */
	look(post: Unread): void {
		clearTimeout(this.#timer);
		if (post.title === '' && (post.elements ?? []).length === 0) {
			this.#next = undefined;
			this.#last = undefined;
			this.reading = NOTHING;
			return;
		}
		this.#next = post;
		this.#timer = setTimeout(() => void this.#read(), READ_AFTER);
	}

	/** A warning, or a link, is dealt with: it goes at once, and not only when the words are read again. */
	settle(key: string): void {
		const { warnings, links, posts } = this.reading;
		const others = <T extends { key: string }>(list: T[]) => list.filter((one) => one.key !== key);
		this.reading = { warnings: others(warnings), links: others(links), posts };
	}

	close(): void {
		this.#closed = true;
		clearTimeout(this.#timer);
	}

	async #read(): Promise<void> {
		const post = this.#next;
		if (this.#reading || post === undefined || same(post, this.#last)) {
			return;
		}
		this.#reading = true;
		const answer = await this.#ask(post);
		this.#reading = false;
		if (this.#closed) {
			return;
		}
		if (this.#next !== post) {
			// Something was typed meanwhile; of an empty box there is nothing to say.
			if (this.#next !== undefined) {
				this.look(this.#next);
			}
			return;
		}
		if (answer.ok) {
			this.#last = post;
			this.reading = answer.value;
			this.spoken ||= answer.value.warnings.length + answer.value.links.length > 0;
		}
	}
}
