// The drawer: words on this device that no server has yet. It is written to at
// once (localStorage is synchronous), so that a closed tab finds them again.
import type { Copy, Post } from '../api/words';

/** What is kept of an edit: the words, and the version of the post that they are based on. */
export interface KeptEdit {
	base: Post;
	copy: Copy;
}

export class Drawer {
	#storage: Storage;
	#prefix: string;

	/** A drawer of one person's words for one blog. */
	constructor(user: string, slug: string, storage: Storage = localStorage) {
		this.#storage = storage;
		this.#prefix = `stoppress/${user}/${slug}/`;
	}

	/** Tells whether the words are kept now; false where the device has no room. */
	put(name: string, value: Copy | KeptEdit): boolean {
		try {
			this.#storage.setItem(this.#prefix + name, JSON.stringify(value));
			return true;
		} catch {
			return false;
		}
	}

	draft(name: string): Copy | undefined {
		return this.#get<Copy>(name, 'elements');
	}

	edit(postID: string): KeptEdit | undefined {
		return this.#get<KeptEdit>(editName(postID), 'base');
	}

	remove(name: string): void {
		try {
			this.#storage.removeItem(this.#prefix + name);
		} catch {
			// A storage that cannot be reached holds nothing that could come back.
		}
	}

	/** The names of the drafts in it. */
	drafts(): string[] {
		return this.#names().filter((name) => name.startsWith('draft/'));
	}

	/** The ids of the posts whose edits are in it. */
	edits(): string[] {
		return this.#names()
			.filter((name) => name.startsWith('edit/'))
			.map((name) => name.slice('edit/'.length));
	}

	#names(): string[] {
		try {
			return Object.keys(this.#storage)
				.filter((key) => key.startsWith(this.#prefix))
				.map((key) => key.slice(this.#prefix.length));
		} catch {
			return [];
		}
	}

	/** What an older desk or a broken disk left is passed over, never trusted. */
	#get<T>(name: string, mustHave: keyof T & string): T | undefined {
		try {
			const value: unknown = JSON.parse(this.#storage.getItem(this.#prefix + name) ?? 'null');
			return typeof value === 'object' && value !== null && mustHave in value ? (value as T) : undefined;
		} catch {
			return undefined;
		}
	}
}

export const editName = (postID: string): string => `edit/${postID}`;

/**
 * Claims a draft's name for this tab, so that two tabs never write over each
 * other's words; the claim ends with the tab. Browsers give locks to secure
 * origins only: elsewhere every name is free.
 */
export function claim(name: string): Promise<boolean> {
	const { locks } = navigator;
	if (!locks) {
		return Promise.resolve(true);
	}
	return new Promise((claimed) => {
		locks
			.request(name, { ifAvailable: true }, (lock) => {
				claimed(lock !== null);
				return lock === null ? undefined : new Promise<never>(() => {});
			})
			.catch(() => claimed(true));
	});
}
