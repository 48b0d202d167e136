import { describe, expect, test } from 'vitest';
import type { Post } from '../api/words';
import { copyWith, postWith, text } from '../testing/fiction';
import { owesCorrection, sameWords } from './correction';

const now = new Date('2026-03-04T14:00:00Z');
const out = (firstPublishedAt: string | undefined): Post =>
	postWith({ elements: [text('Nine.')], ...(firstPublishedAt === undefined ? {} : { firstPublishedAt }) });
const other = copyWith({ elements: [text('Ten.')] });

describe('a correction is asked for', () => {
	test.each([
		['five minutes on', '2026-03-04T13:55:00Z', undefined, true],
		['not before', '2026-03-04T13:55:01Z', undefined, false],
		['at once where the blog says so', '2026-03-04T13:59:59Z', 0, true],
		['later where the blog says so', '2026-03-04T13:40:01Z', 20, false],
		['never of what was never out', undefined, 0, false],
	])('%s', (_, firstPublishedAt, silent, owes) => {
		expect(owesCorrection(out(firstPublishedAt), other, silent, now)).toBe(owes);
	});

	test('of words alone', () => {
		const post = postWith({ firstPublishedAt: '2026-03-04T12:00:00Z', elements: [text('Nine of ten.')] });
		const with_ = (fields: object) => ({ ...copyWith({ elements: post.elements }), ...fields });
		expect(owesCorrection(post, with_({ pinned: true, byline: [{ name: 'Ida' }] }), 0, now)).toBe(false);
		expect(owesCorrection(post, with_({ elements: [text('Nine  of'), text('<em>ten</em>.')] }), 0, now)).toBe(
			false,
		);
		expect(owesCorrection(post, with_({ title: 'Ten' }), 0, now)).toBe(true);
	});

	test('also where another speaker said it', () => {
		const quote = (name: string) => ({ type: 'quote' as const, paragraphs: ['No.'], speaker: { name } });
		expect(sameWords(copyWith({ elements: [quote('Ada')] }), copyWith({ elements: [quote('Eda')] }))).toBe(
			false,
		);
	});
});
