// The page's line to the server: the stream, else polling, else neither. It never
// gives up while someone looks at the page of a blog that goes on.
import type { Change } from './change.ts';
import type { Coverage } from './coverage.ts';

// All in milliseconds.
const streamPatience = 4_000; // for the stream to open: two of them, and it polls within 10 s
const returnPatience = 8_000; // for a stream that was open to come back by itself
const pollPatience = 8_000;
const hiddenPatience = 10_000; // a hidden tab listens on for this long
const longestPause = 8_000; // between attempts while nothing answers
const firstReturn = 15_000; // from polling, one tries the stream again
const longestReturn = 120_000;
const gather = 16; // changes that come together are shown together
const gatherBelow = 400; // while somebody reads further down, where new posts wait anyway

/** A random time from half of a time to the whole, so that readers don't come all at once. */
const jitter = (time: number) => time * (0.5 + Math.random() / 2);

export class Connection {
	readonly #page: Coverage;
	#source: EventSource | undefined;
	#isOpen = false;
	#failures = 0; // of the stream since it last worked
	#misses = 0; // of polls since one was answered
	#polls = false;
	#streamAt = 0; // when to try the stream again while polling
	#return = firstReturn;
	#timer: ReturnType<typeof setTimeout> | undefined;
	#patience: ReturnType<typeof setTimeout> | undefined;
	#waiting: { changes: Change[]; head: number; timer: ReturnType<typeof setTimeout> } | undefined;

	constructor(page: Coverage) {
		this.#page = page;
		let hiding: ReturnType<typeof setTimeout> | undefined;
		document.addEventListener('visibilitychange', () => {
			clearTimeout(hiding);
			if (document.hidden) {
				hiding = setTimeout(() => this.stop(), hiddenPatience);
			} else {
				this.resume();
			}
		});
		window.addEventListener('pagehide', () => this.stop());
		window.addEventListener('pageshow', (e) => e.persisted && this.resume());
		window.addEventListener('offline', () => {
			if (this.#state !== 'off') {
				this.stop();
				this.#state = 'lost';
			}
		});
		window.addEventListener('online', () => this.#state === 'lost' && this.start());
	}

	/** Begins to listen, unless it does. */
	start(): void {
		if (this.#state === 'on' || this.#state === 'poll') {
			return;
		}
		this.stop();
		if (this.#page.isEnded) {
			return;
		}
		this.#state = 'lost';
		this.#failures = 0;
		this.#misses = 0;
		this.#stream();
	}

	/** Goes on after a pause. An ended blog is looked at once: it may have been taken up again. */
	resume(): void {
		if (!this.#page.isEnded) {
			this.start();
		} else if (this.#state === 'off') {
			this.#lookOnce(3);
		}
	}

	/** Listens no longer. */
	stop(): void {
		this.#flush();
		this.#close();
		clearTimeout(this.#timer);
		this.#polls = false;
		this.#state = 'off';
	}

	get #state(): string {
		return this.#page.main.dataset.live ?? 'off';
	}

	set #state(state: 'on' | 'poll' | 'lost' | 'off') {
		this.#page.main.dataset.live = state;
	}

	#stream(): void {
		this.#flush();
		this.#close();
		if (!('EventSource' in window)) {
			this.#beginToPoll();
			return;
		}
		// Made anew each time: the seq is the one that counts, whatever server answers.
		const source = new EventSource(`/${this.#page.slug}/stream?since=${this.#page.seq}`);
		this.#source = source;
		this.#patience = setTimeout(() => this.#broken(source), streamPatience);
		source.onopen = () => {
			clearTimeout(this.#patience);
			clearTimeout(this.#timer);
			this.#isOpen = true;
			this.#polls = false;
			this.#return = firstReturn;
			this.#state = 'on';
		};
		source.onerror = () => this.#broken(source);
		for (const type of ['post', 'gone', 'blog']) {
			source.addEventListener(type, (event) => {
				this.#failures = 0;
				this.#receive([JSON.parse(event.data)], Number(event.lastEventId));
			});
		}
	}

	#close(): void {
		clearTimeout(this.#patience);
		this.#source?.close();
		this.#source = undefined;
		this.#isOpen = false;
	}

	#broken(source: EventSource): void {
		if (source !== this.#source) {
			return;
		}
		const was = this.#isOpen;
		this.#flush();
		if (was && this.#failures === 0 && source.readyState === EventSource.CONNECTING) {
			// The browser comes back when the server has told it to: each at another time.
			this.#failures++;
			this.#isOpen = false;
			this.#state = 'lost';
			this.#patience = setTimeout(() => this.#broken(source), returnPatience);
			return;
		}
		this.#close();
		this.#failures++;
		if (this.#polls) {
			// It goes on polling; the stream gets its next chance later.
			this.#return = Math.min(this.#return * 2, longestReturn);
			this.#streamAt = Date.now() + jitter(this.#return);
			return;
		}
		this.#state = 'lost';
		if (this.#failures >= 2) {
			this.#beginToPoll();
		} else {
			this.#timer = setTimeout(() => this.#stream(), jitter(1_000));
		}
	}

	#beginToPoll(): void {
		this.#polls = true;
		this.#misses = 0;
		this.#streamAt = Date.now() + jitter(this.#return);
		this.#poll();
	}

	async #poll(): Promise<void> {
		const pause = await this.#ask();
		if (!this.#polls) {
			return;
		}
		if (pause === undefined) {
			this.#misses++;
			this.#state = 'lost';
			this.#again(jitter(Math.min(longestPause, 1_000 * 2 ** this.#misses)));
			return;
		}
		this.#state = 'poll';
		if (this.#page.isEnded) {
			this.stop();
			return;
		}
		// After a time without an answer the server is there again, and its stream may be too.
		if (!this.#source && 'EventSource' in window && (this.#misses > 0 || Date.now() >= this.#streamAt)) {
			this.#stream();
		}
		this.#misses = 0;
		this.#again(pause * 1_000 * (0.9 + Math.random() / 5));
	}

	#again(pause: number): void {
		clearTimeout(this.#timer);
		this.#timer = setTimeout(() => this.#poll(), pause);
	}

	/** Asks for the changes once; gives the pause the server wishes, nothing where it did not answer. */
	async #ask(): Promise<number | undefined> {
		try {
			const answer = await fetch(`/${this.#page.slug}/changes?since=${this.#page.seq}`, {
				cache: 'no-store',
				signal: AbortSignal.timeout(pollPatience),
			});
			if (!answer.ok) {
				return undefined;
			}
			const { head, poll, changes }: { head: number; poll: number; changes: Change[] } = await answer.json();
			this.#page.apply(changes, head);
			return Math.max(1, poll);
		} catch {
			return undefined;
		}
	}

	/** What came by the stream is gathered for a moment. */
	#receive(changes: Change[], head: number): void {
		this.#waiting ??= {
			changes: [],
			head: 0,
			timer: setTimeout(() => this.#flush(), this.#page.isHolding ? gatherBelow : gather),
		};
		this.#waiting.changes.push(...changes);
		this.#waiting.head = Math.max(this.#waiting.head, head || 0);
	}

	#flush(): void {
		const waiting = this.#waiting;
		if (!waiting) {
			return;
		}
		this.#waiting = undefined;
		clearTimeout(waiting.timer);
		this.#page.apply(waiting.changes, waiting.head);
		if (this.#page.isEnded && this.#state !== 'off') {
			this.stop();
			// What changed after the end may not have come yet.
			this.#lookOnce(3);
		}
	}

	/** Catches up without listening on, unless the blog goes on. */
	#lookOnce(attempts: number): void {
		this.#timer = setTimeout(async () => {
			if ((await this.#ask()) === undefined && attempts > 1) {
				this.#lookOnce(attempts - 1);
			} else if (!this.#page.isEnded) {
				this.start();
			}
		}, jitter(2_000));
	}
}
