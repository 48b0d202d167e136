// The line to the server: the stream of a blog's changes, from the seq after what
// was loaded. EventSource comes back by itself after most breaks and says where
// it stopped; where it gives up, a new one is opened at the last seq that came.
import type { components } from '../api/schema.gen';
import type { Audience, Blog, Post, Thread } from '../api/words';

export interface LineParts {
	post: (post: Post) => void;
	blog: (blog: Blog) => void;
	/** Connected again after a break. */
	back: () => void;
	/** The stream was refused. Resolves when it may be asked for again: once somebody is signed in. */
	ended: () => Promise<unknown>;
	/** Beside the changes: who is at the desk, what it says about a post, how many read. */
	here: (list: components['schemas']['HereList']) => void;
	comments: (thread: Thread) => void;
	audience: (audience: Audience) => void;
}

export type LineState = 'off' | 'connecting' | 'on' | 'lost';

/** How long changes are gathered once many come in, in ms: each time the list is drawn takes from the typing. */
const GATHERED = 250;

/** And how long while somebody types, who looks at what they write: from a second on up to the next pause, in ms. */
const GATHERED_TYPING = 1000;
const LONGEST = 2000;
const PAUSE = 150;

/** How long it has been quiet, in ms, before what comes in is something to look up for. */
const CALM = 1500;

/** Seconds between tries after the stream was refused; the last one repeats. */
const WAITS = [1, 2, 5, 10, 20];

export class Line {
	state = $state<LineState>('off');
	#slug: string;
	#tab: string;
	#parts: LineParts;
	#source: EventSource | undefined;
	#since = 0;
	#failures = 0;
	#timer: ReturnType<typeof setTimeout> | undefined;
	/** What was heard and is not told yet, oldest first. */
	#heard: (() => void)[] = [];
	#toldAt = Number.NEGATIVE_INFINITY;
	/** Whether what is told comes by itself, after a pause: one can follow it with the eye. */
	calm = true;
	#telling: ReturnType<typeof setTimeout> | undefined;
	#typedAt = Number.NEGATIVE_INFINITY;
	#typing = () => {
		this.#typedAt = performance.now();
	};
	#online = () => {
		if (this.state === 'lost') {
			this.#connect();
		}
	};
	#offline = () => {
		if (this.state !== 'off') {
			this.state = 'lost';
		}
	};

	/** `tab` is the name by which this one is at the desk. */
	constructor(slug: string, tab: string, parts: LineParts) {
		this.#slug = slug;
		this.#tab = tab;
		this.#parts = parts;
	}

	open(since: number): void {
		this.#since = since;
		this.state = 'connecting';
		addEventListener('keydown', this.#typing, true);
		addEventListener('online', this.#online);
		addEventListener('offline', this.#offline);
		this.#connect();
	}

	close(): void {
		this.state = 'off';
		clearTimeout(this.#timer);
		clearTimeout(this.#telling);
		this.#source?.close();
		removeEventListener('keydown', this.#typing, true);
		removeEventListener('online', this.#online);
		removeEventListener('offline', this.#offline);
	}

	#connect(): void {
		clearTimeout(this.#timer);
		this.#source?.close();
		const source = new EventSource(
			`/api/v1/blogs/${encodeURIComponent(this.#slug)}/stream?since=${this.#since}&tab=${this.#tab}`,
		);
		this.#source = source;
		source.onopen = () => {
			this.#failures = 0;
			this.state = 'on';
			this.#parts.back();
		};
		source.onerror = () => {
			this.state = 'lost';
			if (source.readyState === EventSource.CLOSED) {
				void this.#refused();
			}
		};
		source.addEventListener('post', (event) => this.#hear<Post>(event, this.#parts.post));
		source.addEventListener('blog', (event) => this.#hear<Blog>(event, this.#parts.blog));
		for (const aside of ['here', 'comments', 'audience'] as const) {
			source.addEventListener(aside, (event: MessageEvent<string>) =>
				this.#parts[aside](JSON.parse(event.data)),
			);
		}
	}

	#hear<T extends { seq: number }>(event: MessageEvent<string>, tell: (value: T) => void): void {
		const value = JSON.parse(event.data) as T;
		this.#heard.push(() => tell(value));
		this.#tellSoon();
		// An event without an id shares its seq with the one that follows it.
		if (event.lastEventId !== '') {
			this.#since = Math.max(this.#since, Number(event.lastEventId) || 0);
		}
	}

	/** Tells at once what comes alone, and in one go what comes in numbers. */
	#tellSoon(): void {
		const now = performance.now();
		const wait = this.#toldAt + (now - this.#typedAt < GATHERED_TYPING ? GATHERED_TYPING : GATHERED) - now;
		if (this.#telling === undefined) {
			if (wait <= 0) {
				this.#tell();
			} else {
				this.#telling = setTimeout(() => this.#tellInAPause(), wait);
			}
		}
	}

	#tellInAPause(): void {
		const now = performance.now();
		if (now - this.#typedAt < PAUSE && now - this.#toldAt < LONGEST) {
			this.#telling = setTimeout(() => this.#tellInAPause(), PAUSE);
		} else {
			this.#tell();
		}
	}

	#tell(): void {
		this.#telling = undefined;
		const heard = this.#heard;
		const now = performance.now();
		this.calm = heard.length === 1 && now - this.#toldAt >= CALM;
		this.#toldAt = now;
		this.#heard = [];
		for (const tell of heard) {
			tell();
		}
	}

	async #refused(): Promise<void> {
		const wait = WAITS[Math.min(this.#failures++, WAITS.length - 1)] ?? 1;
		await this.#parts.ended();
		if (this.state === 'lost') {
			clearTimeout(this.#timer);
			this.#timer = setTimeout(() => this.#connect(), wait * 1000 * (0.75 + Math.random() / 2));
		}
	}
}
