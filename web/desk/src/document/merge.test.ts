import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Element } from '../api/words';
import { toDocument, toElements } from './elements';
import { type Block, elementsOf, mergeElements, type Part } from './merge';

const paragraphs = (...words: string[]): Element[] =>
	words.length === 0 ? [] : [{ type: 'text', html: words.map((w) => `<p>${w}</p>`).join('') }];

const settled = (parts: readonly Part[]): Element[] =>
	elementsOf(parts.flatMap((part) => (part.is === 'settled' ? part.blocks : [])));

const clashes = (parts: readonly Part[]) =>
	parts.flatMap((part) =>
		part.is === 'clash' ? [{ mine: elementsOf(part.mine), theirs: elementsOf(part.theirs) }] : [],
	);

describe('two people change one post', () => {
	const base = paragraphs('Ten crews are there.', 'The road is shut.', 'Rain is near.');

	test.each([
		[
			'neighbours',
			paragraphs('Twelve crews are there.', 'The road is shut.', 'Rain is near.'),
			paragraphs('Ten crews are there.', 'The road is open.', 'Rain is near.'),
			paragraphs('Twelve crews are there.', 'The road is open.', 'Rain is near.'),
		],
		[
			'one puts in, the other takes out',
			paragraphs('Ten crews are there.', 'And two boats.', 'The road is shut.', 'Rain is near.'),
			paragraphs('Ten crews are there.', 'The road is shut.'),
			paragraphs('Ten crews are there.', 'And two boats.', 'The road is shut.'),
		],
		[
			'one changes a paragraph, the other puts one before it',
			paragraphs('Ten crews are there.', 'The road is open again.', 'Rain is near.'),
			paragraphs('Ten crews are there.', 'Nobody is hurt.', 'The road is shut.', 'Rain is near.'),
			paragraphs('Ten crews are there.', 'Nobody is hurt.', 'The road is open again.', 'Rain is near.'),
		],
		['the same change', paragraphs('Gone.'), paragraphs('Gone.'), paragraphs('Gone.')],
		['one empties it', [], base, []],
	])('%s: it merges by itself', (_, mine, theirs, merged) => {
		for (const parts of [mergeElements(base, mine, theirs), mergeElements(base, theirs, mine)]) {
			expect(clashes(parts)).toEqual([]);
			expect(settled(parts)).toEqual(merged);
		}
	});

	test('the same paragraph: both versions are given, the rest is merged', () => {
		const mine = paragraphs('Eleven crews are there.', 'The road is shut.', 'Rain is here.');
		const theirs = paragraphs('Twelve crews are there.', 'The road is shut.', 'Rain is near.', 'More soon.');
		const parts = mergeElements(base, mine, theirs);
		expect(clashes(parts)).toEqual([
			{ mine: paragraphs('Eleven crews are there.'), theirs: paragraphs('Twelve crews are there.') },
		]);
		expect(settled(parts)).toEqual(paragraphs('The road is shut.', 'Rain is here.', 'More soon.'));
	});

	test('one takes out what the other changes: both are given', () => {
		const parts = mergeElements(base, paragraphs('The road is shut.', 'Rain is near.'), [
			...paragraphs('Twelve crews are there.', 'The road is shut.', 'Rain is near.'),
		]);
		expect(clashes(parts)).toEqual([{ mine: [], theirs: paragraphs('Twelve crews are there.') }]);
	});

	test('what one took out alone is gone, and said to be', () => {
		const parts = mergeElements(base, paragraphs('Ten crews are there.', 'The road is shut.'), base);
		expect(parts.at(-1)).toMatchObject({ is: 'gone', by: 'mine' });
	});

	test('different items of one list merge, the same one is asked about with its list', () => {
		const list = (...items: string[]): Element[] => [{ type: 'list', ordered: false, items }];
		const from = list('Ten crews', 'Road shut', 'Rain');
		const mine = list('Twelve crews', 'Road shut', 'Rain');
		const parts = mergeElements(from, mine, list('Ten crews', 'Road shut', 'Rain', 'Wind'));
		expect(parts).toMatchObject([{ is: 'settled', by: 'each' }]);
		expect(settled(parts)).toEqual(list('Twelve crews', 'Road shut', 'Rain', 'Wind'));
		const other = list('Eleven crews', 'Road shut', 'Rain');
		expect(clashes(mergeElements(from, mine, other))).toEqual([{ mine, theirs: other }]);
	});

	test('elements of other kinds are one each', () => {
		const quote: Element = { type: 'quote', paragraphs: ['No.'], speaker: { name: 'Ada' } };
		const image: Element = { type: 'image', media: 'https://example.org/a.jpg', alt: 'A crew' };
		const from = [...base, quote, image];
		const mine = [...base, { ...quote, speaker: { name: 'Ada Lind' } }, image];
		const theirs = [...base, quote, { ...image, alt: 'A crew of ten' }];
		const parts = mergeElements(from, mine, theirs);
		expect(clashes(parts)).toEqual([]);
		expect(settled(parts)).toEqual([...base, mine.at(-2), theirs.at(-1)]);
	});
});

describe('whatever two people do', () => {
	const word = fc.constantFrom('a', 'b', 'c', 'd', 'e');
	const paragraph = fc.array(word, { minLength: 1, maxLength: 4 }).map((words) => words.join(' '));
	const element: fc.Arbitrary<Element> = fc.oneof(
		{ weight: 4, arbitrary: paragraph.map((p): Element => ({ type: 'text', html: `<p>${p}</p>` })) },
		paragraph.map((text): Element => ({ type: 'heading', text })),
		fc
			.array(paragraph, { minLength: 1, maxLength: 3 })
			.map((items): Element => ({ type: 'list', ordered: false, items })),
	);
	const elements = fc.array(element, { maxLength: 7 });
	/** A version that was made of another: some of it kept, some gone, some new. */
	const edited = (from: readonly Element[]) =>
		fc
			.tuple(
				fc.array(fc.constantFrom('keep', 'keep', 'drop', 'change'), {
					minLength: from.length,
					maxLength: from.length,
				}),
				fc.array(fc.tuple(fc.nat({ max: from.length }), element), { maxLength: 3 }),
				fc.array(element, { minLength: from.length, maxLength: from.length }),
			)
			.map(([fates, added, changed]) => {
				const at = (i: number) => added.filter(([place]) => place === i).map(([, one]) => one);
				return [
					...from.flatMap((one, i) => [
						...at(i),
						...(fates[i] === 'keep' ? [one] : fates[i] === 'change' ? [changed[i] ?? one] : []),
					]),
					...at(from.length),
				];
			});
	const story = elements.chain((base) => fc.tuple(fc.constant(base), edited(base), edited(base)));
	/** What is in blocks, with each item of a list by itself. */
	const leaves = (blocks: readonly Block[]): string[] =>
		blocks.flatMap((block) =>
			block.type === 'bulletList'
				? (block.content ?? []).map((item) => JSON.stringify(item))
				: [JSON.stringify({ ...block, attrs: null })],
		);
	const leavesOf = (of: readonly Element[]) => (of.length === 0 ? [] : leaves(toDocument(of).content ?? []));
	const shown = (parts: readonly Part[], side: 'mine' | 'theirs') =>
		leaves(parts.flatMap((part) => (part.is === 'clash' ? part[side] : part.blocks)));

	test('nothing that either wrote vanishes without being shown', () => {
		fc.assert(
			fc.property(story, ([base, mine, theirs]) => {
				const parts = mergeElements(base, mine, theirs);
				const before = leavesOf(base);
				for (const [side, version] of [
					['mine', mine],
					['theirs', theirs],
				] as const) {
					const there = shown(parts, side);
					for (const block of leavesOf(version)) {
						// What one left alone may have been changed by the other.
						expect(there.includes(block) || before.includes(block)).toBe(true);
					}
				}
			}),
			{ numRuns: 400 },
		);
	});

	test('where one changed nothing the other’s version comes out, and both alike is itself', () => {
		fc.assert(
			fc.property(story, ([base, mine]) => {
				const whole = toElements(toDocument(mine));
				for (const parts of [
					mergeElements(base, mine, base),
					mergeElements(base, base, mine),
					mergeElements(base, mine, mine),
				]) {
					expect(clashes(parts)).toEqual([]);
					expect(settled(parts)).toEqual(whole);
				}
			}),
			{ numRuns: 400 },
		);
	});

	test('it is the same from either side', () => {
		fc.assert(
			fc.property(story, ([base, mine, theirs]) => {
				const [one, other] = [mergeElements(base, mine, theirs), mergeElements(base, theirs, mine)];
				expect(settled(other)).toEqual(settled(one));
				expect(clashes(other)).toEqual(clashes(one).map((c) => ({ mine: c.theirs, theirs: c.mine })));
			}),
			{ numRuns: 200 },
		);
	});
});
