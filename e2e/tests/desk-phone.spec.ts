// The desk in one hand: what is written has the screen to itself, and the rest is a tap away.
import type { Locator, Page } from '@playwright/test';
import { picture } from '../artefacts.ts';
import { Desk, hire, type Person } from '../desk.ts';
import { expect, test } from '../fixture.ts';
import { text } from '../newsroom.ts';

const slug = 'quarry-fire';
const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

let ines: Person;

test.beforeEach(async ({ server, newsroom }) => {
	ines = await hire(server, 'Ines Aldous');
	await newsroom.open({ slug, title: 'Fire at the quarry' });
});

/** The form covers all that is seen of the page. */
async function expectFills(composer: Locator, width: number, height: number): Promise<void> {
	await expect.poll(() => composer.boundingBox()).toEqual({ x: 0, y: 0, width, height });
}

/** A keyboard that is laid over the page, as some phones do it: the page is told what is left to see. */
function layKeyboardOver(page: Page, height: number): Promise<void> {
	return page.evaluate((height) => {
		const seen = window.visualViewport;
		if (seen === null) {
			throw new Error('this browser has no visual viewport');
		}
		Object.defineProperty(seen, 'height', { value: seen.height - height, configurable: true });
		seen.dispatchEvent(new Event('resize'));
	}, height);
}

test('what is written fills the screen, and Publish stays above the keyboard', async ({
	newsroom,
	visitors,
}) => {
	await newsroom.publish(slug, 'Smoke over the village.');
	const page = await visitors.come(phone);
	const desk = await new Desk(page).openAs(ines, slug);
	const back = desk.button('Back to the list');
	await expect(back).toBeHidden();
	const placeOfRow = async () => (await desk.row('Smoke over the village.').boundingBox())?.y;
	const before = await placeOfRow();

	await desk.box('Post').tap();
	await expectFills(desk.composer, 390, 844);
	await expect(desk.box('Post')).toBeFocused();
	await expect(desk.box('Post')).toBeInViewport({ ratio: 1 });

	await page.keyboard.type('The wind has turned to the east. ');
	await page.keyboard.insertText('It may turn again before the night. '.repeat(60));
	await layKeyboardOver(page, 336);
	await expectFills(desk.composer, 390, 508);
	const width = async () => (await desk.box('Post').boundingBox())?.width ?? Number.POSITIVE_INFINITY;
	expect(await width(), 'lines end with the screen').toBeLessThanOrEqual(390);
	for (const name of ['Publish', 'Save draft', 'Back to the list', 'Quote']) {
		const box = await desk.button(name).boundingBox();
		expect(box?.y, name).toBeGreaterThanOrEqual(0);
		expect((box?.y ?? 0) + (box?.height ?? 0), `${name} is above the keyboard`).toBeLessThanOrEqual(508);
	}

	await back.tap();
	await expect(back).toBeHidden();
	await expect(desk.box('Post'), 'the words stay').toContainText('The wind has turned');
	await expect(desk.box('Post')).not.toBeFocused();
	await desk.box('Post').tap();
	await expectFills(desk.composer, 390, 508);
	await page.keyboard.press('ControlOrMeta+A');
	await page.keyboard.press('Backspace');
	await expect(desk.box('Post')).toHaveText('');
	await back.tap();
	await expect.poll(placeOfRow, 'the list is where it was, to the pixel').toBeCloseTo(before ?? 0, 0);
});

test('on a small phone that makes its page smaller for the keyboard, all is in reach', async ({
	visitors,
}) => {
	const page = await visitors.come(phone);
	const desk = await new Desk(page).openAs(ines, slug);
	await page.setViewportSize({ width: 320, height: 568 });
	await desk.box('Title').tap();
	await page.setViewportSize({ width: 320, height: 308 });
	await expectFills(desk.composer, 320, 308);
	for (const reached of [desk.button('Publish'), desk.button('Back to the list'), desk.box('Title')]) {
		await expect(reached).toBeInViewport({ ratio: 1 });
	}
	await desk.box('Post').scrollIntoViewIfNeeded();
	await expect(desk.box('Post')).toBeInViewport({ ratio: 1 });
});

test('what is published goes to the top of the list, which is seen again', async ({ visitors }) => {
	const desk = await new Desk(await visitors.come(phone)).openAs(ines, slug);
	await desk.box('Title').tap();
	await desk.button('Publish').tap();
	await expect(desk.composer.getByRole('alert'), 'what is wrong is said where one writes').toContainText(
		'Write something first',
	);
	await expectFills(desk.composer, 390, 844);
	const row = await desk.publish({ title: 'Wind turns', post: 'To the east.' });
	await expect(row).toBeInViewport();
	await expect(desk.button('Back to the list')).toBeHidden();
	await expect(desk.button('Waiting')).toBeVisible();
});

test('a post that is edited fills the screen too, and the way back of the browser leaves it', async ({
	newsroom,
	visitors,
}) => {
	await newsroom.changeBlog(slug, { silentMinutes: 0 });
	await newsroom.publish(slug, 'Smoke over the village.');
	const page = await visitors.come(phone);
	const desk = await new Desk(page).openAs(ines, slug);
	const address = page.url();
	const [back, row] = [desk.button('Back to the list'), page.getByRole('article')];
	const editing = page.getByRole('region', { name: 'Editing' });
	const words = row.getByRole('textbox', { name: 'Post' });
	const reached = async (name: string) => {
		const box = await row.getByRole('button', { name, exact: true }).boundingBox();
		expect((box?.y ?? 999) + (box?.height ?? 0), `${name} is above the keyboard`).toBeLessThanOrEqual(508);
	};

	await desk.box('Post').tap();
	await expectFills(desk.composer, 390, 844);
	await page.goBack();
	await expect(back).toBeHidden();
	expect(page.url(), 'one is still at the desk').toBe(address);

	await row.getByRole('button', { name: 'Edit' }).tap();
	await expectFills(editing, 390, 844);
	await expect(words).toBeFocused();
	await page.keyboard.type(' It drifts east.');
	await layKeyboardOver(page, 336);
	await expectFills(editing, 390, 508);
	await reached('Save');
	await page.goBack();
	await expect(back).toBeHidden();
	await expect(words, 'the words stay').toContainText('It drifts east.');
	await words.tap();
	await expectFills(editing, 390, 508);

	await row.getByRole('button', { name: 'Save' }).tap();
	await row.getByRole('radio', { name: 'Minor' }).check();
	await reached('Save with it');
	await row.getByRole('button', { name: 'Save with it' }).tap();
	await expect(row.getByRole('button', { name: 'Edit' })).toBeFocused();
	await expect(page.locator('[inert]')).toHaveCount(0);
	await expect(row).toContainText('It drifts east.');
	expect(page.url()).toBe(address);
});

test('by keyboard and by ear the form is alone while it fills the screen, and no trap', async ({
	newsroom,
	visitors,
}) => {
	await newsroom.publish(slug, 'Smoke over the village.');
	const desk = await new Desk(await visitors.come(phone)).openAs(ines, slug);
	const { page } = desk;
	const inForm = () =>
		desk.composer.evaluate(
			(form) => form.contains(document.activeElement) || document.activeElement?.localName,
		);

	await desk.box('Title').focus();
	await expect(desk.button('Back to the list'), 'to pass through is not to write').toBeHidden();
	await page.keyboard.type('S');
	await expectFills(desk.composer, 390, 844);
	await expect(desk.box('Title')).toBeFocused();
	for (const behind of ['header', 'nav[aria-label="Panels"]', 'ol.posts']) {
		await expect(page.locator(behind), `${behind} is not read out`).toHaveAttribute('inert');
	}
	for (let step = 0; step < 30; step++) {
		await page.keyboard.press('Tab');
		expect([true, 'body']).toContain(await inForm());
	}
	await desk.box('Title').focus();
	await page.keyboard.press('Escape');
	await expect(desk.button('Back to the list')).toBeHidden();
	await expect(desk.composer).toBeFocused();
	await expect(page.locator('[inert]')).toHaveCount(0);
});

test('on a wide screen the form stays in its place', async ({ visitors }) => {
	const desk = await new Desk(await visitors.come()).openAs(ines, slug);
	const place = await desk.composer.boundingBox();
	await desk.write({ title: 'Wind', post: 'To the east.' });
	expect(await desk.composer.boundingBox()).toEqual(place);
	await expect(desk.button('Back to the list')).toBeHidden();
});

test('the panels stand in the place of the list, one tap away', async ({ newsroom, visitors }) => {
	await newsroom.publish(slug, { title: 'A draft', status: 'draft', elements: text('Not yet.') });
	const desk = await new Desk(await visitors.come(phone)).openAs(ines, slug);
	await desk.box('Post').fill('Half a sentence');
	await desk.button('Back to the list').tap();
	await desk.button('Waiting 1').tap();
	await expect(desk.box('Post')).toBeHidden();
	await desk.page.getByRole('complementary').getByRole('link', { name: 'A draft' }).tap();
	await expect(desk.row('A draft')).toBeInViewport();
	await expect(desk.box('Post'), 'what was typed is still there').toHaveText('Half a sentence');
});

test('pictures of a phone that is written on', async ({ newsroom, visitors }) => {
	await newsroom.publish(slug, 'Smoke over the village.');
	const desk = await new Desk(await visitors.come(phone)).openAs(ines, slug);
	await desk.write({ title: 'Wind turns', post: 'The wind has turned to the east.', marks: ['Key event'] });
	await picture(desk.page, 'desk-writing', [390, 320]);
});
