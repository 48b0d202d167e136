// Everything the desk knows of one blog, in one place: its header, its posts, the
// box for the next one, what is being edited and what is on its way. The
// server's stream keeps it as new as the server is.
import { SvelteMap } from 'svelte/reactivity';
import { changeBlog, getBlog, listBlogs } from '../api/blogs';
import { comment, commentCounts, commentsOn } from '../api/comments';
import { sendPicture } from '../api/pictures';
import {
	changePost,
	copyPost,
	createPost,
	historyOf,
	listPosts,
	listWaiting,
	withdrawPost,
} from '../api/posts';
import { beHere, leave, whoIsHere } from '../api/presence';
import { type Answer, type Failure, inWords } from '../api/request';
import {
	checkPost,
	dropDraft,
	findQuotes,
	findSpeakers,
	getDraft,
	keepDraft,
	keepStill,
	listDrafts,
	tasteCopy,
	unfurl,
} from '../api/typing';
import type {
	Audience,
	Blog,
	Copy,
	FieldError,
	NewPost,
	Post,
	PostPatch,
	Presence,
	State,
	User,
} from '../api/words';
import { titleOrFirstWords } from '../document/excerpt';
import type { Help } from '../document/help';
import { type Complaint, Composer } from './composer.svelte';
import { copyOf, same } from './copy';
import { owesCorrection } from './correction';
import { Drawer, drawerName, editName, type KeptEdit, serverName } from './drawer';
import { Edit } from './edit.svelte';
import { Handling } from './handling.svelte';
import { Here } from './here.svelte';
import { Inbox, waitsFor } from './inbox.svelte';
import { newKey } from './key';
import { Line } from './line.svelte';
import { Merges } from './merges.svelte';
import { Notices } from './notices.svelte';
import { Outbox } from './outbox.svelte';
import { PictureDatabase } from './picture-store';
import { Pictures } from './pictures.svelte';
import { rememberBlog, rememberedBlogs } from './remembered';
import { Rework } from './rework.svelte';
import type { Session } from './session.svelte';
import { Undo } from './undo.svelte';
import type { UnsentStore } from './unsent-store';
import { WorkingCopies } from './working-copies';

export type Loading =
	| { is: 'loading' }
	/** The server is not reached; one can write, and what others wrote comes when it is. */
	| { is: 'offline' }
	| { is: 'failed'; why: string; missing: boolean }
	| { is: 'ready' };

/** How long to wait before a blog that could not be reached is asked for again, in ms. */
const OPENED_AGAIN = 10_000;

export class Coverage {
	readonly slug: string;
	readonly user: User;
	readonly composer: Composer;
	readonly outbox: Outbox;
	readonly line: Line;
	readonly pictures: Pictures;
	readonly undo = new Undo();
	readonly here: Here;
	readonly handling: Handling;
	readonly inbox: Inbox;
	readonly rework: Rework;
	readonly merges: Merges;
	readonly notices = new Notices();
	/** How many read now; undefined until the server has said it. */
	audience = $state.raw<Audience | undefined>(undefined);
	/** Whether the blog is to end: its editor is asked, or writes the closing summary. */
	ending = $state.raw<'no' | 'asked' | 'with-summary'>('no');
	/** What the editors ask for while somebody writes. */
	readonly help: Help;
	/** Names of words that are being typed on other devices of the same person. */
	elsewhere = $state.raw<readonly string[]>([]);
	loading = $state.raw<Loading>({ is: 'loading' });
	blog = $state.raw<Blog | undefined>(undefined);
	/** The cursor of the older posts; undefined where all are loaded. */
	older = $state.raw<string | undefined>(undefined);
	loadingOlder = $state(false);
	/** Why the older posts could not be fetched. */
	olderComplaint = $state<string | undefined>(undefined);
	/** The newest seq when the posts were first fetched: what is above it came in since. */
	openedAt = $state.raw(Number.POSITIVE_INFINITY);
	/** The seq of what this desk saved last. */
	savedSeq = $state<number | undefined>(undefined);
	/** What went wrong with the blog's header. */
	headerComplaint = $state<string | undefined>(undefined);
	/** The posts that have been in the page, by their ids. */
	readonly shown = new Set<string>();
	#restored = false;
	#closed = false;
	#openAgain: ReturnType<typeof setTimeout> | undefined;
	#online = () => {
		if (this.loading.is === 'offline') {
			this.outbox.retry();
			void this.open();
		}
	};
	/** What went wrong with a post, by its id. */
	readonly complaints = new SvelteMap<string, string>();
	readonly edits = new SvelteMap<string, Edit>();
	#posts = new SvelteMap<string, Post>();
	#session: Session;
	#drawer: Drawer;
	#copies: WorkingCopies;

	/** Newest first, as the server lists them; what is being edited stays where it was opened. */
	readonly posts: readonly Post[] = $derived.by(() => {
		const placed = (post: Post) => this.edits.get(post.id)?.base ?? post;
		return [...this.#posts.values()].sort((a, b) => newestFirst(placed(a), placed(b)));
	});

	/** What is written and not out, newest first. */
	readonly waiting: readonly Post[] = $derived(
		this.posts.filter((post) => ['draft', 'submitted', 'scheduled'].includes(post.status)),
	);

	constructor(slug: string, user: User, session: Session, store: UnsentStore) {
		this.slug = slug;
		this.user = user;
		this.#session = session;
		this.#drawer = new Drawer(user.id, slug);
		// Not through the session: words are kept in the background, and must not ask
		// somebody in the middle of a word for a password.
		this.#copies = new WorkingCopies({
			list: () => listDrafts(slug),
			get: (name) => getDraft(slug, name),
			keep: (name, revision, body) => keepDraft(slug, name, revision, body),
			drop: (name) => dropDraft(slug, name),
			kept: (name) => {
				this.composer.isSafe(name);
				this.#editNamed(name)?.isSafe();
			},
			taken: (name) => {
				// An edit goes on being kept on this device: its post has one name for all.
				this.composer.partFrom(name);
			},
		});
		this.help = {
			language: () => this.blog?.language ?? 'en',
			zone: () => this.blog?.timezone ?? 'UTC',
			speakers: (text) => findSpeakers(slug, text),
			said: findQuotes,
			isHere: (blog) => blog === slug,
			unfurl,
			still: keepStill,
			taste: (text) => tasteCopy(slug, text),
			check: (post) => checkPost(slug, post),
		};
		this.pictures = new Pictures({
			store: new PictureDatabase(),
			send: (file, through) => session.keep(() => sendPicture(file, through)),
			now: Date.now,
		});
		this.outbox = new Outbox({
			user: user.id,
			blog: slug,
			store,
			send: (key, post) =>
				this.#withPictures(post, (whole) => session.keep(() => createPost(slug, key, whole))),
			sent: (post, draft) => {
				this.#saved(post);
				this.#dropCopy(draft);
				if (this.ending === 'with-summary' && post.summary && post.status === 'published') {
					void this.end();
				}
			},
			refused: ({ post, draft }, why, errors) => {
				const back = this.composer.takeBack(copyOfNew(post), comesBack(post, why, errors));
				if (back) {
					this.#dropCopy(draft);
				}
				return back;
			},
		});
		this.composer = new Composer({
			drawer: this.#drawer,
			copies: this.#copies,
			place: `${user.id}/${slug}`,
			send: (post, draft) => this.outbox.add(post, new Date(), draft),
		});
		const tab = newKey();
		this.line = new Line(slug, tab, {
			post: (post) => this.take(post),
			blog: (blog) => this.#takeBlog(blog),
			back: () => {
				this.pictures.retry();
				this.outbox.retry();
				void this.here.back();
				void this.handling.refresh();
				void this.#copies.flush();
			},
			ended: () => session.keep(() => getBlog(slug)),
			here: ({ here }) => this.here.hear(here),
			comments: (thread) => this.handling.take(thread),
			audience: (audience) => {
				this.audience = audience;
			},
		});
		this.here = new Here(tab, {
			ask: () => whoIsHere(slug),
			put: (at) => beHere(slug, at),
			leave: (tab) => leave(slug, tab),
			known: () => session.presence.is === 'in',
			taken: (id, by) => this.#takenOver(id, by),
		});
		this.handling = new Handling({
			counts: () => commentCounts(slug),
			thread: (id) => session.keep(() => commentsOn(slug, id)),
			comment: (id, key, text) => session.keep(() => comment(slug, id, key, text)),
			change: async (post, patch) => {
				await this.change(post, patch);
				return this.complaints.get(post.id);
			},
		});
		this.inbox = new Inbox(user);
		this.merges = new Merges((id) => session.keep(() => historyOf(slug, id)));
		this.rework = new Rework({
			posts: () => this.posts,
			hasOlder: () => this.older !== undefined,
			loadOlder: () => this.loadOlder(),
			mayChange: (post) => this.mayChange(post),
			history: (post) => session.keep(() => historyOf(slug, post.id)),
			blogs: (before) => session.keep(() => listBlogs(before)),
			copy: (post, key, body) => session.keep(() => copyPost(slug, post, key, body)),
			take: (post) => this.#saved(post),
			change: async (post, patch) => {
				await this.change(post, patch);
				return this.complaints.get(post.id);
			},
			withdraw: (post) => this.#withdraw(post),
			undo: this.undo,
			edit: (post, copy) => void this.#editWith(post, copy)?.save(),
			composer: this.composer,
		});
	}

	async open(): Promise<void> {
		clearTimeout(this.#openAgain);
		if (this.loading.is !== 'offline') {
			this.loading = { is: 'loading' };
		}
		const [blog, posts, waiting] = await Promise.all([
			this.#session.keep(() => getBlog(this.slug)),
			this.#session.keep(() => listPosts(this.slug)),
			this.#session.keep(() => listWaiting(this.slug)),
		]);
		if (this.#closed) {
			return;
		}
		if (!blog.ok) {
			await this.#failed(blog.failure);
			return;
		}
		if (!posts.ok) {
			await this.#failed(posts.failure);
			return;
		}
		this.#takeBlog(blog.value);
		// What waits for a decision is there however old it is.
		const all = [...posts.value.posts, ...(waiting.ok ? waiting.value.posts : [])];
		for (const post of all) {
			this.take(post);
		}
		this.older = posts.value.next;
		this.loading = { is: 'ready' };
		this.openedAt = Math.max(0, blog.value.seq, ...posts.value.posts.map((post) => post.seq));
		this.line.open(this.openedAt);
		this.here.open();
		await this.#restore();
		if (!this.#closed) {
			await this.lookElsewhere();
		}
	}

	/** Takes up, once, what was left on this device. */
	async #restore(): Promise<void> {
		if (this.#restored) {
			return;
		}
		this.#restored = true;
		await this.#drawer.recover();
		await this.outbox.restore();
		// The page may have gone between the two: what is on its way is not to be written once more.
		for (const { what } of this.outbox.posts) {
			if (what.draft !== undefined) {
				this.#drawer.remove(drawerName(what.draft));
			}
		}
		await this.composer.restore();
		for (const id of this.#drawer.edits()) {
			this.#restoreEdit(id);
		}
	}

	/** Looks for words that other devices of the same person have kept. */
	async lookElsewhere(): Promise<void> {
		const here = [...this.#drawer.drafts(), ...this.#drawer.edits().map(editName)].map(serverName);
		const onTheirWay = this.outbox.posts.flatMap(({ what }) => what.draft ?? []);
		this.elsewhere = await this.#copies.others([...here, ...onTheirWay]);
	}

	/** Goes on here with the newest of them. */
	async takeUp(): Promise<void> {
		const [name] = this.elsewhere;
		if (name === undefined) {
			return;
		}
		const words = await this.#copies.takeUp(name);
		this.elsewhere = this.elsewhere.filter((other) => other !== name);
		if (isKeptEdit(words)) {
			this.take(words.base);
			this.edits.set(words.base.id, this.#newEdit(words.base, words));
			this.edits.get(words.base.id)?.keep();
		} else if (isKeptDraft(words)) {
			this.composer.takeUp(drawerName(name), words.copy);
		}
	}

	async loadOlder(): Promise<void> {
		if (this.older === undefined || this.loadingOlder) {
			return;
		}
		this.loadingOlder = true;
		const before = this.older;
		const answer = await this.#session.keep(() => listPosts(this.slug, before));
		this.loadingOlder = false;
		if (answer.ok) {
			for (const post of answer.value.posts) {
				this.take(post);
			}
			this.older = answer.value.next;
			this.olderComplaint = undefined;
		} else {
			this.olderComplaint = inWords(answer.failure);
		}
	}

	/** Ends listening and sending; what was typed stays on this device. */
	close(): void {
		this.#closed = true;
		clearTimeout(this.#openAgain);
		removeEventListener('online', this.#online);
		this.keepAll();
		this.line.close();
		this.undo.drop();
		this.here.close();
		this.outbox.stop();
		this.#copies.close();
		this.pictures.stop();
	}

	/** Keeps all words on this device now, as when the page goes away. */
	keepAll(): void {
		this.composer.keep();
		for (const edit of this.edits.values()) {
			edit.keep();
		}
		void this.#copies.flush();
	}

	#dropCopy(draft: string | undefined): void {
		if (draft !== undefined) {
			this.#copies.drop(draft);
		}
	}

	#editNamed(name: string): Edit | undefined {
		return [...this.edits.values()].find((edit) => serverName(editName(edit.base.id)) === name);
	}

	/** Takes a version of a post that the server gave. An older one than is known changes nothing. */
	take(post: Post): void {
		const known = this.#posts.get(post.id);
		if (known === undefined || known.seq <= post.seq) {
			this.#posts.set(post.id, post);
			if (known?.seq !== post.seq) {
				if (waitsFor(this.user, post) || (known !== undefined && waitsFor(this.user, known))) {
					this.inbox.take([...this.#posts.values()]);
				}
				this.#notice(known, post);
			}
		}
	}

	post(id: string): Post | undefined {
		return this.#posts.get(id);
	}

	/** A reporter changes own posts alone; editors all. */
	mayChange(post: Post): boolean {
		return this.user.role !== 'reporter' || post.author.id === this.user.id;
	}

	/** Where the blog lets editors alone publish, a reporter's words go to them. */
	get mayPublish(): boolean {
		return this.user.role !== 'reporter' || this.blog?.reportersPublish !== false;
	}

	/** What readers have is changed only by those who may publish. */
	mayEdit(post: Post): boolean {
		return this.mayChange(post) && (this.mayPublish || post.status !== 'published');
	}

	get mayChangeBlog(): boolean {
		return this.user.role !== 'reporter';
	}

	edit(post: Post): void {
		if (!this.edits.has(post.id)) {
			this.complaints.delete(post.id);
			this.merges.of.delete(post.id);
			this.edits.set(post.id, this.#newEdit(post));
			this.here.edit(post.id);
		}
	}

	/** Opens a post with other words; not where it is being written in, which would write over those. */
	#editWith(post: Post, copy: Copy): Edit | undefined {
		if (this.edits.has(post.id)) {
			return undefined;
		}
		this.edit(post);
		const edit = this.edits.get(post.id);
		edit?.takeWords(copy);
		return edit;
	}

	/** Goes on with a post that somebody else is editing; who did so is told, and keeps their words. */
	takeOver(post: Post): void {
		const edit = this.edits.get(post.id) ?? this.#newEdit(post);
		edit.taken = undefined;
		this.complaints.delete(post.id);
		this.edits.set(post.id, edit);
		this.here.edit(post.id, true);
	}

	/** Changes single fields of a post as it stands in its row. */
	async change(post: Post, patch: PostPatch): Promise<void> {
		await this.#settle(post, patch, (seq) => changePost(this.slug, post.id, seq, patch));
	}

	async withdraw(post: Post): Promise<void> {
		const now = await this.#withdraw(post);
		if (now !== undefined) {
			const { status } = post;
			this.undo.add({
				words: `${status === 'published' ? 'Gone for readers' : 'Withdrawn'}: ${titleOrFirstWords(post)}`,
				takeBack: () => void this.change(this.post(post.id) ?? now, { status }),
			});
		}
	}

	/** Resolves to the post as it is now, or to nothing where it was not withdrawn. */
	async #withdraw(post: Post): Promise<Post | undefined> {
		await this.#settle(post, { status: 'withdrawn' }, (seq) => withdrawPost(this.slug, post.id, seq));
		const now = this.post(post.id);
		return now?.status === 'withdrawn' ? now : undefined;
	}

	/** Sets the state that somebody chose; before the end they are asked for a closing summary. */
	chooseState(state: State): void {
		if (state === 'ended' && this.blog?.state !== 'ended') {
			this.ending = 'asked';
		} else {
			void this.setState(state);
		}
	}

	async setState(state: State): Promise<void> {
		const before = this.blog;
		if (before === undefined || before.state === state) {
			return;
		}
		this.headerComplaint = undefined;
		this.blog = { ...before, state };
		const answer = await this.#session.keep(() => changeBlog(this.slug, before.seq, { state }));
		if (answer.ok) {
			this.#takeBlog(answer.value);
			this.savedSeq = answer.value.seq;
			return;
		}
		const newest = answer.failure.kind === 'stale' ? (answer.failure.current as Blog | undefined) : undefined;
		this.blog = newest ?? before;
		if (newest !== undefined && newest.state === before.state) {
			// What was changed meanwhile is something else: the state can still be set.
			await this.setState(state);
			return;
		}
		this.headerComplaint = `The state was not changed. ${inWords(answer.failure)}`;
	}

	/** What an editor has set of the blog came back from the server. */
	takeHeader(blog: Blog): void {
		this.#takeBlog(blog);
		this.savedSeq = blog.seq;
	}

	/** Ends the coverage; what was to come before has come, or is not wanted. */
	async end(): Promise<void> {
		this.ending = 'no';
		await this.setState('ended');
	}

	/** Puts a refused post back into the box, or says why it cannot. */
	async reopen(key: string): Promise<void> {
		const unsent = this.outbox.posts.find((u) => u.what.key === key);
		if (unsent?.sending.is === 'refused') {
			const { why, errors } = unsent.sending;
			const { post } = unsent.what;
			if (this.composer.takeBack(copyOfNew(post), comesBack(post, why, errors))) {
				this.#dropCopy(unsent.what.draft);
				await this.outbox.take(key);
			}
		}
	}

	/** Drops a refused post for good. */
	async dropUnsent(key: string): Promise<void> {
		this.#dropCopy((await this.outbox.take(key))?.draft);
	}

	/** One change of one post, tried again on the newer version where nobody else touched the same fields. */
	async #settle(post: Post, patch: PostPatch, ask: (seq: number) => Promise<Answer<Post>>): Promise<void> {
		this.complaints.delete(post.id);
		let base = post;
		for (;;) {
			const seq = base.seq;
			const answer = await this.#session.keep(() => ask(seq));
			if (answer.ok) {
				this.#saved(answer.value);
				return;
			}
			const newest =
				answer.failure.kind === 'stale' ? (answer.failure.current as Post | undefined) : undefined;
			if (newest !== undefined) {
				this.take(newest);
				if (untouched(base, newest, patch)) {
					base = newest;
					continue;
				}
			}
			this.complaints.set(post.id, inWords(answer.failure));
			return;
		}
	}

	/** Sends words once the pictures in them have got through. */
	async #withPictures<T extends NewPost | PostPatch>(
		words: T,
		send: (whole: T) => Promise<Answer<Post>>,
	): Promise<Answer<Post>> {
		const pictures = await this.pictures.resolved(words.elements ?? []);
		if (!pictures.ok) {
			return pictures;
		}
		return send(words.elements ? { ...words, elements: pictures.value } : words);
	}

	#saved(post: Post): void {
		this.take(post);
		this.savedSeq = post.seq;
	}

	#takeBlog(blog: Blog): void {
		if (this.blog === undefined || this.blog.seq <= blog.seq) {
			this.blog = blog;
			rememberBlog(blog);
		}
	}

	async #failed(failure: Failure): Promise<void> {
		const remembered = rememberedBlogs().find(({ slug }) => slug === this.slug);
		if (failure.kind === 'unreachable' && remembered !== undefined) {
			this.blog ??= remembered;
			this.loading = { is: 'offline' };
			addEventListener('online', this.#online);
			this.#openAgain = setTimeout(this.#online, OPENED_AGAIN);
			await this.#restore();
			return;
		}
		const missing = failure.kind === 'refused' && failure.status === 404;
		this.loading = {
			is: 'failed',
			missing,
			why: missing ? `There is no blog at “${this.slug}”.` : inWords(failure),
		};
	}

	#newEdit(post: Post, kept = this.#drawer.edit(post.id)): Edit {
		return new Edit(
			post,
			{
				drawer: this.#drawer,
				copies: this.#copies,
				change: (id, seq, patch) =>
					this.#withPictures(patch, (whole) =>
						this.#session.keep(() => changePost(this.slug, id, seq, whole)),
					),
				owes: (base, mine) => owesCorrection(base, mine, this.blog?.silentMinutes, new Date()),
				history: (id) => this.#session.keep(() => historyOf(this.slug, id)),
				take: (newer) => this.#saved(newer),
				merged: (base, theirs) => void this.merges.say(base, theirs),
				letGo: (theirs, mine) => {
					this.undo.add({
						words: `Your version gave way: ${titleOrFirstWords(theirs)}`,
						takeBack: () => this.#editWith(this.post(theirs.id) ?? theirs, mine),
					});
				},
				close: () => {
					this.edits.delete(post.id);
					this.here.rest(post.id);
				},
			},
			kept,
		);
	}

	/** Opens again what was being edited when the page went away. */
	#restoreEdit(id: string): void {
		const kept = this.#drawer.edit(id);
		if (kept === undefined || this.edits.has(id)) {
			return;
		}
		this.take(kept.base);
		this.edits.set(id, this.#newEdit(kept.base, kept));
		this.here.found(id);
	}

	/** Somebody else goes on with a post. What was written here is kept, and can be gone on with. */
	#takenOver(id: string, by: Presence): void {
		const edit = this.edits.get(id);
		if (edit !== undefined) {
			edit.keep();
			edit.taken = by;
		}
	}

	#notice(before: Post | undefined, post: Post): void {
		const came = waitsFor(this.user, post) && (before === undefined || !waitsFor(this.user, before));
		if (this.loading.is !== 'ready' || !came) {
			return;
		}
		const title = this.blog?.title ?? this.slug;
		if (post.status === 'submitted') {
			this.notices.tell(title, `${post.author.name} has submitted a post.`, post.id);
		} else {
			this.notices.tell(title, `${post.note?.by.name ?? 'An editor'} has sent a post back to you.`, post.id);
		}
	}
}

const isObject = (words: unknown): words is Record<string, unknown> =>
	typeof words === 'object' && words !== null;

function isKeptEdit(words: unknown): words is KeptEdit {
	return isObject(words) && isObject(words.base) && isKeptDraft(words);
}

function isKeptDraft(words: unknown): words is { copy: Copy } {
	return isObject(words) && isObject(words.copy) && Array.isArray(words.copy.elements);
}

function copyOfNew({ status: _, publishedAt: __, embargo: ___, ...copy }: NewPost): Copy {
	return copy;
}

/** What is said of a post that comes back into the box, which holds words alone. */
function comesBack({ embargo }: NewPost, why: string, errors: FieldError[]): Complaint {
	const said = errors.length === 0 ? [{ location: '', message: why }] : errors;
	return embargo === undefined
		? { why, errors }
		: {
				why,
				errors: [...said, { location: '', message: 'It was to be held under an embargo: set that again.' }],
			};
}

/** Whether nobody changed, between two versions, any field that the patch is about to change. */
function untouched(before: Post, after: Post, patch: PostPatch): boolean {
	const fields = new Set(Object.keys(patch));
	if (fields.has('status') && before.status !== after.status) {
		return false;
	}
	const [a, b] = [Object.entries(copyOf(before)), new Map(Object.entries(copyOf(after)))];
	return a.every(([field, value]) => !fields.has(field) || same(value, b.get(field)));
}

/** The time that orders a post. */
export const sortTime = (post: Post): string => post.publishedAt ?? post.createdAt;

/** Each version's sort time in ms, read once: a long list is sorted many times. */
const instants = new WeakMap<Post, number>();

function instant(post: Post): number {
	const known = instants.get(post);
	if (known !== undefined) {
		return known;
	}
	const at = Date.parse(sortTime(post));
	instants.set(post, at);
	return at;
}

function newestFirst(a: Post, b: Post): number {
	const difference = instant(b) - instant(a);
	return difference !== 0 ? difference : a.id < b.id ? 1 : -1;
}
