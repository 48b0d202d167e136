// What was merged without a question: whoever saved it is told with whose changes, and
// where to look at them.
import { SvelteMap } from 'svelte/reactivity';
import type { Answer } from '../api/request';
import type { Post, Revision } from '../api/words';
import { type CopyField, copyOf, differing } from './copy';

export interface Merge {
	/** Who made the other changes; nobody where that could not be asked. */
	by: readonly string[];
	fields: readonly CopyField[];
}

export class Merges {
	/** By post, until somebody has seen it. */
	readonly of = new SvelteMap<string, Merge>();
	#history: (id: string) => Promise<Answer<{ revisions: Revision[] }>>;

	constructor(history: (id: string) => Promise<Answer<{ revisions: Revision[] }>>) {
		this.#history = history;
	}

	/** Says that words written on top of `base` were merged with `theirs`. */
	async say(base: Post, theirs: Post): Promise<void> {
		const fields = differing(copyOf(base), copyOf(theirs));
		this.of.set(theirs.id, { by: [], fields });
		const answer = await this.#history(theirs.id);
		if (answer.ok && this.of.has(theirs.id)) {
			const meanwhile = answer.value.revisions.filter(({ seq }) => seq > base.seq && seq <= theirs.seq);
			this.of.set(theirs.id, { by: [...new Set(meanwhile.map(({ by }) => by.name))], fields });
		}
	}
}
