// Two people's changes of the same elements, put together. What one of them left
// alone is as the other made it; where both changed the same paragraph, or both put
// something in at the same place, both versions are given, and a person decides.
import type { JSONContent } from '@tiptap/core';
import { diffIndices } from 'node-diff3';
import type { Element } from '../api/words';
import { toDocument, toElements } from './elements';

/** A paragraph, heading, list, quote, picture, embed or link, as the editor's document has it. */
export type Block = JSONContent;

export type Part =
	/** Nobody has to decide. `by` says whose change it is; `each` where both changed it, at different places. */
	| { is: 'settled'; by: 'nobody' | 'mine' | 'theirs' | 'both' | 'each'; blocks: Block[] }
	/** Taken out by one, and left alone by the other; or taken out by both. */
	| { is: 'gone'; by: 'mine' | 'theirs' | 'both'; blocks: Block[] }
	/** Both changed it; an empty list is of one who took it out. */
	| { is: 'clash'; base: Block[]; mine: Block[]; theirs: Block[] };

export function mergeElements(
	base: readonly Element[],
	mine: readonly Element[],
	theirs: readonly Element[],
): Part[] {
	return joined(merge(blocksOf(base), blocksOf(mine), blocksOf(theirs)));
}

function merge(base: readonly Block[], mine: readonly Block[], theirs: readonly Block[]): Part[] {
	const [my, their] = [alignment(base, mine), alignment(base, theirs)];
	const parts: Part[] = [];
	for (let i = 0; i <= base.length; i++) {
		parts.push(...meeting([], my.added[i] ?? [], their.added[i] ?? []));
		const before = base[i];
		if (before !== undefined) {
			parts.push(...meeting([before], my.became[i] ?? [], their.became[i] ?? []));
		}
	}
	return parts;
}

/** The elements that blocks make. */
export const elementsOf = (blocks: readonly Block[]): Element[] =>
	toElements({ type: 'doc', content: [...blocks] });

const blocksOf = (elements: readonly Element[]): Block[] =>
	elements.length === 0 ? [] : (toDocument(elements).content ?? []);

const keyOf = (blocks: readonly Block[]): string => JSON.stringify(blocks);

function meeting(base: Block[], mine: Block[], theirs: Block[]): Part[] {
	const [before, my, their] = [keyOf(base), keyOf(mine), keyOf(theirs)];
	if (my !== before && their !== before && my !== their) {
		const blocks = listOf(base[0], mine[0], theirs[0]);
		return [
			blocks === undefined ? { is: 'clash', base, mine, theirs } : { is: 'settled', by: 'each', blocks },
		];
	}
	const by = my === their ? 'both' : my === before ? 'theirs' : 'mine';
	const blocks = by === 'theirs' ? theirs : mine;
	if (blocks.length > 0) {
		return [{ is: 'settled', by: my === their && my === before ? 'nobody' : by, blocks }];
	}
	return base.length > 0 ? [{ is: 'gone', by, blocks: base }] : [];
}

/** One list out of two versions of it whose changes are of different items; nothing where they are not. */
function listOf(
	base: Block | undefined,
	mine: Block | undefined,
	theirs: Block | undefined,
): Block[] | undefined {
	const isList = (block: Block | undefined) => block?.type === 'bulletList' || block?.type === 'orderedList';
	if (!isList(base) || base?.type !== mine?.type || base?.type !== theirs?.type) {
		return undefined;
	}
	const parts = merge(base?.content ?? [], mine?.content ?? [], theirs?.content ?? []);
	if (parts.some((part) => part.is === 'clash')) {
		return undefined;
	}
	const content = parts.flatMap((part) => (part.is === 'settled' ? part.blocks : []));
	return content.length === 0 ? [] : [{ ...base, content }];
}

/** What stands side by side and came about in the same way is one part. */
function joined(parts: readonly Part[]): Part[] {
	const out: Part[] = [];
	for (const part of parts) {
		const last = out.at(-1);
		if (part.is !== 'clash' && last?.is === part.is && last.by === part.by) {
			last.blocks.push(...part.blocks);
		} else {
			out.push(part.is === 'clash' ? part : { ...part, blocks: [...part.blocks] });
		}
	}
	return out;
}

interface Alignment {
	/** What each block has become: one block, or none where it was taken out. */
	became: Block[][];
	/** What was put in before each block, and after the last. */
	added: Block[][];
}

function alignment(base: readonly Block[], version: readonly Block[]): Alignment {
	const became: Block[][] = base.map(() => []);
	const added: Block[][] = Array.from({ length: base.length + 1 }, () => []);
	const keys = (blocks: readonly Block[]) => blocks.map((block) => keyOf([block]));
	let [i, j] = [0, 0];
	const unchangedUntil = (end: number) => {
		for (; i < end; i++, j++) {
			became[i] = version.slice(j, j + 1);
		}
	};
	for (const { buffer1, buffer2 } of diffIndices(keys(base), keys(version))) {
		const [from, count] = buffer1;
		unchangedUntil(from);
		const [before, after] = [base.slice(from, from + count), version.slice(j, j + buffer2[1])];
		const partner = pairs(before, after);
		let place = from;
		after.forEach((block, k) => {
			const of = partner[k];
			if (of === undefined) {
				added[place]?.push(block);
			} else {
				became[from + of] = [block];
				place = from + of + 1;
			}
		});
		i = from + count;
		j += after.length;
	}
	unchangedUntil(base.length);
	return { became, added };
}

/** Beyond this many comparisons blocks are paired by their place alone. */
const MOST_PAIRS = 40_000;

/** For each block of `after` the one of `before` that it was made of, in order; undefined for a new one. */
function pairs(before: readonly Block[], after: readonly Block[]): (number | undefined)[] {
	const partner: (number | undefined)[] = after.map(() => undefined);
	if (before.length * after.length > MOST_PAIRS) {
		return after.map((block, k) => (before[k]?.type === block.type ? k : undefined));
	}
	const [left, right] = [before.map(wordsOf), after.map(wordsOf)];
	const like = (i: number, j: number): number =>
		before[i]?.type === after[j]?.type ? 0.1 + likeness(left[i] ?? [], right[j] ?? []) : 0;
	const width = after.length + 1;
	const best = new Float64Array((before.length + 1) * width);
	const at = (i: number, j: number) => best[i * width + j] ?? 0;
	for (let i = before.length - 1; i >= 0; i--) {
		for (let j = after.length - 1; j >= 0; j--) {
			const both = like(i, j) === 0 ? 0 : like(i, j) + at(i + 1, j + 1);
			best[i * width + j] = Math.max(both, at(i + 1, j), at(i, j + 1));
		}
	}
	for (let i = 0, j = 0; i < before.length && j < after.length; ) {
		if (like(i, j) > 0 && at(i, j) === like(i, j) + at(i + 1, j + 1)) {
			partner[j++] = i++;
		} else if (at(i, j) === at(i + 1, j)) {
			i++;
		} else {
			j++;
		}
	}
	return partner;
}

function wordsOf(block: Block): string[] {
	const own = typeof block.text === 'string' ? block.text.split(/\s+/) : [];
	return [...own, ...(block.content ?? []).flatMap(wordsOf)].filter((word) => word !== '');
}

/** How many words two blocks share, from 0 to 1. */
function likeness(a: readonly string[], b: readonly string[]): number {
	const [left, right] = [new Set(a), new Set(b)];
	const shared = [...left].filter((word) => right.has(word)).length;
	return left.size + right.size === 0 ? 1 : (2 * shared) / (left.size + right.size);
}
