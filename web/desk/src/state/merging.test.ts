import { describe, expect, test } from 'vitest';
import { copyWith, text } from '../testing/fiction';
import { Merging } from './merging.svelte';

const source = (name: string) => ({ name, kind: 'other' as const });
const base = copyWith({
	title: 'Crews',
	elements: [text('Ten.'), text('Rain.')],
	sources: [source('Radio')],
});

describe('merging', () => {
	test('fields that only one changed need nobody, and lists keep what both put in', () => {
		const mine = {
			...base,
			title: 'Crews come',
			keyEvent: true,
			sources: [source('Radio'), source('Police')],
		};
		const theirs = { ...base, claim: 'confirmed' as const, pinned: true, sources: [source('Mayor')] };
		const merging = new Merging(base, mine, theirs);
		expect(merging.left).toBe(0);
		expect(merging.copy).toEqual({
			...base,
			title: 'Crews come',
			keyEvent: true,
			pinned: true,
			claim: 'confirmed',
			sources: [source('Mayor'), source('Police')],
		});
	});

	test('a claim that one took away is gone', () => {
		const claimed = { ...base, claim: 'reported' as const };
		expect(new Merging(claimed, base, claimed).copy.claim).toBeUndefined();
		expect(new Merging(claimed, claimed, base).copy.claim).toBeUndefined();
	});

	test('each clash is decided by itself, and until then nothing is lost', () => {
		const mine = { ...base, title: 'Eleven', elements: [text('Eleven.'), text('Rain.')] };
		const theirs = { ...base, title: 'Twelve', elements: [text('Twelve.'), text('Sun.')] };
		const merging = new Merging(base, mine, theirs);
		expect(merging.places).toEqual(['title', 0]);
		expect(merging.left).toBe(2);
		expect(JSON.stringify(merging.copy.elements)).toContain('Eleven');
		expect(JSON.stringify(merging.copy.elements)).toContain('Twelve');
		merging.choices.set('title', 'theirs');
		merging.choices.set(0, 'mine');
		expect(merging.left).toBe(0);
		expect(merging.copy).toMatchObject({ title: 'Twelve' });
		expect(JSON.stringify(merging.copy.elements)).toBe(JSON.stringify([text('Eleven.'), text('Sun.')]));
		merging.choices.set(0, 'both');
		expect(JSON.stringify(merging.copy.elements)).toMatch(/Eleven.*Twelve.*Sun/);
	});
});
