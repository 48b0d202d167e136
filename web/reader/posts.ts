// The list of posts: puts each in its place, holds back new ones while a reader
// is below the top, and keeps the page's range.
import { idOf, newestFirst, parseArticle, patch, publishedAt } from './article.ts';
import type { PostChange } from './change.ts';
import { isBelowTop } from './place.ts';

/** Posts of an older page; the first page has fewer than twice as many (internal/edition/page.go). */
const pageSize = 50;

/**
 * What came of a change. `newer`: it belongs to a newer page. `stale`: only the
 * server knows what the page shows now, since posts that are not here moved from
 * page to page. `foreign`: it is in another language than the page.
 */
export type Outcome = 'shown' | 'held' | 'done' | 'newer' | 'stale' | 'foreign';

export class Posts {
	readonly list: HTMLElement;
	readonly #main: HTMLElement;
	readonly #held = new Map<string, HTMLElement>();

	constructor(main: HTMLElement) {
		const list = main.querySelector<HTMLElement>('#posts');
		if (!list) {
			throw new Error('the page has no #posts');
		}
		this.#main = main;
		this.list = list;
	}

	get held(): number {
		return this.#held.size;
	}

	/** The lowest seq of what is held; infinite where nothing is. */
	get firstHeld(): number {
		return Math.min(...[...this.#held.values()].map((a) => Number(a.dataset.seq)));
	}

	/** The articles shown, newest first. */
	articles(): HTMLElement[] {
		const all = [...this.list.querySelectorAll<HTMLElement>(':scope > li > article')];
		return this.#oldestFirst ? all.reverse() : all;
	}

	find(id: string): HTMLElement | undefined {
		return this.articles().find((a) => a.id === `post-${id}`);
	}

	/** Tells whether the page knows a post, be it shown or held. */
	has(id: string): boolean {
		return this.#held.has(id) || this.find(id) !== undefined;
	}

	/** Applies a post's newest form. */
	put(change: PostChange): Outcome {
		const now = parseArticle(change.html);
		const shown = this.find(change.id);
		if (shown) {
			return this.#edit(shown, now);
		}
		if (this.#held.has(change.id)) {
			this.#held.set(change.id, now);
			return this.#isInRange(now) ? 'done' : 'stale';
		}
		if (!this.#isInRange(now)) {
			const newest = this.articles()[0];
			return !this.#isFirstPage && newest && newestFirst(now, newest) < 0 ? 'newer' : 'stale';
		}
		const onTop = this.#known().every((a) => newestFirst(now, a) < 0 && now.id > a.id);
		const outcome = this.#admit(now);
		// One that is not surely new may have come from an older page.
		return this.#hasOlder && !onTop ? 'stale' : outcome;
	}

	/** Takes a post away. */
	remove(id: string): Outcome {
		const article = this.find(id);
		const known = article !== undefined || this.#held.has(id);
		article?.closest('li')?.remove();
		this.#held.delete(id);
		if (!this.#isFirstPage) {
			return 'stale';
		}
		return this.#hasOlder && (!known || this.#known().length < pageSize) ? 'stale' : 'done';
	}

	/** Shows what is held, and gives the first of it. */
	release(): HTMLElement | undefined {
		const held = [...this.#held.values()];
		this.#held.clear();
		for (const article of held) {
			this.#insert(article);
		}
		return [...this.list.querySelectorAll<HTMLElement>('article')].find((a) => held.includes(a));
	}

	/** Tells whether new posts are held back now. */
	get isHolding(): boolean {
		return this.list.childElementCount > 0 && isBelowTop(this.list);
	}

	/** Tells whether posts have to leave for an older page. */
	get isOverfull(): boolean {
		return this.#isFirstPage && this.held === 0 && this.list.childElementCount >= 2 * pageSize;
	}

	/**
	 * Lets the oldest posts go to an older page, as the server does it: whole pages
	 * of them, counted from the oldest. Gives how many pages went.
	 */
	trim(): number {
		if (!this.isOverfull) {
			return 0;
		}
		const articles = this.articles();
		const pages = Math.floor(articles.length / pageSize) - 1;
		for (const article of articles.slice(articles.length - pages * pageSize)) {
			article.closest('li')?.remove();
		}
		return pages;
	}

	/** Makes the list equal to that of a newer load of the same page. */
	reconcile(fresh: Element): void {
		const newest = this.articles()[0];
		const before = new Map(this.articles().map((a) => [a.id, a]));
		const held = new Map(this.#held);
		this.#held.clear();
		const now = [...fresh.querySelectorAll<HTMLElement>(':scope > li > article')];
		const staying: HTMLElement[] = [];
		for (const article of now) {
			const shown = before.get(article.id);
			if (shown) {
				if (shown.dataset.seq !== article.dataset.seq) {
					patch(shown, article);
				}
				staying.push(shown);
			} else if (this.#isFirstPage && (held.has(idOf(article)) || this.#isToHold(article, newest))) {
				this.#held.set(idOf(article), article);
			} else {
				staying.push(article);
			}
		}
		for (const [id, article] of before) {
			if (!now.some((a) => a.id === id)) {
				article.closest('li')?.remove();
			}
		}
		for (const article of staying) {
			this.#insert(article);
		}
	}

	/** Tells whether a post that comes with a newer load is new, and to be held. */
	#isToHold(article: HTMLElement, newest: HTMLElement | undefined): boolean {
		return this.isHolding && newest !== undefined && newestFirst(article, newest) < 0;
	}

	#edit(shown: HTMLElement, now: HTMLElement): Outcome {
		if (Number(now.dataset.seq) <= Number(shown.dataset.seq)) {
			return 'done';
		}
		const moved = publishedAt(shown) !== publishedAt(now);
		patch(shown, now);
		if (!moved) {
			return 'done';
		}
		this.#insert(shown);
		const oldest = this.articles().at(-1);
		return !this.#isFirstPage || (this.#hasOlder && oldest === shown) ? 'stale' : 'done';
	}

	#admit(article: HTMLElement): Outcome {
		if (this.isHolding) {
			this.#held.set(idOf(article), article);
			return 'held';
		}
		this.#insert(article).classList.add('new');
		return 'shown';
	}

	/** Puts an article, new or moved, where the order wants it. */
	#insert(article: HTMLElement): HTMLElement {
		const row = article.closest('li') ?? document.createElement('li');
		if (article.parentElement !== row) {
			row.append(article);
		}
		const sign = this.#oldestFirst ? -1 : 1;
		let next = this.list.firstElementChild;
		while (
			next &&
			(next === row || !next.firstElementChild || sign * newestFirst(article, next.firstElementChild) > 0)
		) {
			next = next.nextElementSibling;
		}
		if (row.parentElement !== this.list || row.nextElementSibling !== next) {
			this.list.insertBefore(row, next);
		}
		return row;
	}

	#known(): HTMLElement[] {
		return [...this.articles(), ...this.#held.values()];
	}

	/** Tells whether a post belongs on this page by what the page knows. */
	#isInRange(article: HTMLElement): boolean {
		if (!this.#isFirstPage) {
			return false;
		}
		return !this.#hasOlder || this.#known().some((a) => a !== article && newestFirst(article, a) < 0);
	}

	get #isFirstPage(): boolean {
		return this.#main.dataset.page === '0';
	}

	get #hasOlder(): boolean {
		return this.#main.querySelector('#older') !== null;
	}

	get #oldestFirst(): boolean {
		return this.list.dataset.order === 'oldest';
	}
}
