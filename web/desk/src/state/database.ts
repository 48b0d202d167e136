// The desk's database on this device: posts that are not sent yet, and a second copy
// of what is being typed.
import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import type { NewPost } from '../api/words';

/** A post on its way. The key makes sure that however often it is sent, there is one of it. */
export interface UnsentPost {
	key: string;
	user: string;
	blog: string;
	post: NewPost;
	/** What the server calls the words from when they were being typed: it forgets them once it has the post. */
	draft?: string;
	/** When it was let go, RFC 3339. */
	at: string;
}

/** Words that are being typed. */
export interface TypedWords {
	/** The key that they have in localStorage. */
	key: string;
	/** When they were kept, ms since 1970. */
	at: number;
	value: unknown;
}

interface Schema extends DBSchema {
	unsent: { key: string; value: UnsentPost; indexes: { place: [string, string] } };
	typed: { key: string; value: TypedWords };
}

let opened: Promise<IDBPDatabase<Schema>> | undefined;

/** Opens it; a failure, as in a private window, is the caller's to bear, and tried again. */
export function deskDatabase(): Promise<IDBPDatabase<Schema>> {
	opened ??= openDB<Schema>('stoppress', 2, {
		upgrade(database, from) {
			if (from < 1) {
				database.createObjectStore('unsent', { keyPath: 'key' }).createIndex('place', ['user', 'blog']);
			}
			if (from < 2) {
				database.createObjectStore('typed', { keyPath: 'key' });
			}
		},
		// A newer desk in another tab: this one lets go, and opens it again when it must.
		blocking: (_from, _to, event) => {
			(event.target as IDBDatabase).close();
			opened = undefined;
		},
		terminated: () => {
			opened = undefined;
		},
	}).catch((error: unknown) => {
		opened = undefined;
		throw error;
	});
	return opened;
}
