// An open page of a blog: applies the public changes to it, so that it shows what
// a fresh load of the same address would.
import { parseArticle } from './article.ts';
import type { Change } from './change.ts';
import { Header, showSayings } from './header.ts';
import { step } from './links.ts';
import { keepPlace, placeOf } from './place.ts';
import { type Outcome, Posts } from './posts.ts';
import { afterPaint } from './press.ts';
import { Times } from './times.ts';
import { say } from './words.ts';

export class Coverage {
	readonly main: HTMLElement;
	readonly slug: string;
	readonly #posts: Posts;
	readonly #header: Header;
	readonly #times: Times;
	readonly #button: HTMLElement;
	readonly #reload: () => void;
	#newer = 0; // posts that a newer page got meanwhile
	/** Called after the page has changed. */
	changed: () => void = () => {};

	/** reload is called where only a fresh load tells what the page shows now. */
	constructor(main: HTMLElement, reload: () => void) {
		this.main = main;
		this.slug = main.dataset.blog ?? '';
		this.#posts = new Posts(main);
		this.#header = new Header(main);
		this.#button = this.#find('new-posts');
		this.#reload = reload;
		this.#times = new Times(main);
		this.#button.addEventListener('click', () => {
			this.#button.hidden = true;
			afterPaint(() => this.#show());
		});
		window.addEventListener('scroll', () => this.#comeIn(), { passive: true });
	}

	/** The seq up to which the page has every change. */
	get seq(): number {
		return Number(this.main.dataset.seq);
	}

	/** The seq up to which everything is shown: what is held back is not. */
	get seenSeq(): number {
		return Math.min(this.seq, this.#posts.firstHeld - 1);
	}

	/** How many posts are held back. */
	get held(): number {
		return this.#posts.held;
	}

	/** Whether new posts wait, since the reader is below the top. */
	get isHolding(): boolean {
		return this.#posts.isHolding;
	}

	/** The articles shown, from the top. */
	articles(): HTMLElement[] {
		return [...this.#posts.list.querySelectorAll<HTMLElement>(':scope > li > article')];
	}

	/** Says something to those who don't see it. */
	announce(words: string): void {
		this.#find('announce').textContent = words;
	}

	get isEnded(): boolean {
		return this.main.dataset.state === 'ended';
	}

	/**
	 * Applies changes, which come by rising seq. With head the page then has all up
	 * to it; the first of two that share a seq comes without.
	 */
	apply(changes: Change[], head: number): void {
		// What came on another way already is known by its seq.
		const news = changes.filter((c) => c.seq > this.seq);
		if (news.length > 0) {
			this.#change(news);
		}
		if (head > this.seq) {
			this.main.dataset.seq = String(head);
		}
	}

	/** Makes the page equal to a newer load of the same address. */
	reconcile(fresh: HTMLElement): void {
		keepPlace(this.main, () => {
			this.main.dataset.page = fresh.dataset.page ?? '0';
			const list = fresh.querySelector('#posts');
			this.#header.reconcile(fresh);
			if (list) {
				this.#posts.reconcile(list);
			}
		});
		this.main.dataset.seq = fresh.dataset.seq ?? '0';
		this.#settle();
	}

	/** Leads to a post, be it shown or held; tells whether it is on the page. */
	goTo(id: string): boolean {
		if (!this.#posts.find(id) && this.#posts.has(id)) {
			this.#release();
		}
		const article = this.#posts.find(id);
		if (article) {
			focusOn(article);
		}
		return article !== undefined;
	}

	#change(changes: Change[]): void {
		const held = this.#posts.held;
		const count = new Map<Outcome, number>();
		const change = () => {
			for (const c of changes) {
				const outcome = this.#one(c);
				count.set(outcome, (count.get(outcome) ?? 0) + 1);
			}
		};
		if (this.#bringsIn(changes)) {
			change();
		} else {
			keepPlace(this.main, change);
		}
		this.#newer += count.get('newer') ?? 0;
		this.#settle();
		const shown = count.get('shown') ?? 0;
		if (shown > 0 || this.#posts.held > held) {
			this.announce(say('new-updates', shown || this.#posts.held));
		}
		if (count.has('foreign')) {
			location.reload(); // every word of the page is another one
		} else if (count.has('stale')) {
			this.#reload();
		}
	}

	/** At the top the newest posts come in above the others, and are to be seen. */
	#bringsIn(changes: Change[]): boolean {
		return !this.#posts.isHolding && changes.some((c) => c.type === 'post' && !this.#posts.find(c.id));
	}

	#one(change: Change): Outcome {
		switch (change.type) {
			case 'blog':
				this.#header.blog(change);
				return 'done';
			case 'gone':
				this.#header.post(change.id, undefined);
				return this.#posts.remove(change.id);
			case 'post': {
				this.#header.post(change.id, change.pinned ? change.html : undefined);
				const { lang, dataset } = parseArticle(change.html);
				if (dataset.zone && dataset.zone !== this.main.dataset.timezone) {
					this.#header.zone(dataset.zone);
				}
				if (lang && lang !== this.main.dataset.language) {
					return 'foreign';
				}
				return this.#posts.put(change);
			}
			default:
				return 'done'; // of a newer server
		}
	}
	/** Shows what is held and moves to the first of it. */
	#show(): void {
		const from = placeOf(this.articles());
		const first = this.#release();
		if (first) {
			focusOn(first);
			step(from, first.id.slice('post-'.length));
		}
	}

	/** Lets in what is held once the top of the list is in view again. */
	#comeIn(): void {
		if (this.#posts.held > 0 && !this.#posts.isHolding) {
			keepPlace(this.main, () => this.#release());
		}
	}

	#release(): HTMLElement | undefined {
		const first = this.#posts.release();
		this.#settle();
		return first;
	}

	/** Brings in line what follows from the posts that are shown and held. */
	#settle(): void {
		if (this.main.dataset.focus && this.#posts.isOverfull) {
			this.#reload(); // its post may be one of those that leave
		} else {
			const pages = this.#posts.trim();
			if (pages > 0) {
				this.#addOlder(pages);
			}
		}
		const held = this.#posts.held;
		this.main.dataset.held = String(held);
		this.#button.hidden = held === 0;
		this.#button.textContent = held > 0 ? say('new-updates', held) : '';
		const title = (held > 0 ? `(${held}) ` : '') + document.title.replace(/^\(\d+\) /, '');
		if (document.title !== title) {
			document.title = title;
		}
		const newer = this.main.querySelector('#newer');
		if (newer && this.#newer > 0) {
			newer.textContent = say('new-updates', this.#newer);
		}
		showSayings(this.#find('said'), this.#posts.articles());
		this.#times.show();
		this.changed();
	}

	/** Leads to older pages, of which there are some more now. */
	#addOlder(pages: number): void {
		const { order } = this.#posts.list.dataset;
		const usual = this.isEnded ? 'oldest' : 'newest';
		const query = order === usual ? '' : `&order=${order}`;
		let link = this.main.querySelector<HTMLAnchorElement>('#older');
		if (!link) {
			link = document.createElement('a');
			link.id = 'older';
			link.rel = 'next';
			link.textContent = say('older');
			this.main.querySelector('.pages')?.append(link);
			this.main.querySelector('.start')?.setAttribute('href', `/${this.slug}?page=1&order=oldest`);
		}
		const before = Number(new URL(link.href || '?', document.baseURI).searchParams.get('page'));
		link.setAttribute('href', `/${this.slug}?page=${before + pages}${query}`);
	}

	#find(id: string): HTMLElement {
		const found = this.main.querySelector<HTMLElement>(`#${id}`);
		if (!found) {
			throw new Error(`the page has no #${id}`);
		}
		return found;
	}
}

function focusOn(article: HTMLElement): void {
	article.tabIndex = -1;
	article.focus({ preventScroll: true });
	article.scrollIntoView({ block: 'start' });
}
