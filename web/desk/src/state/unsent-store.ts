// Where unsent posts lie until the server has them: IndexedDB, one record a post.
import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import type { NewPost } from '../api/words';

/** A post on its way. The key makes sure that however often it is sent, there is one of it. */
export interface UnsentPost {
	key: string;
	user: string;
	blog: string;
	post: NewPost;
	/** When it was let go, RFC 3339. */
	at: string;
}

export interface UnsentStore {
	put(post: UnsentPost): Promise<void>;
	remove(key: string): Promise<void>;
	/** One person's unsent posts for one blog, oldest first. */
	list(user: string, blog: string): Promise<UnsentPost[]>;
}

interface Schema extends DBSchema {
	unsent: { key: string; value: UnsentPost; indexes: { place: [string, string] } };
}

export class UnsentDatabase implements UnsentStore {
	#opened: Promise<IDBPDatabase<Schema>> | undefined;

	#database(): Promise<IDBPDatabase<Schema>> {
		this.#opened ??= openDB<Schema>('stoppress', 1, {
			upgrade(database) {
				database.createObjectStore('unsent', { keyPath: 'key' }).createIndex('place', ['user', 'blog']);
			},
		});
		return this.#opened;
	}

	async put(post: UnsentPost): Promise<void> {
		await (await this.#database()).put('unsent', post);
	}

	async remove(key: string): Promise<void> {
		await (await this.#database()).delete('unsent', key);
	}

	async list(user: string, blog: string): Promise<UnsentPost[]> {
		const posts = await (await this.#database()).getAllFromIndex('unsent', 'place', [user, blog]);
		return posts.sort((a, b) => (a.at < b.at ? -1 : 1));
	}
}
