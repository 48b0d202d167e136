// The pictures of the desk in docs/images, of the demonstration's story. They are left in
// artefacts/docs/, to be put there once the desk looks otherwise.
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { Desk, hire } from '../desk.ts';
import { test as base, expect } from '../fixture.ts';
import { Server } from '../server.ts';

const folder = join(import.meta.dirname, '..', 'artefacts', 'docs');
const slug = 'harbour-talks';
const test = base.extend({
	// biome-ignore lint/correctness/noEmptyPattern: Playwright reads from it that nothing is needed
	server: async ({}, use) => {
		const server = await Server.start('--demo');
		await use(server);
		await server.remove();
	},
});

const keep = (page: Page, name: string) =>
	page.screenshot({ path: join(folder, `${name}.png`), animations: 'disabled', caret: 'initial' });

test('the desk as the documentation shows it', async ({ server, visitors }) => {
	const marit = await hire(server, 'Marit Quill');
	const wide = await visitors.come({ viewport: { width: 1280, height: 860 } });
	const desk = await new Desk(wide).openAs(marit, slug);
	await expect(wide.getByText('listening now')).toBeAttached();
	await desk.write({
		title: 'Ferry operator promises an answer by noon',
		post: 'The operator has read the proposal overnight and will answer before the noon sailing.',
	});
	await expect(wide.getByText('Saved on this device and on the server')).toBeVisible();
	await keep(wide, 'desk');
	await desk.box('Title').fill('');
	await desk.box('Post').fill('');
	await expect(wide.getByText('Typing…')).toBeHidden();

	await wide.emulateMedia({ colorScheme: 'dark' });
	await wide.keyboard.press('Control+k');
	await wide.keyboard.type('history');
	await keep(wide, 'desk-palette');
	await wide.keyboard.press('Escape');
	await desk.button('Settings').click();
	await keep(wide, 'desk-settings');

	const phone = await visitors.come({
		viewport: { width: 390, height: 844 },
		deviceScaleFactor: 2,
		hasTouch: true,
		isMobile: true,
		colorScheme: 'dark',
	});
	const inHand = await new Desk(phone).openAs(marit, slug);
	await inHand.write({
		title: 'The night boat waits',
		post: 'All are on board, the gangway is up, and nobody has cast off. The captain says that it is a matter of minutes, as it was an hour ago.',
		marks: ['Key event'],
	});
	await expect(phone.getByText('Saved on this device and on the server')).toBeVisible();
	await keep(phone, 'desk-phone');
});
