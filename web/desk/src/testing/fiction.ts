// Made-up posts and blogs for tests.
import type { Blog, Copy, Element, Post, User } from '../api/words';
import { emptyCopy } from '../state/copy';

export const ida: User = { id: 'u-ida', name: 'Ida Brandt', email: 'ida@example.org', role: 'editor' };
export const tomas: User = {
	id: 'u-tomas',
	name: 'Tomás Vela',
	email: 'tomas@example.org',
	role: 'reporter',
};

export const text = (words: string): Element => ({ type: 'text', html: `<p>${words}</p>` });

export const copyWith = (fields: Partial<Copy>): Copy => ({ ...emptyCopy(), ...fields });

export const postWith = (fields: Partial<Post>): Post => ({
	...emptyCopy(),
	id: '01P',
	seq: 10,
	blog: 'bridge',
	status: 'published',
	publishedAt: '2026-03-04T13:34:00.000Z',
	createdAt: '2026-03-04T13:30:00.000Z',
	updatedAt: '2026-03-04T13:34:00.000Z',
	author: { id: ida.id, name: ida.name },
	elements: [text('The bridge is shut.')],
	corrections: [],
	...fields,
});

export const bridge: Blog = {
	id: '01B',
	seq: 1,
	slug: 'bridge',
	title: 'The glass bridge stays shut',
	standfirst: '',
	language: 'en',
	timezone: 'Europe/Oslo',
	state: 'live',
	createdAt: '2026-03-04T12:00:00.000Z',
	updatedAt: '2026-03-04T12:00:00.000Z',
};
