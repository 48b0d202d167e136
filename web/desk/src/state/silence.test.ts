import { expect, test } from 'vitest';
import { bridge, postWith } from '../testing/fiction';
import { silentHours } from './silence';

const live = { ...bridge, remindAfterHours: 2 };
const post = postWith({ firstPublishedAt: '2026-03-04T13:34:00.000Z' });

test.each([
	['not yet', live, [post], '2026-03-04T15:33:00Z', undefined],
	['after that many hours', live, [post], '2026-03-04T15:34:00Z', 2],
	['later', live, [post], '2026-03-04T19:00:00Z', 5],
	[
		'what was published late counts by when it came',
		live,
		[postWith({ publishedAt: '2026-03-04T10:00:00Z', firstPublishedAt: '2026-03-04T15:00:00Z' })],
		'2026-03-04T16:00:00Z',
		undefined,
	],
	[
		'a draft is no news',
		live,
		[postWith({ status: 'draft', createdAt: '2026-03-04T14:00:00Z' })],
		'2026-03-04T14:00:00Z',
		2,
	],
	['a blog without posts', live, [], '2026-03-04T14:30:00Z', 2],
	['one that nobody wants to be reminded of', bridge, [post], '2026-03-05T15:34:00Z', undefined],
	['a paused one', { ...live, state: 'paused' as const }, [post], '2026-03-05T15:34:00Z', undefined],
] as const)('a blog is silent: %s', (_, blog, posts, now, hours) => {
	expect(silentHours(blog, posts, new Date(now))).toBe(hours);
});
