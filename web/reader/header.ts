// What stands around the posts: the header, the key events, the pinned posts, and
// who said what. Each is built to the letter as the server's templates do it
// (internal/reader/layout/section.go has the rules).
import { parseArticle, patch, pinnedHTML } from './article.ts';
import type { BlogChange, KeyEvent } from './change.ts';
import { clocks } from './times.ts';
import { say } from './words.ts';

function element<K extends keyof HTMLElementTagNameMap>(
	name: K,
	...content: (Node | string)[]
): HTMLElementTagNameMap[K] {
	const e = document.createElement(name);
	e.append(...content);
	return e;
}

function time(at: string, text: string): HTMLTimeElement {
	const e = element('time', text);
	e.dateTime = at;
	return e;
}

function postLink(id: string, ...content: (Node | string)[]): HTMLAnchorElement {
	const a = element('a', ...content);
	a.href = `#post-${id}`;
	return a;
}

/** Replaces what an element holds, where that differs. */
function fill(target: Element, ...content: (Node | string)[]): void {
	const now = target.cloneNode(false);
	if (now instanceof Element) {
		now.append(...content);
		patch(target, now);
	}
}

export class Header {
	readonly #main: HTMLElement;
	readonly #part: (id: string) => HTMLElement;
	/** The articles of pinned posts, by id, as the server rendered them. */
	readonly #pinned = new Map<string, string>();
	#pins: string[] = [];

	constructor(main: HTMLElement) {
		this.#main = main;
		this.#part = (id) => {
			const found = main.querySelector<HTMLElement>(`#${id}`);
			if (!found) {
				throw new Error(`the page has no #${id}`);
			}
			return found;
		};
		this.#pins = this.#know(this.#part('pinned'));
	}

	/** Takes the pinned posts of a page for known, and gives their ids. */
	#know(section: Element): string[] {
		return [...section.querySelectorAll('article')].map((article) => {
			const id = article.dataset.post ?? '';
			this.#pinned.set(id, article.outerHTML);
			return id;
		});
	}

	/** Makes all equal to a newer load of the same page. */
	reconcile(fresh: HTMLElement): void {
		const text = (selector: string) => fresh.querySelector(selector)?.textContent ?? '';
		this.#main.dataset.timezone = fresh.dataset.timezone ?? 'UTC';
		const section = fresh.querySelector('#pinned');
		this.blog({
			type: 'blog',
			seq: Number(fresh.dataset.seq),
			state: fresh.dataset.state ?? '',
			title: text('#title'),
			standfirst: text('#standfirst'),
			pinned: section ? this.#know(section) : [],
			keyEvents: keyEventsOf(fresh),
		});
		const order = (page: Element) => page.querySelector<HTMLElement>('#posts')?.dataset.order;
		// Where the blog has ended the page keeps the order in which it is read.
		for (const part of order(fresh) === order(this.#main)
			? ['.facts', '.contributors', '.pages']
			: ['.contributors', '.pages']) {
			const [old, now] = [this.#main.querySelector(part), fresh.querySelector(part)];
			if (old && now) {
				patch(old, now);
			}
		}
	}

	/** Takes a post's newest form; html is nothing where it is gone. */
	post(id: string, html: string | undefined): void {
		if (html) {
			this.#pinned.set(id, pinnedHTML(id, html));
		} else {
			this.#pinned.delete(id);
		}
		if (this.#pins.includes(id)) {
			this.#showPinned();
		}
	}

	blog(change: BlogChange): void {
		const before = this.#part('title').textContent ?? '';
		if (before !== change.title) {
			fill(this.#part('title'), change.title);
			document.title = document.title.replace(before, () => change.title);
		}
		fill(this.#part('standfirst'), ...(change.standfirst ? [change.standfirst] : []));
		this.#part('standfirst').hidden = !change.standfirst;
		this.#main.dataset.state = change.state;
		const word = say(`state.${change.state}`);
		const note = say(`state.${change.state}.note`);
		fill(this.#part('state'), element('b', word), ...(note ? [' ', element('span', note)] : []));
		this.#bar('state', word);
		this.#bar('title', change.title);
		this.#pins = change.pinned;
		this.#showPinned();
		this.#showKeyEvents(change.keyEvents);
	}

	/** Shows times in another zone. */
	zone(zone: string): void {
		this.#main.dataset.timezone = zone;
		this.#showKeyEvents(keyEventsOf(this.#main));
	}

	#bar(part: string, text: string): void {
		const place = document.querySelector(`[data-bar="${part}"]`);
		if (place) {
			place.textContent = text;
		}
	}

	#showKeyEvents(events: KeyEvent[]): void {
		const nav = this.#part('key-events');
		const texts = clocks(
			events.map((k) => k.publishedAt),
			this.#main.dataset.timezone ?? 'UTC',
		);
		const rows = events.map((k, i) =>
			element('li', postLink(k.id, time(k.publishedAt, texts[i] ?? ''), ' ', element('span', k.title))),
		);
		const list = nav.querySelector('ol');
		if (list) {
			fill(list, ...rows);
		}
		nav.hidden = events.length === 0;
	}

	#showPinned(): void {
		const section = this.#part('pinned');
		const shown = [...section.querySelectorAll('article')];
		const articles: HTMLElement[] = [];
		for (const id of this.#pins) {
			const html = this.#pinned.get(id);
			if (!html) {
				continue; // it comes with the same delta
			}
			const now = parseArticle(html);
			const old = shown.find((a) => a.dataset.post === id);
			if (old && old.dataset.seq !== now.dataset.seq) {
				patch(old, now);
			}
			articles.push(old ?? now);
		}
		const [heading] = section.getElementsByTagName('summary');
		if (heading && (articles.length !== shown.length || articles.some((a, i) => a !== shown[i]))) {
			heading.parentElement?.replaceChildren(heading, ...articles);
		}
		section.hidden = this.#pins.length === 0;
	}
}

/** The key events that a page shows. */
function keyEventsOf(main: Element): KeyEvent[] {
	return [...main.querySelectorAll<HTMLAnchorElement>('#key-events a')].map((a) => ({
		id: a.hash.slice('#post-'.length),
		title: a.querySelector('span')?.textContent ?? '',
		publishedAt: a.querySelector('time')?.dateTime ?? '',
	}));
}

const mostSayings = 5;

/** Shows the newest quote of each speaker of the posts, which come newest first. */
export function showSayings(aside: HTMLElement, articles: Iterable<Element>): void {
	const seen = new Set<string>();
	const rows: Node[] = [];
	for (const article of articles) {
		for (const quote of article.querySelectorAll('.quote')) {
			const speaker = quote.querySelector('.speaker')?.textContent ?? '';
			if (seen.has(speaker) || rows.length === mostSayings) {
				continue;
			}
			seen.add(speaker);
			const role = quote.querySelector('.role')?.textContent;
			const published = article.querySelector('time');
			const link = postLink(
				article.id.slice('post-'.length),
				element('b', element('bdi', speaker)),
				...(role ? [' ', element('span', element('bdi', role))] : []),
				' ',
				time(published?.dateTime ?? '', published?.querySelector('b')?.textContent ?? ''),
			);
			const words = element('blockquote', quote.querySelector('blockquote p')?.textContent ?? '');
			if (quote.classList.contains('marked')) {
				words.className = 'marked';
			}
			for (const name of ['lang', 'dir']) {
				const value = quote.querySelector('blockquote')?.getAttribute(name);
				if (value) {
					words.setAttribute(name, value);
				}
			}
			rows.push(element('li', link, words));
		}
	}
	const list = aside.querySelector('ol');
	if (list) {
		fill(list, ...rows);
	}
	aside.hidden = rows.length === 0;
}
