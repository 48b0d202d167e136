// Where pictures lie on this device until the server has them: IndexedDB, one record
// a picture, under a name that the element which shows it has for its address.
import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import type { Picture } from '../api/words';

export interface KeptPicture {
	key: string;
	/** When it was put here, in ms since 1970. */
	at: number;
	/** Its bytes and their type, until they are sent. Bytes are kept everywhere; some browsers lose files. */
	bytes?: ArrayBuffer;
	type?: string;
	/** What the server made of it, once it has it. */
	picture?: Picture;
}

export interface PictureStore {
	put(kept: KeptPicture): Promise<void>;
	get(key: string): Promise<KeptPicture | undefined>;
	/** Takes out what was put in before a time, in ms since 1970. */
	clear(before: number): Promise<void>;
}

interface Schema extends DBSchema {
	pictures: { key: string; value: KeptPicture; indexes: { at: number } };
}

export class PictureDatabase implements PictureStore {
	#opened: Promise<IDBPDatabase<Schema>> | undefined;

	#database(): Promise<IDBPDatabase<Schema>> {
		this.#opened ??= openDB<Schema>('stoppress-pictures', 1, {
			upgrade(database) {
				database.createObjectStore('pictures', { keyPath: 'key' }).createIndex('at', 'at');
			},
		});
		return this.#opened;
	}

	async put(kept: KeptPicture): Promise<void> {
		await (await this.#database()).put('pictures', kept);
	}

	async get(key: string): Promise<KeptPicture | undefined> {
		return (await this.#database()).get('pictures', key);
	}

	async clear(before: number): Promise<void> {
		const database = await this.#database();
		const old = await database.getAllKeysFromIndex('pictures', 'at', IDBKeyRange.upperBound(before));
		await Promise.all(old.map((key) => database.delete('pictures', key)));
	}
}
