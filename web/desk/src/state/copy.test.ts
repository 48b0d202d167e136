import { describe, expect, it } from 'vitest';
import { copyWith, text } from '../testing/fiction';
import { differing, isEmpty, lacks, patchOf, rebased } from './copy';

const locations = (errors: { location?: string }[]) => errors.map((error) => error.location);

describe('patchOf', () => {
	const base = copyWith({
		title: 'Bridge shut',
		claim: 'reported',
		byline: [{ name: 'Ida Brandt', role: 'at the bridge' }],
		sources: [{ name: 'Harbour office', kind: 'official' }],
		relations: [{ type: 'updates', post: '01A' }],
		elements: [text('Shut since nine.')],
	});

	it('names only what differs', () => {
		expect(patchOf(base, { ...base, title: 'Bridge open' })).toEqual({ title: 'Bridge open' });
		expect(patchOf(base, structuredClone(base))).toEqual({});
	});

	it('takes a claim out with null, as a merge patch does', () => {
		const { claim: _, ...without } = base;
		expect(patchOf(base, without)).toEqual({ claim: null });
	});

	it('leaves elements alone that differ in nothing but the order of their marks', () => {
		const a = copyWith({ elements: [text('<em><strong>x</strong></em>')] });
		const b = copyWith({ elements: [text('<strong><em>x</em></strong>')] });
		expect(patchOf(a, b)).toEqual({});
	});
});

describe('meeting changes', () => {
	const base = copyWith({ title: 'Bridge shut', elements: [text('Shut.')] });
	const mine = { ...base, elements: [text('Shut since nine.')] };

	it('a mark that somebody else set is kept', () => {
		expect(rebased(base, mine, { ...base, pinned: true })).toEqual({ ...mine, pinned: true });
	});

	it('what I left alone stays theirs, but for the words that I am shown as mine', () => {
		const theirs = { ...base, title: 'Bridge open', sources: [{ name: 'Radio', kind: 'other' as const }] };
		const kept = rebased(base, mine, theirs);
		expect(kept.title).toBe('Bridge shut');
		expect(kept.elements).toEqual(mine.elements);
		expect(kept.sources).toEqual([{ name: 'Radio', kind: 'other' }]);
	});
});

describe('lacks', () => {
	it('a picture that readers see has words for those who cannot see it, or is decorative', () => {
		const image = (more: object) => copyWith({ elements: [{ type: 'image', media: 'upload:1', ...more }] });
		const mute = image({});
		expect(locations(lacks(mute, 'published'))).toEqual(['body.elements[0].alt']);
		expect(lacks(mute, 'draft')).toEqual([]);
		expect(lacks(image({ alt: 'A quay' }), 'published')).toEqual([]);
		expect(lacks(image({ decorative: true }), 'published')).toEqual([]);
		expect(lacks(mute, 'published', mute.elements), 'readers have seen it so').toEqual([]);
	});

	it('a key event needs a title, also as a draft', () => {
		expect(locations(lacks(copyWith({ keyEvent: true, title: ' ' }), 'draft'))).toEqual(['body.title']);
	});

	it('a published post needs words, a draft does not', () => {
		expect(locations(lacks(copyWith({ title: 'T' }), 'published'))).toEqual(['body.elements']);
		expect(lacks(copyWith({ title: 'T' }), 'draft')).toEqual([]);
	});

	it('names each field that the server would refuse', () => {
		const copy = copyWith({
			elements: [
				{ type: 'quote', paragraphs: [], speaker: { name: ' ' }, url: 'ftp://x' },
				{ type: 'image', media: '' },
				{ type: 'embed', url: 'example.org' },
				{ type: 'link', url: 'https://example.org' },
			],
			byline: [{ name: '' }],
			sources: [{ name: 'Radio', kind: 'other', url: 'radio' }],
		});
		expect(locations(lacks(copy, 'published'))).toEqual([
			'body.elements[0].paragraphs',
			'body.elements[0].speaker.name',
			'body.elements[0].url',
			'body.elements[1].media',
			'body.elements[1].alt',
			'body.elements[2].url',
			'body.byline[0].name',
			'body.sources[0].url',
		]);
	});
});

describe('isEmpty', () => {
	it('a ticked box or a name is something', () => {
		expect(isEmpty(copyWith({ title: '  ' }))).toBe(true);
		expect(isEmpty(copyWith({ pinned: true }))).toBe(false);
		expect(isEmpty(copyWith({ byline: [{ name: 'Ida' }] }))).toBe(false);
		expect(differing(copyWith({}), copyWith({ keyEvent: true }))).toEqual(['keyEvent']);
	});
});

describe('a title', () => {
	it('has up to 300 characters, counted as people count them', () => {
		const elements = [text('x')];
		expect(lacks(copyWith({ title: '🚢'.repeat(300), elements }), 'published')).toEqual([]);
		expect(locations(lacks(copyWith({ title: 'x'.repeat(301), elements }), 'published'))).toEqual([
			'body.title',
		]);
	});
});
