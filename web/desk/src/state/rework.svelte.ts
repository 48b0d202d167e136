// What is done with posts that are written already: looking at what they were,
// putting them at another time or into another blog, relating them, summing them up,
// withdrawing many at a time.
import { SvelteSet } from 'svelte/reactivity';
import { type Answer, inWords } from '../api/request';
import type { Blog, Copied, Copy, CopyBody, Post, PostPatch, Revision } from '../api/words';
import type { Summary } from '../document/summary';
import type { Composer } from './composer.svelte';
import { copyOf } from './copy';
import { newKey } from './key';
import type { Undo } from './undo.svelte';

export interface ReworkParts {
	/** As the list shows them. */
	posts: () => readonly Post[];
	hasOlder: () => boolean;
	loadOlder: () => Promise<void>;
	mayChange: (post: Post) => boolean;
	history: (post: Post) => Promise<Answer<{ revisions: Revision[] }>>;
	/** A page of the newsroom's blogs, the newest first. */
	blogs: (before: string | undefined) => Promise<Answer<{ blogs: Blog[]; next?: string }>>;
	copy: (post: Post, key: string, body: CopyBody) => Promise<Answer<Copied>>;
	/** The newest version that the server has acknowledged. */
	take: (post: Post) => void;
	/** Resolves to what went wrong. */
	change: (post: Post, patch: PostPatch) => Promise<string | undefined>;
	/** Resolves to the post as it is then, or to nothing where it was not withdrawn. */
	withdraw: (post: Post) => Promise<Post | undefined>;
	undo: Undo;
	/** Writes other words over a post, as anybody who edits it. */
	edit: (post: Post, copy: Copy) => void;
	composer: Composer;
}

/** How many blogs a post can be sent to: no newsroom looks through more of them in one list. */
const MOST_BLOGS = 500;

export class Rework {
	/** The post whose dialog of the name is open. */
	history = $state.raw<Post | undefined>(undefined);
	timing = $state.raw<Post | undefined>(undefined);
	copying = $state.raw<Post | undefined>(undefined);
	/** Whether a summary is being made of key events. */
	summing = $state(false);
	/** Whether posts are being chosen, to withdraw many at a time. */
	selecting = $state(false);
	readonly selected = new SvelteSet<string>();
	/** Where the next post whose time is clicked goes, while somebody is asked to click one. */
	picking = $state.raw<((post: Post) => void) | undefined>(undefined);
	/** Brings the focus to the box for the next update; set by whoever shows it. */
	write: () => void = () => {};
	#from: string | undefined;
	#parts: ReworkParts;

	constructor(parts: ReworkParts) {
		this.#parts = parts;
	}

	/** Whether one of the dialogs is open. */
	get asks(): boolean {
		return (
			this.history !== undefined || this.timing !== undefined || this.copying !== undefined || this.summing
		);
	}

	get hasOlder(): boolean {
		return this.#parts.hasOlder();
	}

	loadOlder(): Promise<void> {
		return this.#parts.loadOlder();
	}

	revisions(post: Post): Promise<Answer<{ revisions: Revision[] }>> {
		return this.#parts.history(post);
	}

	/** The words of an earlier version become a new edit; marks and place stay as they are now. */
	restore(post: Post, revision: Revision): void {
		const { title, claim, byline, sources, elements, relations } = copyOf(revision.post);
		const { keyEvent, pinned, summary } = post;
		const marks = { keyEvent, pinned, summary, ...(claim === undefined ? {} : { claim }) };
		this.#parts.edit(post, { title, byline, sources, elements, relations, ...marks });
	}

	change(post: Post, patch: PostPatch): Promise<string | undefined> {
		return this.#parts.change(post, patch);
	}

	/** The newest blogs of the newsroom, or why they could not be fetched. */
	async blogs(): Promise<Blog[] | string> {
		const blogs: Blog[] = [];
		for (let before: string | undefined; blogs.length < MOST_BLOGS; ) {
			const answer = await this.#parts.blogs(before);
			if (!answer.ok) {
				return inWords(answer.failure);
			}
			blogs.push(...answer.value.blogs);
			before = answer.value.next;
			if (before === undefined) {
				break;
			}
		}
		return blogs;
	}

	/** Resolves to what was made, or to why not. The key is of one wish: asking again with it makes nothing twice. */
	async copy(post: Post, key: string, body: CopyBody): Promise<Copied | string> {
		const answer = await this.#parts.copy(post, key, body);
		if (answer.ok) {
			if (answer.value.withdrawn !== undefined) {
				this.#parts.take(answer.value.withdrawn);
			}
			return answer.value;
		}
		if (answer.failure.kind === 'stale') {
			const newest = answer.failure.current as Post | undefined;
			if (newest !== undefined) {
				this.#parts.take(newest);
			}
			return 'Somebody else changed the post meanwhile. Look at it, and try again.';
		}
		return inWords(answer.failure);
	}

	/** Starts an update that has a relation to the post. */
	relate(post: Post): void {
		this.#parts.composer.writing.relations.push({ type: 'updates', post: post.id });
		this.#parts.composer.touch();
		this.write();
	}

	/** Asks for a post by a click on its time. */
	pick(then: (post: Post) => void): void {
		this.picking = then;
	}

	picked(post: Post): void {
		const then = this.picking;
		this.picking = undefined;
		then?.(post);
	}

	/** Puts a summary into the box, under what is there already. */
	sumUp({ title, elements }: Summary): void {
		const { composer } = this.#parts;
		const { copy } = composer.writing;
		composer.writing.replace({
			...copy,
			title: copy.title.trim() === '' ? title : copy.title,
			summary: true,
			elements: [...copy.elements, ...elements],
		});
		composer.touch();
		this.write();
	}

	startSelecting(): void {
		this.selecting = true;
	}

	stopSelecting(): void {
		this.selecting = false;
		this.selected.clear();
		this.#from = undefined;
	}

	maySelect(post: Post): boolean {
		return post.status !== 'withdrawn' && this.#parts.mayChange(post);
	}

	/** Chooses a post, or lets go of it; with `range` all between it and the one before. */
	select(post: Post, on: boolean, range: boolean): void {
		const posts = this.#parts.posts();
		const [to, from] = [post.id, this.#from ?? post.id].map((id) => posts.findIndex((p) => p.id === id));
		const [first, last] =
			range && to !== undefined && from !== undefined && from >= 0
				? [Math.min(from, to), Math.max(from, to)]
				: [to ?? -1, to ?? -1];
		for (const each of posts.slice(Math.max(0, first), last + 1)) {
			if (!on) {
				this.selected.delete(each.id);
			} else if (this.maySelect(each)) {
				this.selected.add(each.id);
			}
		}
		this.#from = post.id;
	}

	/** Those chosen that can still be withdrawn. */
	get chosen(): readonly Post[] {
		return this.#parts.posts().filter((post) => this.selected.has(post.id) && this.maySelect(post));
	}

	/** Withdraws the chosen ones, each by itself; resolves to those that could not be. One Undo takes all back. */
	async withdrawChosen(): Promise<Post[]> {
		const failed: Post[] = [];
		const done: { post: Post; status: Post['status'] }[] = [];
		for (const post of this.chosen) {
			const now = await this.#parts.withdraw(post);
			if (now === undefined) {
				failed.push(post);
			} else {
				done.push({ post: now, status: post.status });
				this.selected.delete(post.id);
			}
		}
		if (done.length > 0) {
			this.#parts.undo.add({
				words: done.length === 1 ? 'Withdrawn: 1 post' : `Withdrawn: ${done.length} posts`,
				takeBack: () => void this.#putBack(done),
			});
		}
		if (failed.length === 0) {
			this.stopSelecting();
		}
		return failed;
	}

	async #putBack(done: readonly { post: Post; status: Post['status'] }[]): Promise<void> {
		for (const { post, status } of done) {
			const newest = this.#parts.posts().find((other) => other.id === post.id) ?? post;
			await this.#parts.change(newest, { status });
		}
	}

	/** The key of one wish to copy. */
	newKey(): string {
		return newKey();
	}
}
