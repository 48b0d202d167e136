// The inbox: what waits for somebody's decision. For editors that is what was submitted,
// for writers what they were sent back. It stays in its order while things come and go,
// so that whoever works through it never acts on another post than they looked at.
import type { Post, User } from '../api/words';

/** Those that are still there in their order, then those that came, by the time they did. */
export function arrange(before: readonly string[], posts: readonly Post[]): string[] {
	const there = new Set(posts.map((post) => post.id));
	const stayed = before.filter((id) => there.has(id));
	const known = new Set(stayed);
	const came = posts.filter((post) => !known.has(post.id)).sort((a, b) => a.seq - b.seq);
	return [...stayed, ...came.map((post) => post.id)];
}

/** Which one is looked at next where `gone` leaves: the one in its place, else the last. */
export function neighbour(
	before: readonly string[],
	gone: string,
	now: readonly string[],
): string | undefined {
	const there = new Set(now);
	const from = before.indexOf(gone);
	const after = before.slice(from + 1).find((id) => there.has(id));
	return after ?? before.slice(0, Math.max(from, 0)).findLast((id) => there.has(id)) ?? now[0];
}

/** What waits for this person. */
export function waitsFor(user: User, post: Post): boolean {
	return user.role === 'reporter'
		? post.status === 'draft' && post.note !== undefined && post.author.id === user.id
		: post.status === 'submitted';
}

export class Inbox {
	/** In the order in which they are worked through. */
	posts = $state.raw<readonly Post[]>([]);
	/** The one that keys act on. */
	chosen = $state.raw<string | undefined>(undefined);
	#user: User;

	constructor(user: User) {
		this.#user = user;
	}

	/** Takes what there is now. */
	take(all: readonly Post[]): void {
		const posts = all.filter((post) => waitsFor(this.#user, post));
		const byID = new Map(posts.map((post) => [post.id, post]));
		const before = this.posts.map((post) => post.id);
		const now = arrange(before, posts);
		this.posts = now.flatMap((id) => byID.get(id) ?? []);
		if (this.chosen === undefined || !byID.has(this.chosen)) {
			this.chosen = this.chosen === undefined ? now[0] : neighbour(before, this.chosen, now);
		}
	}

	/** Goes on by so many, and stops at either end. */
	move(by: 1 | -1): void {
		const at = this.posts.findIndex((post) => post.id === this.chosen);
		this.chosen = this.posts[Math.min(Math.max(at + by, 0), this.posts.length - 1)]?.id;
	}
}
