// What changed since the reader was here last, and where they were. Both are kept in
// the browser alone.
import type { Coverage } from './coverage.ts';
import { reading } from './place.ts';
import { locale, say } from './words.ts';

interface Visit {
	/** The seq up to which the reader had seen everything. */
	seq: number;
	/** When they left, in milliseconds. */
	at: number;
	/** The id of the article that they were at. */
	post: string;
}

// Both in milliseconds.
const away = 60_000; // whoever was away for less knows what there was
const catchUp = 15_000; // what comes later than this after the return is news, and not what was missed

export class Visits {
	readonly #page: Coverage;
	readonly #key: string;
	#last: Visit | undefined;
	#returned = 0; // when, in milliseconds
	#note: HTMLElement | undefined;
	#unseen: HTMLElement[] = [];

	constructor(page: Coverage) {
		this.#page = page;
		this.#key = `stoppress-visit-${page.slug}`;
		document.addEventListener('visibilitychange', () => (document.hidden ? this.#leave() : this.#return()));
		window.addEventListener('pagehide', () => this.#leave());
		this.#return();
		this.look();
	}

	/** Says what is new after an absence. It is asked whenever the page has changed. */
	look(): void {
		const last = this.#last;
		if (!last || document.hidden || Date.now() - this.#returned > catchUp) {
			return;
		}
		const unseen = this.#page.articles().filter((a) => Number(a.dataset.seq) > last.seq);
		if (unseen.length === 0 && this.#page.held === 0) {
			return;
		}
		this.#last = undefined;
		this.#unseen = unseen;
		for (const article of unseen) {
			article.setAttribute('data-ui-unseen', '');
		}
		const fresh = unseen.filter((a) => Date.parse(a.querySelector('time')?.dateTime ?? '') > last.at).length;
		this.#show(last, fresh + this.#page.held, unseen.length - fresh);
	}

	#show(last: Visit, fresh: number, changed: number): void {
		this.#note?.remove();
		const at = new Date(last.at);
		const when = new Intl.DateTimeFormat(
			locale(),
			Date.now() - last.at < 12 * 3_600_000
				? { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }
				: { day: 'numeric', month: 'long' },
		).format(at);
		const counts = [fresh && say('since.new', fresh), changed && say('since.changed', changed)].filter(
			Boolean,
		);
		const words = `${say('since', when)}: ${counts.join(say('comma'))}`;
		const note = document.createElement('div');
		note.className = 'since';
		const text = document.createElement('p');
		text.textContent = words;
		note.append(text);
		if (this.#unseen.length > 0) {
			note.append(button(say('since.show'), () => this.#next()));
		}
		if (this.#page.articles().findIndex((a) => a.id === last.post) > 0) {
			note.append(
				button(say('since.resume'), () => {
					this.#page.goTo(last.post.slice('post-'.length));
					this.#close();
				}),
			);
		}
		const close = button('×', () => this.#close());
		close.setAttribute('aria-label', say('close'));
		note.append(close);
		this.#note = note;
		this.#page.main.append(note);
		this.#page.announce(words);
	}

	#next(): void {
		const article = this.#unseen.find((a) => a.isConnected);
		if (article) {
			this.#unseen = this.#unseen.slice(this.#unseen.indexOf(article) + 1);
			this.#page.goTo(article.id.slice('post-'.length));
		}
		if (this.#unseen.length === 0) {
			this.#close();
		}
	}

	#close(): void {
		this.#note?.remove();
		this.#note = undefined;
	}

	/** Writes down up to where the reader has seen everything, and where they are. */
	#leave(): void {
		const visit: Visit = {
			seq: this.#page.seenSeq,
			at: Date.now(),
			post: reading(this.#page.articles())?.id ?? '',
		};
		try {
			localStorage.setItem(this.#key, JSON.stringify(visit));
		} catch {
			// Where the browser keeps nothing, nothing is said the next time.
		}
	}

	#return(): void {
		try {
			const last = JSON.parse(localStorage.getItem(this.#key) ?? 'null');
			if (last && Date.now() - last.at > away) {
				this.#last = last;
				this.#returned = Date.now();
			}
		} catch {
			// What cannot be read is as good as not there.
		}
	}
}

function button(words: string, press: () => void): HTMLButtonElement {
	const b = document.createElement('button');
	b.type = 'button';
	b.textContent = words;
	b.addEventListener('click', press);
	return b;
}
