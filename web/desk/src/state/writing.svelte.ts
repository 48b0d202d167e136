// The words that are being written: a Copy whose fields can be typed into.
import type { Claim, Contributor, Copy, Element, Relation, Source } from '../api/words';
import { emptyCopy, isEmpty } from './copy';

export class Writing {
	title = $state('');
	keyEvent = $state(false);
	pinned = $state(false);
	summary = $state(false);
	claim = $state<Claim | ''>('');
	byline = $state<Contributor[]>([]);
	sources = $state<Source[]>([]);
	relations = $state<Relation[]>([]);
	elements = $state.raw<readonly Element[]>([]);
	/** Warnings that somebody has looked at, by their keys. */
	silenced = $state.raw<readonly string[]>([]);
	/** Rises when the elements were replaced from outside, so that the editor takes them up. */
	version = $state(0);

	constructor(copy: Copy = emptyCopy()) {
		this.replace(copy);
	}

	/** The copy as it stands, sharing nothing with what goes on being typed. */
	get copy(): Copy {
		return {
			title: this.title,
			keyEvent: this.keyEvent,
			pinned: this.pinned,
			summary: this.summary,
			...(this.claim === '' ? {} : { claim: this.claim }),
			byline: $state.snapshot(this.byline),
			sources: $state.snapshot(this.sources),
			elements: [...this.elements],
			relations: $state.snapshot(this.relations),
			...(this.silenced.length === 0 ? {} : { silenced: [...this.silenced] }),
		};
	}

	get isEmpty(): boolean {
		return isEmpty(this.copy);
	}

	replace(copy: Copy): void {
		this.title = copy.title;
		this.keyEvent = copy.keyEvent;
		this.pinned = copy.pinned;
		this.summary = copy.summary;
		this.claim = copy.claim ?? '';
		this.byline = structuredClone(copy.byline);
		this.sources = structuredClone(copy.sources);
		this.relations = structuredClone(copy.relations);
		this.elements = copy.elements;
		this.silenced = copy.silenced ?? [];
		this.version++;
	}
}
