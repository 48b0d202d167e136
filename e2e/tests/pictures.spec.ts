// A picture from a reporter's device on a reader's page, and other sites' films that
// nobody is seen by before they ask for them.
import { Desk, hire } from '../desk.ts';
import { expect, networkAway, test } from '../fixture.ts';
import { expectFresh, openReader, postOn } from '../reader.ts';

const slug = 'harbour-lights';

test('a picture chosen at the desk gets through in the end, and readers see it', async ({
	server,
	newsroom,
	visitors,
}) => {
	visitors.expectComplaints(networkAway);
	const ines = await hire(server, 'Ines Aldous');
	await newsroom.open({ slug, title: 'Lights in the harbour' });
	const reader = await openReader(await visitors.come(), `/${slug}`);
	const desk = await new Desk(await visitors.come()).openAs(ines, slug);
	const image = desk.composer.getByRole('group', { name: 'Image' });
	const file = { name: 'quay.png', mimeType: 'image/png', buffer: await desk.page.screenshot() };

	// There is no way to the server at first, nor when the desk is opened again.
	await desk.page.route('**/api/v1/media', (route) => route.abort());
	await desk.button('Image').click();
	await image.getByLabel('Choose a picture').setInputFiles(file);
	await expect(image.getByText('kept on this device')).toBeVisible();
	await expect(image.getByRole('img')).toHaveJSProperty('naturalWidth', 1280);
	await desk.page.screenshot({ path: test.info().outputPath('waiting.png') });
	await expect(desk.page.getByText('Kept on this device', { exact: false }).first()).toBeVisible();
	await desk.page.reload();
	await expect(image.getByText('kept on this device')).toBeVisible();
	await desk.button('Publish').click();
	await expect(desk.page.getByRole('alert').filter({ hasText: 'alternative text' })).toBeVisible();
	await image.getByLabel('Alternative text').fill('The desk of a newsroom');
	await desk.page.unroute('**/api/v1/media');
	await image.getByRole('button', { name: 'Send now' }).click();
	await expect(image.getByRole('img')).toHaveAttribute('src', /^\/media\//);
	await desk.page.screenshot({ path: test.info().outputPath('sent.png') });
	await desk.button('Publish').click();

	const shown = reader.getByRole('img', { name: 'The desk of a newsroom' });
	await expect(shown).toBeVisible();
	await expect
		.poll(() => shown.evaluate((img: HTMLImageElement) => img.complete && img.naturalWidth))
		.toBeGreaterThan(0);
	await expect(shown).toHaveAttribute('width', '1280');
	expect(await shown.evaluate((img: HTMLImageElement) => img.currentSrc)).toContain('/media/');
	await reader.screenshot({ path: test.info().outputPath('reader.png') });
	await expectFresh(visitors, reader);

	// One that is pasted comes in by itself, and is the same picture.
	await desk.box('Post').evaluate(
		(box, bytes) => {
			const data = new DataTransfer();
			data.items.add(new File([new Uint8Array(bytes)], 'pasted.png', { type: 'image/png' }));
			box.dispatchEvent(
				new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
			);
		},
		[...file.buffer],
	);
	await expect(image.getByRole('img')).toHaveAttribute('src', /^\/media\//);
	await image.getByRole('checkbox', { name: 'Decorative' }).check();
	await desk.button('Publish').click();
	await expect(reader.locator('#posts > li')).toHaveCount(2);
	const [second, first] = await newsroom.posts(slug);
	expect(second?.elements[0]).toMatchObject({ decorative: true, media: Object(first?.elements[0]).media });
});

test('an embed asks nobody before it is pressed, and plays in its place', async ({
	server,
	newsroom,
	visitors,
}) => {
	const ines = await hire(server, 'Ines Aldous');
	await newsroom.open({ slug, title: 'Lights in the harbour' });
	const desk = await new Desk(await visitors.come()).openAs(ines, slug);
	const page = await visitors.come();
	const foreign: string[] = [];
	await page.route(/^https:/, async (route) => {
		foreign.push(new URL(route.request().url()).host);
		await route.fulfill({
			contentType: 'text/html',
			body: '<!doctype html><title>Film</title><p>The film plays.</p>',
		});
	});
	await openReader(page, `/${slug}`);
	// It is pasted at a desk, whose server would ask the site, and comes in while the page is open.
	const url = 'https://youtu.be/dQw4w9WgXcQ';
	await desk.page.route('**/api/v1/unfurl?*', (route) =>
		route.fulfill({
			json: {
				url,
				embed: true,
				provider: 'YouTube',
				title: 'The boats come home',
				image: 'https://i.example/a',
			},
		}),
	);
	const still = await desk.page.screenshot({ clip: { x: 0, y: 0, width: 480, height: 270 } });
	await desk.page.route('**/api/v1/stills', (route) =>
		route.continue({
			url: `${server.url}/api/v1/media`,
			postData: still,
			headers: { ...route.request().headers(), 'content-type': 'application/octet-stream' },
		}),
	);
	await desk.box('Post').evaluate((box, url) => {
		const data = new DataTransfer();
		data.setData('text/plain', url);
		box.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
	}, url);
	await expect(desk.box('Embed title')).toHaveValue('The boats come home');
	await expect(desk.composer.getByRole('group', { name: 'Embed' }).locator('img')).toHaveJSProperty(
		'naturalWidth',
		480,
	);
	await desk.button('Publish').click();
	await expect(desk.row('The boats come home')).toContainText(/seq \d/);
	const [post] = await newsroom.posts(slug);
	if (post === undefined) {
		throw new Error('nothing was published');
	}
	const card = postOn(page, post.id).getByRole('link', { name: 'The boats come home' });
	await expect(card).toContainText('YouTube');
	await expect(card.locator('img[width]')).toHaveAttribute('src', /^\/media\//);
	await expect
		.poll(() =>
			card.locator('img[width]').evaluate((img: HTMLImageElement) => img.complete && img.naturalWidth),
		)
		.toBeGreaterThan(0);
	await expectFresh(visitors, page);
	expect(foreign, 'nobody was asked').toEqual([]);
	await page.screenshot({ path: test.info().outputPath('card.png') });

	await card.focus();
	await page.keyboard.press('Enter');
	const frame = postOn(page, post.id).frameLocator('iframe');
	await expect(frame.frameLocator('iframe').getByText('The film plays.')).toBeVisible();
	expect(new Set(foreign)).toEqual(new Set(['www.youtube-nocookie.com']));
	await page.screenshot({ path: test.info().outputPath('playing.png') });

	const plain = await visitors.come({ javaScriptEnabled: false });
	await plain.goto(`/${slug}`);
	await expect(plain.getByRole('link', { name: 'The boats come home' })).toHaveAttribute(
		'href',
		'https://youtu.be/dQw4w9WgXcQ',
	);
});
