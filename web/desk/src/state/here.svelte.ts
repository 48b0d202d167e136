// Who is at the desk of this blog, and who edits which of its posts. It is for people
// to look at: nothing waits for it, and nothing is kept from anybody by it.
import type { Answer } from '../api/request';
import type { components } from '../api/schema.gen';
import type { Presence } from '../api/words';

type Schemas = components['schemas'];

/** How often this tab says that it is here, in ms; the server forgets it after a little more than two. */
const BEAT = 5000;

export interface HereParts {
	ask: () => Promise<Answer<Schemas['HereList']>>;
	put: (at: Schemas['PresenceBody']) => Promise<Answer<void>>;
	leave: (tab: string) => Promise<Answer<void>>;
	/** Whether the server knows who this is: one whose session is over says nothing. */
	known: () => boolean;
	/** Somebody else edits a post now that was being edited here. */
	taken: (post: string, by: Presence) => void;
}

/** A person, in one tab or in several. */
export interface Colleague {
	id: string;
	name: string;
	away: boolean;
}

export class Here {
	/** All tabs, this one among them. */
	all = $state.raw<readonly Presence[]>([]);
	/** This tab. Each edit in it is there under a name of its own that begins with this one. */
	readonly tab: string;
	/** The posts that are being edited here, with since when, as soon as the server has said it. */
	#edits = new Map<string, string | undefined>();
	/** Edits of an earlier visit, until it is known whether somebody else has gone on meanwhile. */
	#found = new Set<string>();
	/** How often a list was taken. */
	#told = 0;
	#parts: HereParts;
	#timer: ReturnType<typeof setInterval> | undefined;
	#looking: ReturnType<typeof setTimeout> | undefined;
	/** A page that goes away is hidden first: only one that is still there then is away. */
	#look = () => {
		clearTimeout(this.#looking);
		this.#looking = setTimeout(() => void this.#beat(), document.hidden ? 1000 : 0);
	};

	/** The others, by name: one for each person. */
	readonly others: readonly Colleague[] = $derived.by(() => {
		const found = new Map<string, Colleague>();
		const own = this.all.find((p) => this.#isOwn(p))?.user.id;
		for (const { user, away = false } of this.all) {
			const known = found.get(user.id);
			if (user.id !== own) {
				found.set(user.id, { id: user.id, name: user.name, away: away && (known?.away ?? true) });
			}
		}
		return [...found.values()];
	});

	constructor(tab: string, parts: HereParts) {
		this.tab = tab;
		this.#parts = parts;
	}

	open(): void {
		this.#timer = setInterval(() => void this.#beat(), BEAT);
		document.addEventListener('visibilitychange', this.#look);
		void this.#beat();
	}

	/** Says nothing more: the server hears from the stream's end that this tab is gone. */
	close(): void {
		clearInterval(this.#timer);
		clearTimeout(this.#looking);
		document.removeEventListener('visibilitychange', this.#look);
	}

	/** Says that this tab is here, and asks who else is, as after a break in which things were missed. */
	async back(): Promise<void> {
		await this.#beat();
		await this.refresh();
	}

	/** Asks who is here. */
	async refresh(): Promise<void> {
		const told = this.#told;
		const answer = await this.#parts.ask();
		// What the stream has told meanwhile is newer than the answer, and nothing tells it again.
		if (answer.ok && told === this.#told) {
			this.hear(answer.value.here);
		}
		for (const post of this.#found) {
			this.#found.delete(post);
			const other = this.editor(post);
			if (other?.tookOver === true) {
				this.#parts.taken(post, other);
			} else {
				this.edit(post);
			}
		}
	}

	/** Takes the list that the server gives. */
	hear(here: readonly Presence[]): void {
		this.#told++;
		this.all = here;
		for (const [post, since] of this.#edits) {
			const own = here.find((p) => p.tab === this.#name(post));
			const began = since ?? own?.since;
			this.#edits.set(post, began);
			const taker = here.find(
				(p) =>
					p.post === post &&
					!this.#isOwn(p) &&
					p.tookOver === true &&
					began !== undefined &&
					Date.parse(p.since ?? '') > Date.parse(began),
			);
			if (taker !== undefined) {
				this.rest(post);
				this.#parts.taken(post, taker);
			}
		}
	}

	/** Who else is editing a post, if anybody: whoever took it over last, else who began first. */
	editor(post: string): Presence | undefined {
		const since = (p: Presence) => Date.parse(p.since ?? '');
		return this.all
			.filter((p) => p.post === post && !this.#isOwn(p))
			.toSorted(
				(a, b) =>
					Number(b.tookOver ?? false) - Number(a.tookOver ?? false) ||
					(a.tookOver === true ? since(b) - since(a) : since(a) - since(b)),
			)[0];
	}

	/** From now on a post is edited here. */
	edit(post: string, takeOver = false): void {
		this.#edits.set(post, undefined);
		if (!this.#parts.known()) {
			return; // the next beat says it
		}
		void this.#parts.put({
			tab: this.#name(post),
			post,
			away: document.hidden,
			...(takeOver ? { takeOver } : {}),
		});
	}

	/** An edit was found that an earlier visit left; who goes on with it is known once the list is. */
	found(post: string): void {
		this.#found.add(post);
	}

	/** A post is edited here no longer. */
	rest(post: string): void {
		this.#found.delete(post);
		if (this.#edits.delete(post) && this.#parts.known()) {
			void this.#parts.leave(this.#name(post));
		}
	}

	async #beat(): Promise<void> {
		if (!this.#parts.known()) {
			return;
		}
		const away = document.hidden;
		await Promise.all([
			this.#parts.put({ tab: this.tab, away }),
			...[...this.#edits.keys()].map((post) => this.#parts.put({ tab: this.#name(post), post, away })),
		]);
	}

	#name(post: string): string {
		return `${this.tab}-${post}`;
	}

	#isOwn(presence: Presence): boolean {
		return presence.tab.startsWith(this.tab);
	}
}
