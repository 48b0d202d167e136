// What this device remembers of whoever was at the desk last, so that the desk opens
// without a network and they can write: who they are, and the headers of the blogs
// that they have opened. It is forgotten when they sign out.
import type { Blog, User } from '../api/words';

const USER = 'stoppress.user';
const BLOGS = 'stoppress.blogs';

/** How many blogs are remembered, the last opened first. */
const MOST = 20;

function read<T>(name: string): T | undefined {
	try {
		const kept = localStorage.getItem(name);
		return kept === null ? undefined : (JSON.parse(kept) as T);
	} catch {
		return undefined;
	}
}

function write(name: string, value: unknown): void {
	try {
		localStorage.setItem(name, JSON.stringify(value));
	} catch {
		// Without it the desk opens only where there is a network.
	}
}

export const rememberedUser = (): User | undefined => read<User>(USER);

export function rememberUser(user: User): void {
	if (rememberedUser()?.id !== user.id) {
		forget();
	}
	write(USER, user);
}

export function forget(): void {
	try {
		localStorage.removeItem(USER);
		localStorage.removeItem(BLOGS);
	} catch {
		// Where nothing can be kept there is nothing to forget.
	}
}

export const rememberedBlogs = (): readonly Blog[] => read<Blog[]>(BLOGS) ?? [];

export function rememberBlog(blog: Blog): void {
	const others = rememberedBlogs().filter((other) => other.slug !== blog.slug);
	write(BLOGS, [blog, ...others].slice(0, MOST));
}
