// Every screen and state of the desk, photographed by day, by night and in forced
// colours, on a phone and on a wide screen: to be looked at by a person.
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { Desk, hire, type Person } from '../desk.ts';
import { networkAway, test } from '../fixture.ts';
import { type Element, type Newsroom, text } from '../newsroom.ts';
import type { Server } from '../server.ts';

const folder = join(import.meta.dirname, '..', 'artefacts', 'desk');
const slug = 'quarry-fire';
const widths = [390, 1280] as const;
const lights = {
	light: { colorScheme: 'light', forcedColors: 'none' },
	dark: { colorScheme: 'dark', forcedColors: 'none' },
	forced: { colorScheme: 'dark', forcedColors: 'active' },
} as const;

/** Pictures of what is seen, or of the whole page. */
async function look(
	page: Page,
	name: string,
	{ whole = false, only }: { whole?: boolean; only?: number } = {},
) {
	for (const width of widths.filter((each) => only === undefined || each === only)) {
		await page.setViewportSize({ width, height: width < 600 ? 844 : 900 });
		for (const [light, media] of Object.entries(lights)) {
			await page.emulateMedia({ ...media, reducedMotion: 'reduce' });
			await page.evaluate(() => document.fonts.ready);
			const path = join(folder, `${name}-${width}-${light}.png`);
			await page.screenshot({ path, fullPage: whole, animations: 'disabled', caret: 'initial' });
		}
	}
	await page.emulateMedia({ ...lights.light });
	await page.setViewportSize({ width: 1280, height: 900 });
}

const quote: Element = {
	type: 'quote',
	paragraphs: ['We lost no one, and we are grateful to every crew that came to help us.'],
	speaker: { name: 'Marit Voll', role: 'fire chief' },
	channel: 'at the gate',
	saidAt: '2026-03-04T12:10:00Z',
	reportedBy: 'Ellery Packet',
};

/** A blog with a post of each status and mark. */
async function fill(newsroom: Newsroom): Promise<void> {
	await newsroom.open({
		slug,
		title: 'Fire at the quarry above Ellery: crews from four counties hold the ridge',
		standfirst: 'It began at noon in the old tip.',
		contributors: [{ name: 'Ines Aldous', role: 'reporter' }, { name: 'Tam Berry' }],
		theme: { accent: '#bf4a00' },
	});
	const at = (minute: number) => new Date(Date.UTC(2026, 2, 4, 12, minute)).toISOString();
	const long =
		'Ten crews are on the ridge, and four more are on the way from the coast. The road is shut from the mill to the crossing; the bus goes by the lower road, which is narrow, and takes an hour longer.';
	await newsroom.publish(slug, {
		title: 'Smoke over the old tip',
		keyEvent: true,
		publishedAt: at(1),
		elements: text(long),
	});
	await newsroom.publish(slug, {
		publishedAt: at(4),
		claim: 'unverified',
		elements: text('Two lorries are said to be inside.'),
	});
	await newsroom.publish(slug, {
		title: 'The fire chief speaks',
		publishedAt: at(10),
		byline: [{ name: 'Ines Aldous' }, { name: 'Tam Berry', role: 'on the ridge' }],
		elements: [...text('She came out to the gate.'), quote],
	});
	await newsroom.publish(slug, {
		title: 'What we know so far',
		pinned: true,
		summary: true,
		publishedAt: at(15),
		elements: [{ type: 'list', ordered: false, items: ['It began at noon', 'Nobody is hurt'] }],
	});
	const gone = await newsroom.publish(slug, {
		title: 'The dam is said to be full',
		publishedAt: at(20),
		elements: text('It is not.'),
	});
	await newsroom.withdraw(slug, gone.id);
	await newsroom.publish(slug, {
		title: 'A draft of the evening',
		status: 'draft',
		elements: text('To come.'),
	});
	await newsroom.publish(slug, {
		title: 'Names of the crews',
		status: 'submitted',
		elements: text('Four counties.'),
	});
	await newsroom.publish(slug, {
		title: 'The road opens again',
		status: 'scheduled',
		publishedAt: '2030-03-31T10:30:00Z',
		elements: text('From the mill to the crossing.'),
	});
}

async function atDesk(server: Server, newsroom: Newsroom, page: Page): Promise<[Desk, Person]> {
	const ines = await hire(server, 'Ines Aldous');
	await fill(newsroom);
	return [await new Desk(page).openAs(ines, slug), ines];
}

/** Pastes as the browser would. */
async function paste(desk: Desk, plain: string): Promise<void> {
	await desk.box('Post').evaluate((box, plain) => {
		const clipboardData = new DataTransfer();
		clipboardData.setData('text/plain', plain);
		box.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
	}, plain);
}

test('the door and the blogs', async ({ server, newsroom, visitors }) => {
	const page = await visitors.come();
	const desk = new Desk(page);
	await page.goto(server.deskLink);
	await desk.box('Name').waitFor();
	await look(page, 'door-first');
	const ines = await hire(server, 'Ines Aldous');
	await page.goto('/desk/');
	await desk.box('Email').waitFor();
	await look(page, 'door');
	visitors.expectComplaints(/status of 401/);
	await desk.signIn({ ...ines, password: 'a wrong password' });
	await page.getByRole('alert').filter({ hasText: /\w/ }).waitFor();
	await look(page, 'door-wrong');
	await desk.signIn(ines);
	await desk.button('New blog').waitFor();
	await look(page, 'blogs-empty');
	await desk.button('New blog').click();
	await look(page, 'blogs-new');
	await page.keyboard.press('Escape');
	for (const [i, state] of (['live', 'upcoming', 'paused', 'ended', 'live'] as const).entries()) {
		await newsroom.open({
			slug: `blog-${i}`,
			title:
				[
					'Fire at the quarry',
					'The vote on the harbour, hour by hour, with everything from the count in all nine wards',
					'Ferry crews walk out',
					'Storm over the islands',
					'معرض الكتاب',
				][i] ?? '',
			state,
			standfirst: i % 2 === 0 ? 'What is known, as it becomes known.' : '',
		});
	}
	await page.reload();
	await page.getByRole('link', { name: 'Ferry crews walk out' }).waitFor();
	await look(page, 'blogs');
	visitors.expectComplaints(/status of 404/);
	await page.goto('/desk/no-such-blog');
	await desk.button('To the blogs').waitFor();
	await look(page, 'blog-missing');
});

test('the list, its rows and their menus', async ({ server, newsroom, visitors }) => {
	const page = await visitors.come();
	const [desk, ines] = await atDesk(server, newsroom, page);
	await look(page, 'blog', { whole: true });
	const tam = await hire(server, 'Tam Berry');
	const other = await new Desk(await visitors.come()).openAs(tam, slug);
	await other.beginEdit(other.row('The fire chief speaks'));
	await desk.row('The fire chief speaks').getByRole('button', { name: 'Take over' }).waitFor();
	await desk.row('Smoke over').getByRole('button', { name: 'More' }).click();
	await desk.row('A draft of').getByRole('button', { name: 'Comment' }).click();
	await look(page, 'rows-open', { whole: true });
	await desk.button('Select').click();
	await page.getByRole('checkbox', { name: /^Select .* What we/ }).check();
	await look(page, 'select');
	await page.getByRole('checkbox', { name: /^Select .* Smoke/ }).click({ modifiers: ['Shift'] });
	await page.getByRole('button', { name: /^Withdraw \d/ }).click();
	await look(page, 'select-sure');
	await page.keyboard.press('Escape');
	await page.reload();
	await desk.row('Smoke over').getByRole('button', { name: 'Withdraw' }).click();
	await desk.button('Undo').waitFor();
	await look(page, 'undo');
	await desk.button('Undo').click();
	await page.setViewportSize({ width: 390, height: 844 });
	await desk.button('Waiting 3').click();
	await look(page, 'panel-waiting');
	await page.setViewportSize({ width: 390, height: 844 });
	await desk.button('Who said what').click();
	await look(page, 'panel-said');
	await page.setViewportSize({ width: 390, height: 844 });
	await desk.button('Write').click();
	await page.setViewportSize({ width: 1280, height: 900 });
	await desk.row('Smoke over').getByRole('button', { name: 'Edit' }).focus();
	await look(page, 'focus-row');
	void ines;
});

test('an empty blog, one that loads, one without a network', async ({ server, newsroom, visitors }) => {
	visitors.expectComplaints(networkAway);
	const ines = await hire(server, 'Ines Aldous');
	await newsroom.open({ slug, title: 'Fire at the quarry' });
	const page = await visitors.come();
	const desk = await new Desk(page).openAs(ines, slug);
	await look(page, 'empty');
	let go = () => {};
	await page.route('**/posts?*', async (route) => {
		await new Promise<void>((resolve) => {
			go = resolve;
		});
		await route.continue().catch(() => undefined);
	});
	await page.reload();
	await page.getByText('Fetching what was written').waitFor();
	await look(page, 'skeleton');
	await page.unroute('**/posts?*');
	go();
	await page.reload();
	await page.getByText('Connected', { exact: true }).waitFor();
	await desk.publish({ title: 'Smoke', post: 'Over the tip.' });
	await page.context().setOffline(true);
	await desk.write({ title: 'Wind turns', post: 'To the east.' });
	await desk.button('Publish').click();
	await page
		.getByText(/no connection|not reached|kept on this device/i)
		.first()
		.waitFor();
	await look(page, 'offline');
	await page.context().setOffline(false);
	await page.route('**/api/v1/blogs/*', (route) => route.fulfill({ status: 500, body: '{}' }));
	visitors.expectComplaints(/status of 500/);
	await page.reload();
	await page.getByText('could not be opened').waitFor();
	await look(page, 'failed');
});

test('the composer, in all its parts', async ({ server, newsroom, visitors }) => {
	const page = await visitors.come();
	const [desk] = await atDesk(server, newsroom, page);
	await desk.box('Title').fill('A long title for a short update, as they are written at noon');
	await desk.box('Post').click();
	await page.keyboard.type('Ten crews are on the ridge. ');
	await page.keyboard.press('Enter');
	await page.keyboard.type('## A heading');
	await page.keyboard.press('Enter');
	await page.keyboard.type('- one');
	await page.keyboard.press('Enter');
	await page.keyboard.type('two');
	await page.keyboard.press('Enter');
	await page.keyboard.press('Enter');
	await page.keyboard.type('"It\'s out," said Tor Vale, the mayor.');
	await look(page, 'composer-offer');
	await page.keyboard.press('Tab');
	await look(page, 'composer-quote', { whole: true });
	await page.keyboard.press('Control+Home');
	await page.keyboard.press('End');
	await page.keyboard.press('Enter');
	await page.keyboard.type('/');
	await page.getByRole('option', { name: 'Quote' }).waitFor();
	await look(page, 'composer-slash');
	await page.keyboard.press('Escape');
	await page.keyboard.press('Backspace');
	await desk.button('Image').click();
	await desk.button('Embed').click();
	await desk.button('Link').click();
	await desk.composer.getByText(/^More/).click();
	await desk.button('Add a name').click();
	await desk.button('Add a source').click();
	await desk.button('Add a relation').click();
	await look(page, 'composer-all', { whole: true });
	await desk.button('Publish').click();
	await look(page, 'composer-lacks', { whole: true });
});

test('a composer on a phone, and what it asks', async ({ server, newsroom, visitors }) => {
	const page = await visitors.come({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
	const [desk] = await atDesk(server, newsroom, page);
	await newsroom.changeBlog(slug, { silentMinutes: 0 });
	await look(page, 'phone', { only: 390 });
	await page.setViewportSize({ width: 390, height: 844 });
	await desk.box('Post').tap();
	await look(page, 'phone-writing-empty', { only: 390 });
	await page.setViewportSize({ width: 390, height: 844 });
	await desk.write({ title: 'Wind turns', post: 'The wind has turned to the east.' });
	await look(page, 'phone-writing', { only: 390 });
	await page.setViewportSize({ width: 390, height: 508 });
	await desk.button('Schedule…').tap();
	await page.getByLabel('Publish at').fill('2030-10-27T01:30');
	await look(page, 'phone-publish-at', { only: 390 });
	await page.keyboard.press('Escape');
	await page.setViewportSize({ width: 390, height: 844 });
	await desk.button('Back to the list').tap();
	await desk.row('Smoke over').getByRole('button', { name: 'Edit' }).tap();
	await look(page, 'phone-edit', { only: 390 });
	await page.setViewportSize({ width: 390, height: 508 });
	await desk.row('Smoke over').getByRole('textbox', { name: 'Post' }).fill('Eleven crews.');
	await desk.row('Smoke over').getByRole('button', { name: 'Save' }).tap();
	await desk.row('Smoke over').getByRole('radio', { name: 'Minor' }).check();
	await look(page, 'phone-correction', { only: 390 });
});

test('pasted copy, and dialogs of the desk', async ({ server, newsroom, visitors }) => {
	visitors.expectComplaints(/status of (422|412)/);
	const page = await visitors.come();
	const [desk] = await atDesk(server, newsroom, page);
	const release = [
		'Quarry fire is under control',
		`The fire at the quarry is under control, the county fire service said on Monday.${' It had burnt for two days and nights.'.repeat(8)}`,
		'Fire chief Marit Voll said:',
		'“We lost no one, and we are grateful to every crew that came to help us.”',
		'Roads open again at noon.',
	].join('\n\n');
	await paste(desk, release);
	await page.getByRole('dialog', { name: 'Pasted copy' }).waitFor();
	await look(page, 'paste-review');
	await page.keyboard.press('Escape');
	await page.reload();
	await page.getByText('Connected', { exact: true }).waitFor();
	await desk.box('Post').fill('');

	await page.keyboard.press('Control+k');
	await look(page, 'palette');
	await page.keyboard.type('sche');
	await look(page, 'palette-found');
	await page.keyboard.press('Escape');
	await desk.row('Smoke over').getByRole('button', { name: 'Edit' }).focus();
	await page.keyboard.press('?');
	await look(page, 'keys');
	await page.keyboard.press('Escape');
	await desk.button('Settings').click();
	await page.getByRole('dialog').getByRole('textbox', { name: 'Poll ceiling' }).fill('soon');
	await look(page, 'settings', { whole: true });
	await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
	await look(page, 'settings-wrong');
	await page.keyboard.press('Escape');
	await desk.button('Make summary').click();
	await look(page, 'summary');
	await page.keyboard.press('Escape');
	await desk.row('A draft of').getByRole('button', { name: 'Schedule' }).click();
	await page.getByLabel('Publish at').fill('2030-03-31T01:30');
	await look(page, 'schedule-none');
	await page.getByLabel('Publish at').fill('2030-10-27T01:30');
	await look(page, 'schedule-twice');
	await page.keyboard.press('Escape');
	await desk.row('Names of').getByRole('button', { name: 'Send back' }).click();
	await look(page, 'send-back');
	await page.keyboard.press('Escape');
	const smoke = desk.row('Smoke over');
	await smoke.getByRole('button', { name: 'More' }).click();
	await smoke.getByRole('button', { name: 'Change time…' }).click();
	await look(page, 'change-time');
	await page.keyboard.press('Escape');
	await smoke.getByRole('button', { name: 'Copy or move…' }).click();
	await look(page, 'copy-empty');
	await page.keyboard.press('Escape');
	await newsroom.open({ slug: 'roads', title: 'Roads' });
	await smoke.getByRole('button', { name: 'Copy or move…' }).click();
	await page.getByRole('radio', { name: 'Move' }).check();
	await look(page, 'copy');
	await page.keyboard.press('Escape');
	await smoke.getByRole('button', { name: 'Relate…' }).click();
	await page.getByRole('combobox', { name: 'Related to' }).fill('fire');
	await look(page, 'relate');
	await page.keyboard.press('Escape');
	await desk.state.selectOption('ended');
	await desk.button('Write a closing summary').waitFor();
	await look(page, 'end');
	await desk.button('Write a closing summary').click();
	await look(page, 'end-summary');
});

test('edits: a correction, a history, a merge, one that is taken over', async ({
	server,
	newsroom,
	visitors,
}) => {
	visitors.expectComplaints(/status of 412/);
	const page = await visitors.come();
	const [desk] = await atDesk(server, newsroom, page);
	await newsroom.changeBlog(slug, { silentMinutes: 0 });
	const smoke = desk.row('Smoke over');
	await desk.beginEdit(smoke);
	await look(page, 'edit');
	await smoke.getByRole('textbox', { name: 'Post' }).fill('Eleven crews are on the ridge.');
	await smoke.getByRole('button', { name: 'Save' }).click();
	await smoke.getByRole('radio', { name: 'Correction' }).check();
	await look(page, 'correction');
	await page.keyboard.press('Tab');
	await page.keyboard.type('There were eleven.');
	await page.keyboard.press('Enter');
	await desk.saved(smoke);
	await smoke.getByRole('button', { name: 'Edit' }).focus();
	await page.keyboard.press('h');
	await page.getByRole('dialog').locator('ins').first().waitFor();
	await look(page, 'history');
	await page.keyboard.press('Escape');

	await newsroom.changeBlog(slug, { silentMinutes: 600 });
	const chief = (await newsroom.posts(slug)).find(({ title }) => title === 'The fire chief speaks');
	const row = desk.row('The fire chief speaks');
	const box = row.getByRole('textbox', { name: 'Post' }).first();
	await desk.beginEdit(row);
	await box.fill('She came out to the gate for an hour.\nAnd went in again.');
	await newsroom.change(slug, chief?.id ?? '', {
		title: 'The fire chief speaks',
		elements: [...text('She came out to the gate for a minute.'), ...text('Rain.')],
		corrections: [{ kind: 'minor', reason: 'A slip.' }],
	});
	await row.getByRole('button', { name: 'Save' }).click();
	await page
		.getByText(/Both versions|What kind of change/)
		.first()
		.waitFor();
	if (await row.getByRole('radio', { name: 'Minor' }).isVisible()) {
		await page.keyboard.press('1');
		await page.keyboard.press('Enter');
		await page.getByText('Both versions').waitFor();
	}
	await look(page, 'merge', { whole: true });
	await row.getByRole('button', { name: 'Take theirs' }).click();

	const known = desk.row('What we know');
	await desk.beginEdit(known);
	await known.getByRole('textbox', { name: 'Title' }).fill('What we know so far today');
	const summary = (await newsroom.posts(slug)).find(({ title }) => title === 'What we know so far');
	await newsroom.change(slug, summary?.id ?? '', {
		elements: [{ type: 'list', ordered: false, items: ['It began at noon', 'Two are hurt'] }],
		corrections: [{ kind: 'minor', reason: 'A slip.' }],
	});
	await known.getByRole('button', { name: 'Save' }).click();
	if (await known.getByRole('radio', { name: 'Minor' }).isVisible()) {
		await page.keyboard.press('1');
		await page.keyboard.press('Enter');
	}
	await page.getByText(/^Merged with/).waitFor();
	await look(page, 'merged');

	const tam = await hire(server, 'Tam Berry');
	const other = await new Desk(await visitors.come()).openAs(tam, slug);
	await desk.beginEdit(smoke);
	await smoke.getByRole('textbox', { name: 'Post' }).fill('Twelve crews are on the ridge.');
	await other.row('Smoke over').getByRole('button', { name: 'Take over' }).click();
	await smoke.getByRole('heading', { name: /took this over/ }).waitFor();
	await look(page, 'taken-over', { whole: true });
});
