// The drawer: words on this device that are being typed. They are written twice:
// to localStorage at once, so that a tab that is just being closed leaves them there,
// and to IndexedDB, which is on disk when it says so and has more room.
import type { Copy, Post } from '../api/words';
import { TypedDatabase, type TypedStore } from './typed-store';

/** What is kept of an edit: the words, and the version of the post that they are based on. */
export interface KeptEdit {
	base: Post;
	copy: Copy;
}

export class Drawer {
	#storage: Storage;
	#typed: TypedStore;
	#prefix: string;
	/** What localStorage had no room for. */
	#overflow = new Map<string, string>();

	/** A drawer of one person's words for one blog. */
	constructor(
		user: string,
		slug: string,
		storage: Storage = localStorage,
		typed: TypedStore = new TypedDatabase(),
	) {
		this.#storage = storage;
		this.#typed = typed;
		this.#prefix = `stoppress/${user}/${slug}/`;
	}

	/** Takes up what localStorage lost: after a power cut, or where it had no room. */
	async recover(): Promise<void> {
		for (const { key, value } of await this.#typed.list(this.#prefix)) {
			const name = key.slice(this.#prefix.length);
			if (this.#read(name) === null) {
				this.#overflow.set(name, JSON.stringify(value));
			}
		}
	}

	/**
	 * Keeps the words. `now` tells whether they are kept already; where they are not,
	 * `later` does whether they will be.
	 */
	put(name: string, value: Copy | KeptEdit): { now: boolean; later: Promise<boolean> } {
		const text = JSON.stringify(value);
		const later = this.#typed.put({ key: this.#prefix + name, at: Date.now(), value });
		try {
			this.#storage.setItem(this.#prefix + name, text);
			this.#overflow.delete(name);
			return { now: true, later };
		} catch {
			this.#forget(name); // an older version of it must not come back
			this.#overflow.set(name, text);
			return { now: false, later };
		}
	}

	draft(name: string): Copy | undefined {
		return this.#get<Copy>(name, 'elements');
	}

	edit(postID: string): KeptEdit | undefined {
		return this.#get<KeptEdit>(editName(postID), 'base');
	}

	remove(name: string): void {
		this.#overflow.delete(name);
		this.#forget(name);
		void this.#typed.remove(this.#prefix + name);
	}

	#forget(name: string): void {
		try {
			this.#storage.removeItem(this.#prefix + name);
		} catch {
			// A storage that cannot be reached holds nothing that could come back.
		}
	}

	#read(name: string): string | null {
		try {
			return this.#storage.getItem(this.#prefix + name) ?? this.#overflow.get(name) ?? null;
		} catch {
			return this.#overflow.get(name) ?? null;
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
		let stored: string[] = [];
		try {
			stored = Object.keys(this.#storage)
				.filter((key) => key.startsWith(this.#prefix))
				.map((key) => key.slice(this.#prefix.length));
		} catch {
			// What IndexedDB has is there all the same.
		}
		return [...new Set([...stored, ...this.#overflow.keys()])];
	}

	/** What an older desk or a broken disk left is passed over, never trusted. */
	#get<T>(name: string, mustHave: keyof T & string): T | undefined {
		try {
			const value: unknown = JSON.parse(this.#read(name) ?? 'null');
			return typeof value === 'object' && value !== null && mustHave in value ? (value as T) : undefined;
		} catch {
			return undefined;
		}
	}
}

export const editName = (postID: string): string => `edit/${postID}`;

/** What the server calls words of this name, and the other way round. */
export const serverName = (name: string): string => name.replace('/', '-');
export const drawerName = (name: string): string => name.replace('-', '/');

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
