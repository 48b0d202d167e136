import { describe, expect, it } from 'vitest';
import { Chance } from '../testing/chance';
import { markNew, wordChanges } from './words-diff';

const marked = (before: string, after: string) =>
	markNew(before, after).map((line) => line.map((p) => (p.isNew ? `[${p.text}]` : p.text)).join(''));

describe('markNew', () => {
	it('marks the words that the other version lacks', () => {
		expect(marked('the ferry runs at four', 'the ferry runs from five')).toEqual([
			'the ferry runs [from five]',
		]);
		expect(marked('one two three', 'one three')).toEqual(['one three']);
		expect(marked('one three', 'one two three')).toEqual(['one [two ]three']);
	});

	it('marks nothing where the two are the same, and all where one is empty', () => {
		expect(marked('same\nwords', 'same\nwords')).toEqual(['same', 'words']);
		expect(marked('', 'new words')).toEqual(['[new words]']);
	});

	it('keeps lines apart', () => {
		expect(marked('a\nb', 'a\nc\nb')).toEqual(['a', '[c]', 'b']);
	});

	it('gives back every word, whatever is marked', () => {
		for (let seed = 1; seed <= 200; seed++) {
			const chance = new Chance(seed);
			const words = () => chance.list(0, 12, () => chance.one(['a', 'b', 'c', 'd\ne', 'f  g'])).join(' ');
			const [before, after] = [words(), words()];
			const lines = markNew(before, after).map((line) => line.map((p) => p.text).join(''));
			expect(lines.join('\n'), `seed ${seed}`).toBe(after);
		}
	});
});

describe('wordChanges', () => {
	const shown = (before: string, after: string) =>
		wordChanges(before, after).map((line) =>
			line.map(({ text, is }) => ({ same: text, gone: `-${text}-`, new: `+${text}+` })[is]).join(''),
		);

	it('shows what went and what came, a run of words as one', () => {
		expect(shown('Ten crews are there.', 'Twelve crews are there.')).toEqual([
			'-Ten-+Twelve+ crews are there.',
		]);
		expect(shown('the ferry runs at four today', 'the ferry runs from five today')).toEqual([
			'the ferry runs -at four-+from five+ today',
		]);
		expect(shown('one two', 'one two three')).toEqual(['one two+ three+']);
	});

	it('keeps paragraphs apart, those that went as well', () => {
		expect(shown('a\nb\nc', 'a\nc')).toEqual(['a', '-b-', 'c']);
		expect(shown('a\nc', 'a\nb\nc')).toEqual(['a', '+b+', 'c']);
	});

	it('holds every word of both', () => {
		for (let seed = 1; seed <= 300; seed++) {
			const chance = new Chance(seed);
			const words = () => chance.list(0, 12, () => chance.one(['a', 'b', 'c', 'd\ne', 'f  g'])).join(' ');
			const [before, after] = [words(), words()];
			const side = (not: string) =>
				wordChanges(before, after)
					.flatMap((line) => [...line.filter(({ is }) => is !== not), { text: '\n' }])
					.map(({ text }) => text)
					.join('')
					.split(/\s+/)
					.filter(Boolean);
			expect(side('new').join(' '), `before, seed ${seed}`).toBe(
				before.split(/\s+/).filter(Boolean).join(' '),
			);
			expect(side('gone').join(' '), `after, seed ${seed}`).toBe(
				after.split(/\s+/).filter(Boolean).join(' '),
			);
		}
	});
});
