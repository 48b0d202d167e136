// One post being edited, based on the version it was opened with. Where somebody
// else was faster both versions are kept side by side until a person decides.
import { type Answer, type Failure, inWords } from '../api/request';
import type { Copy, Correction, Post, PostPatch, Presence, Revision, Status } from '../api/words';
import type { Complaint, Keeping } from './composer.svelte';
import { copyOf, differing, lacks, patchOf, rebased } from './copy';
import { sameWords } from './correction';
import { type Drawer, editName, type KeptEdit, serverName } from './drawer';
import { Merging } from './merging.svelte';
import { Pause } from './pause';
import type { WorkingCopies } from './working-copies';
import { Writing } from './writing.svelte';

export interface Theirs {
	post: Post;
	/** Who changed it last, once that is known. */
	by: string | undefined;
}

export type EditPhase =
	| { is: 'writing' }
	| { is: 'saving' }
	/** Readers had other words: what kind of correction is it? `status` is as below. */
	| { is: 'asking'; status: Status | undefined }
	/** Both versions stand side by side; `status` is what the save was to make of the post. */
	| { is: 'conflict'; theirs: Theirs; merging: Merging; status: Status | undefined };

export interface EditParts {
	drawer: Drawer;
	/** The server's copies of what is being typed. */
	copies: Pick<WorkingCopies, 'put' | 'drop'>;
	change: (id: string, seq: number, patch: PostPatch) => Promise<Answer<Post>>;
	history: (id: string) => Promise<Answer<{ revisions: Revision[] }>>;
	/** Whether readers are owed a correction where `mine` is written over `base`. */
	owes: (base: Post, mine: Copy) => boolean;
	/** The newest version that the server has acknowledged. */
	take: (post: Post) => void;
	/** These words, on top of `base`, were merged with `theirs`, and nobody was asked. */
	merged: (base: Post, theirs: Post) => void;
	/** These words gave way to another version. */
	letGo: (theirs: Post, mine: Copy) => void;
	close: () => void;
}

export class Edit {
	readonly writing: Writing;
	/** The version that the words are based on. */
	base: Post;
	phase = $state.raw<EditPhase>({ is: 'writing' });
	complaint = $state.raw<Complaint | undefined>(undefined);
	/** Their version, to read beside one's own while one goes on. */
	beside = $state.raw<Theirs | undefined>(undefined);
	keeping = $state<Keeping>('nothing');
	/** Who has taken the post over, where somebody has: these words wait until they are taken up again. */
	taken = $state.raw<Presence | undefined>(undefined);
	/** What its writer last said that readers are to be told of this change. */
	said = $state.raw<Correction | undefined>(undefined);
	/** The same, where it goes with the next save. */
	#correction: Correction | undefined;
	#parts: EditParts;
	#pause = new Pause(() => this.keep());

	constructor(post: Post, parts: EditParts, kept?: KeptEdit) {
		this.#parts = parts;
		this.base = $state.raw(kept?.base ?? post);
		this.writing = new Writing(kept?.copy ?? copyOf(post));
		if (kept !== undefined) {
			this.keeping = 'kept';
		}
	}

	get changed(): boolean {
		return differing(copyOf(this.base), this.writing.copy).length > 0;
	}

	touch(): void {
		this.keeping = 'typing';
		this.#pause.begin();
	}

	keep(): void {
		this.#pause.end();
		const { drawer, copies } = this.#parts;
		const name = editName(this.base.id);
		if (!this.changed) {
			this.#forget();
			this.keeping = 'nothing';
			return;
		}
		const words: KeptEdit = { base: this.base, copy: this.writing.copy };
		const kept = drawer.put(name, words);
		copies.put(serverName(name), words);
		this.keeping = kept.now ? 'kept' : 'not-kept';
		if (!kept.now) {
			void kept.later.then((is) => {
				if (is && this.keeping === 'not-kept') {
					this.keeping = 'kept';
				}
			});
		}
	}

	/** The server has the newest words. */
	isSafe(): void {
		if (this.keeping === 'kept') {
			this.keeping = 'safe';
		}
	}

	/** Saves what was changed, and nothing else; `status` where the post is to take another one. */
	async save(status?: Status): Promise<void> {
		if (this.phase.is === 'saving') {
			return;
		}
		const mine = this.writing.copy;
		const errors = lacks(
			mine,
			status ?? this.base.status,
			this.base.status === 'published' ? this.base.elements : [],
		);
		if (errors.length > 0) {
			this.#correction = undefined;
			this.complaint = { why: '', errors };
			return;
		}
		this.complaint = undefined;
		this.keep();
		const patch = patchOf(copyOf(this.base), mine);
		if (status !== undefined && status !== this.base.status) {
			patch.status = status;
		}
		if (Object.keys(patch).length === 0) {
			this.#finish();
			return;
		}
		if (this.#correction !== undefined) {
			if (!sameWords(this.base, mine)) {
				patch.corrections = [...this.base.corrections, this.#correction];
			}
		} else if (this.#parts.owes(this.base, mine)) {
			this.phase = { is: 'asking', status };
			return;
		}
		this.phase = { is: 'saving' };
		const answer = await this.#parts.change(this.base.id, this.base.seq, patch);
		if (answer.ok) {
			this.#parts.take(answer.value);
			if (differing(mine, this.writing.copy).length === 0) {
				this.#finish();
			} else {
				// More was typed while the answer was on its way: it goes on from what is saved now.
				this.#moveTo(answer.value, mine);
				this.#correction = undefined;
				this.phase = { is: 'writing' };
				this.keep();
			}
		} else {
			await this.#refused(answer.failure, status);
		}
	}

	/** Saves with what readers are told of it. */
	async correct(correction: Correction): Promise<void> {
		if (this.phase.is === 'asking') {
			const { status } = this.phase;
			this.said = this.#correction = correction;
			this.phase = { is: 'writing' };
			await this.save(status);
		}
	}

	/** Goes on writing; nothing is said to readers yet. */
	writeOn(): void {
		if (this.phase.is === 'asking') {
			this.phase = { is: 'writing' };
		}
	}

	/** Puts other words in the place of these, as those of an earlier version. */
	takeWords(copy: Copy): void {
		this.writing.replace(copy);
		this.keep();
	}

	/** What was chosen of both versions is saved. */
	async keepMerged(): Promise<void> {
		if (this.phase.is !== 'conflict' || this.phase.merging.left > 0) {
			return;
		}
		const { theirs, merging, status } = this.phase;
		this.#takeUp(theirs.post, merging.copy);
		await this.save(status);
	}

	/** Mine goes over theirs. */
	async keepMine(): Promise<void> {
		if (this.phase.is !== 'conflict') {
			return;
		}
		const { theirs, status } = this.phase;
		this.#moveTo(theirs.post);
		this.phase = { is: 'writing' };
		await this.save(status);
	}

	/** Theirs stands; mine is let go, and can be had back for a while. */
	takeTheirs(): void {
		if (this.phase.is === 'conflict') {
			const { theirs } = this.phase;
			const mine = this.writing.copy;
			this.#finish();
			this.#parts.letGo(theirs.post, mine);
		}
	}

	/** Back to writing, on top of theirs, with theirs beside it. */
	goOn(): void {
		if (this.phase.is !== 'conflict') {
			return;
		}
		const { theirs } = this.phase;
		this.#moveTo(theirs.post);
		this.beside = theirs;
		this.phase = { is: 'writing' };
		this.keep();
	}

	cancel(): void {
		this.#finish();
	}

	async #refused(failure: Failure, status: Status | undefined): Promise<void> {
		if (failure.kind !== 'stale') {
			this.#correction = undefined;
			if (failure.kind === 'refused' && failure.errors.some((e) => e.location === 'body.corrections')) {
				this.phase = { is: 'asking', status }; // by the server's clock it is late enough
				return;
			}
			this.phase = { is: 'writing' };
			this.complaint = {
				why:
					failure.kind === 'unreachable'
						? 'Not saved: no connection. Your words are kept here; save again.'
						: inWords(failure),
				errors: failure.kind === 'refused' ? failure.errors : [],
			};
			return;
		}
		const theirs = failure.current as Post | undefined;
		if (theirs === undefined) {
			this.phase = { is: 'writing' };
			this.complaint = { why: inWords(failure), errors: [] };
			return;
		}
		this.#parts.take(theirs);
		const merging = new Merging(copyOf(this.base), this.writing.copy, copyOf(theirs));
		if (merging.left === 0 && (theirs.status === this.base.status || theirs.status === status)) {
			this.#parts.merged(this.base, theirs);
			this.#takeUp(theirs, merging.copy);
			await this.save(status);
			return;
		}
		this.phase = { is: 'conflict', theirs: { post: theirs, by: undefined }, merging, status };
		await this.#nameThem(theirs);
	}

	/** The post says who made it, only its history who changed it last. */
	async #nameThem(theirs: Post): Promise<void> {
		const answer = await this.#parts.history(theirs.id);
		const last = answer.ok ? answer.value.revisions.findLast((r) => r.seq === theirs.seq) : undefined;
		if (last !== undefined && this.phase.is === 'conflict' && this.phase.theirs.post.seq === theirs.seq) {
			this.phase = { ...this.phase, theirs: { post: theirs, by: last.by.name } };
		}
	}

	/** From now on the words, so far based on `from`, are written on top of `post`. */
	#moveTo(post: Post, from = copyOf(this.base)): void {
		const moved = rebased(from, this.writing.copy, copyOf(post));
		this.base = post;
		this.writing.replace(moved);
	}

	/** From now on `copy` is what is written on top of `post`. */
	#takeUp(post: Post, copy: Copy): void {
		this.base = post;
		this.writing.replace(copy);
		this.phase = { is: 'writing' };
		this.keep();
	}

	#forget(): void {
		const name = editName(this.base.id);
		this.#parts.drawer.remove(name);
		this.#parts.copies.drop(serverName(name));
	}

	#finish(): void {
		this.#pause.end();
		this.#forget();
		this.#parts.close();
	}
}
