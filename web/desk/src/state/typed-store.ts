// The second copy of what is being typed: IndexedDB, which a browser writes to disk
// before it says so, and which has room for more than localStorage.
import { deskDatabase, type TypedWords } from './database';

export interface TypedStore {
	/** Keeps the words; false where this device cannot. */
	put(words: TypedWords): Promise<boolean>;
	remove(key: string): Promise<void>;
	/** All whose key begins with the prefix. */
	list(prefix: string): Promise<TypedWords[]>;
}

export class TypedDatabase implements TypedStore {
	async put(words: TypedWords): Promise<boolean> {
		try {
			const tx = (await deskDatabase()).transaction('typed', 'readwrite', { durability: 'strict' });
			await Promise.all([tx.store.put(words), tx.done]);
			return true;
		} catch {
			return false;
		}
	}

	async remove(key: string): Promise<void> {
		try {
			await (await deskDatabase()).delete('typed', key);
		} catch {
			// What is left behind is found again and offered: a word too many, none too few.
		}
	}

	async list(prefix: string): Promise<TypedWords[]> {
		try {
			const range = IDBKeyRange.bound(prefix, `${prefix}\uffff`);
			return await (await deskDatabase()).getAll('typed', range);
		} catch {
			return [];
		}
	}
}
