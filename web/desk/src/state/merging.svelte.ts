// Two people's versions of one post on their way to being one: what nobody has to
// decide is decided, and the rest is chosen piece by piece.
import { SvelteMap } from 'svelte/reactivity';
import type { Copy } from '../api/words';
import { plainParagraphs } from '../document/excerpt';
import { type Block, elementsOf, mergeElements, type Part } from '../document/merge';
import { same } from './copy';

export type Choice = 'mine' | 'theirs' | 'both';
/** What is decided on: the title, the claim, or a part of the elements by its number. */
export type Place = 'title' | 'claim' | number;

export class Merging {
	readonly parts: readonly Part[];
	/** What is to be decided, from the top. */
	readonly places: readonly Place[];
	readonly choices = new SvelteMap<Place, Choice>();
	#mine: Copy;
	#theirs: Copy;
	#settled: Copy;

	constructor(base: Copy, mine: Copy, theirs: Copy) {
		this.#mine = mine;
		this.#theirs = theirs;
		this.parts = mergeElements(base.elements, mine.elements, theirs.elements);
		this.#settled = settledFields(base, mine, theirs);
		this.places = [
			...(clash(base, mine, theirs, 'title') ? ['title' as const] : []),
			...(clash(base, mine, theirs, 'claim') ? ['claim' as const] : []),
			...this.parts.flatMap((part, i) => (part.is === 'clash' ? [i] : [])),
		];
	}

	/** What a place is like in either version, as plain lines. */
	versions(place: Place): { mine: string; theirs: string } {
		if (place === 'title' || place === 'claim') {
			return { mine: this.#mine[place] ?? '', theirs: this.#theirs[place] ?? '' };
		}
		const part = this.parts[place];
		const lines = (blocks: readonly Block[]) => plainParagraphs(elementsOf(blocks)).join('\n');
		return part?.is === 'clash'
			? { mine: lines(part.mine), theirs: lines(part.theirs) }
			: { mine: '', theirs: '' };
	}

	/** The title where nobody has to decide on it. */
	get title(): string | undefined {
		return this.places.includes('title') ? undefined : this.#settled.title;
	}

	/** How many are still to be decided. */
	get left(): number {
		return this.places.filter((place) => !this.choices.has(place)).length;
	}

	/** What has been decided so far; where nobody has, both are in it. */
	get copy(): Copy {
		const from = (place: Place) => (this.choices.get(place) === 'theirs' ? this.#theirs : this.#mine);
		const { claim: _, ...rest } = this.#settled;
		const claim = this.places.includes('claim') ? from('claim').claim : this.#settled.claim;
		return {
			...rest,
			title: this.places.includes('title') ? from('title').title : rest.title,
			...(claim === undefined ? {} : { claim }),
			elements: elementsOf(this.parts.flatMap((part, i) => this.#blocks(part, i))),
		};
	}

	#blocks(part: Part, i: number): Block[] {
		if (part.is !== 'clash') {
			return part.is === 'gone' ? [] : part.blocks;
		}
		switch (this.choices.get(i)) {
			case 'mine':
				return part.mine;
			case 'theirs':
				return part.theirs;
			default:
				return [...part.mine, ...part.theirs];
		}
	}
}

type Field = keyof Copy;

function clash(base: Copy, mine: Copy, theirs: Copy, field: Field): boolean {
	return (
		!same(mine[field], theirs[field]) && !same(base[field], mine[field]) && !same(base[field], theirs[field])
	);
}

/** All but the elements. Lists keep what either put in, and lose what either took out. */
function settledFields(base: Copy, mine: Copy, theirs: Copy): Copy {
	const merged: Copy = { ...theirs };
	for (const field of ['title', 'keyEvent', 'pinned', 'summary', 'claim'] as const) {
		if (!same(base[field], mine[field])) {
			Object.assign(merged, { [field]: mine[field] });
		}
	}
	merged.byline = union(base.byline, mine.byline, theirs.byline);
	merged.sources = union(base.sources, mine.sources, theirs.sources);
	merged.relations = union(base.relations, mine.relations, theirs.relations);
	const silenced = union(base.silenced ?? [], mine.silenced ?? [], theirs.silenced ?? []);
	if (silenced.length > 0 || merged.silenced !== undefined) {
		merged.silenced = silenced;
	}
	return merged;
}

function union<T>(base: readonly T[], mine: readonly T[], theirs: readonly T[]): T[] {
	if (same(base, theirs)) {
		return [...mine]; // also where they are in another order now
	}
	const has = (list: readonly T[], one: T) => list.some((other) => same(other, one));
	return [
		...theirs.filter((one) => has(mine, one) || !has(base, one)),
		...mine.filter((one) => !has(theirs, one) && !has(base, one)),
	];
}
