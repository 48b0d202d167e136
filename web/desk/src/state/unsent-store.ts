// Where unsent posts lie until the server has them: IndexedDB, one record a post.
import { deskDatabase, type UnsentPost } from './database';

export type { UnsentPost } from './database';

export interface UnsentStore {
	put(post: UnsentPost): Promise<void>;
	remove(key: string): Promise<void>;
	/** One person's unsent posts for one blog, oldest first. */
	list(user: string, blog: string): Promise<UnsentPost[]>;
}

export class UnsentDatabase implements UnsentStore {
	async put(post: UnsentPost): Promise<void> {
		const tx = (await deskDatabase()).transaction('unsent', 'readwrite', { durability: 'strict' });
		await Promise.all([tx.store.put(post), tx.done]);
	}

	async remove(key: string): Promise<void> {
		await (await deskDatabase()).delete('unsent', key);
	}

	async list(user: string, blog: string): Promise<UnsentPost[]> {
		const posts = await (await deskDatabase()).getAllFromIndex('unsent', 'place', [user, blog]);
		return posts.sort((a, b) => (a.at < b.at ? -1 : 1));
	}
}
