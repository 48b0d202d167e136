// A long blog at the desk: what is far away is not in the page, and nobody notices.
import { Desk, hire } from '../desk.ts';
import { expect, test } from '../fixture.ts';

const slug = 'long-watch';

test('of a long list only what is near is in the page, and what one is at stays', async ({
	server,
	newsroom,
	visitors,
}) => {
	const person = await hire(server, 'Ines Aldous');
	await newsroom.open({ slug, title: 'The long watch' });
	for (let first = 1; first <= 160; first += 20) {
		await Promise.all(
			Array.from({ length: 20 }, (_, i) =>
				newsroom.publish(slug, {
					title: `Watch ${first + i}`,
					publishedAt: new Date(Date.UTC(2026, 2, 4, 12, first + i)).toISOString(),
					elements: [{ type: 'text', html: `<p>${'The lamp went round. '.repeat(1 + (i % 5) * 4)}</p>` }],
				}),
			),
		);
	}
	await newsroom.publish(slug, {
		title: 'The oldest watch',
		status: 'draft',
		publishedAt: '2026-03-04T12:00:00Z',
		elements: [{ type: 'text', html: '<p>Nothing was seen.</p>' }],
	});
	const { page } = await new Desk(await visitors.come()).openAs(person, slug);
	const desk = new Desk(page);
	const inPage = () => page.getByRole('article').count();
	expect(await inPage()).toBeLessThan(40);
	await desk.button('Show older ones').click();
	await expect(desk.button('Show older ones')).toBeHidden();

	// To the far end by the link of what waits there, and back by the wheel.
	await page.getByRole('link', { name: 'The oldest watch' }).click();
	const oldest = desk.row('The oldest watch');
	await expect(oldest).toBeInViewport();
	expect(await inPage()).toBeLessThan(60);

	// What is being edited stays in the page, wherever it is scrolled to.
	await desk.beginEdit(oldest);
	await oldest.getByRole('textbox', { name: 'Post' }).press('End');
	await page.keyboard.type(' Nor heard.');
	await page.evaluate(() => scrollTo(0, 0));
	await expect(desk.row('Watch 160')).toBeInViewport();
	await expect(oldest.getByRole('textbox', { name: 'Post' })).toBeFocused();
	await page.keyboard.type(' Nor smelt.');
	await expect(oldest.getByRole('textbox', { name: 'Post' })).toContainText('Nor heard. Nor smelt.');

	// What comes in above does not move what is read.
	await page.evaluate(() => scrollTo(0, 4000));
	await expect(desk.row('Watch 160')).toHaveCount(0);
	const read = page.locator('article').filter({ visible: true }).nth(10);
	const id = await read.getAttribute('id');
	const row = page.locator(`#${id}`);
	await row.evaluate((element) => element.scrollIntoView({ block: 'center' }));
	const placeOfRow = () => row.evaluate((element) => Math.round(element.getBoundingClientRect().top));
	await expect(row).toBeInViewport();
	const before = await placeOfRow();
	await newsroom.publish(slug, 'A sail.');
	await expect(page.locator('li[aria-setsize="162"]').first()).toBeAttached();
	expect(Math.abs((await placeOfRow()) - before), 'the row has moved by').toBeLessThanOrEqual(1);
});
