import { expect, test } from 'vitest';
import { postWith, text } from '../testing/fiction';
import { findPosts } from './find-posts';

const posts = [
	postWith({ id: 'A', title: 'Fähre fährt', elements: [text('Wieder nach Plan.')] }),
	postWith({ id: 'B', title: '', elements: [text('The bridge is shut.')] }),
	postWith({ id: 'C', title: 'Bridge', publishedAt: '2026-03-04T09:05:00Z', elements: [text('Open.')] }),
];
const find = (query: string, most = 9) =>
	findPosts(posts, query, (post) => post.publishedAt?.slice(11, 16) ?? '', most).map((post) => post.id);

test('a post is found by words of it, in any order, and by its time', () => {
	expect(find('')).toEqual(['A', 'B', 'C']);
	expect(find('fahre plan')).toEqual(['A']);
	expect(find('BRIDGE')).toEqual(['B', 'C']);
	expect(find('09:0')).toEqual(['C']);
	expect(find('bridge 13:3')).toEqual(['B']);
	expect(find('ferry')).toEqual([]);
	expect(find('', 2)).toEqual(['A', 'B']);
});
