// The newsroom's blogs, and the making of one.
import { createBlog, listBlogs } from '../api/blogs';
import { type Failure, inWords } from '../api/request';
import type { Blog, NewBlog, State } from '../api/words';
import { rememberedBlogs } from './remembered';
import type { Refusal, Session } from './session.svelte';

export type Listing = { is: 'loading' } | { is: 'failed'; why: string } | { is: 'ready' };

const ORDER: readonly State[] = ['live', 'paused', 'upcoming', 'ended'];

export class BlogList {
	listing = $state.raw<Listing>({ is: 'loading' });
	#all = $state.raw<readonly Blog[]>([]);
	#session: Session;

	/** What moves first: live, then paused, upcoming, ended; in each the newest change first. */
	readonly blogs: readonly Blog[] = $derived(
		this.#all.toSorted(
			(a, b) =>
				ORDER.indexOf(a.state) - ORDER.indexOf(b.state) || Date.parse(b.updatedAt) - Date.parse(a.updatedAt),
		),
	);

	constructor(session: Session) {
		this.#session = session;
	}

	async load(): Promise<void> {
		if (this.listing.is === 'failed') {
			this.listing = { is: 'loading' };
		}
		const all: Blog[] = [];
		let before: string | undefined;
		do {
			const cursor = before;
			const answer = await this.#session.keep(() => listBlogs(cursor));
			if (!answer.ok) {
				this.listing = { is: 'failed', why: inWords(answer.failure) };
				if (answer.failure.kind === 'unreachable' && this.#all.length === 0) {
					this.#all = rememberedBlogs();
				}
				return;
			}
			all.push(...answer.value.blogs);
			before = answer.value.next;
		} while (before !== undefined);
		this.#all = all;
		this.listing = { is: 'ready' };
	}

	async create(blog: NewBlog): Promise<{ blog: Blog } | { refusal: Refusal }> {
		const answer = await this.#session.keep(() => createBlog(blog));
		if (answer.ok) {
			this.#all = [answer.value, ...this.#all];
			return { blog: answer.value };
		}
		return { refusal: { why: inWords(answer.failure), errors: fieldsOf(answer.failure) } };
	}
}

function fieldsOf(failure: Failure): Refusal['errors'] {
	if (failure.kind !== 'refused') {
		return [];
	}
	if (failure.status === 409 && failure.errors.length === 0) {
		return [{ location: 'body.slug', message: 'This slug is taken; choose another one.' }];
	}
	return failure.errors;
}

/** A slug for a title: what of it may stand in an address. */
export function slugFor(title: string): string {
	return title
		.normalize('NFKD')
		.toLowerCase()
		.replaceAll(/[\p{M}'’]/gu, '')
		.replaceAll(/[^a-z0-9]+/g, '-')
		.slice(0, 60)
		.replaceAll(/^-+|-+$/g, '');
}
