import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it } from 'vitest';
import { copyWith } from '../testing/fiction';
import { Drawer } from './drawer';

const full = {
	setItem() {
		throw new DOMException('full', 'QuotaExceededError');
	},
	getItem: () => null,
	removeItem() {},
} as unknown as Storage;

beforeEach(() => {
	localStorage.clear();
});

describe('the drawer', () => {
	it('has the words again that localStorage lost', async () => {
		const drawer = new Drawer('u', 'power-cut');
		const kept = drawer.put('draft/1', copyWith({ title: 'Half' }));
		expect(kept.now).toBe(true);
		expect(await kept.later).toBe(true);
		localStorage.clear();
		const next = new Drawer('u', 'power-cut');
		expect(next.drafts()).toEqual([]);
		await next.recover();
		expect(next.drafts()).toEqual(['draft/1']);
		expect(next.draft('draft/1')?.title).toBe('Half');
	});

	it('has room where localStorage has none', async () => {
		const drawer = new Drawer('u', 'long', full);
		const kept = drawer.put('draft/1', copyWith({ title: 'Long' }));
		expect(kept.now).toBe(false);
		expect(await kept.later).toBe(true);
		expect(drawer.draft('draft/1')?.title).toBe('Long');
		const next = new Drawer('u', 'long', full);
		await next.recover();
		expect(next.draft('draft/1')?.title).toBe('Long');
	});

	it('does not bring back what was taken out', async () => {
		const drawer = new Drawer('u', 'out');
		await drawer.put('draft/1', copyWith({ title: 'Gone' })).later;
		drawer.remove('draft/1');
		const next = new Drawer('u', 'out');
		await next.recover();
		expect(next.drafts()).toEqual([]);
	});

	it('is one person’s for one blog', async () => {
		await new Drawer('u', 'one').put('draft/1', copyWith({ title: 'Mine' })).later;
		const others = [new Drawer('v', 'one'), new Drawer('u', 'one-more')];
		for (const other of others) {
			await other.recover();
			expect(other.drafts()).toEqual([]);
		}
	});
});
