// The desk on a phone that has it installed, in a corridor without a network.
import { Desk, hire } from '../desk.ts';
import { expect, networkAway, test } from '../fixture.ts';

const slug = 'cable-car';

test.use({ serviceWorkers: 'allow' });

test('the desk can be installed, opens without a network, and keeps no words of the API', async ({
	server,
	newsroom,
	visitors,
}) => {
	const person = await hire(server, 'Ines Aldous');
	await newsroom.open({ slug, title: 'The cable car stands still' });
	const desk = await new Desk(await visitors.come({ serviceWorkers: 'allow' })).openAs(person, slug);
	const { page } = desk;
	const devtools = await page.context().newCDPSession(page);
	const { errors } = await devtools.send('Page.getAppManifest');
	expect(errors).toEqual([]);
	await page.evaluate(async () => void (await navigator.serviceWorker.ready));
	const { installabilityErrors } = await devtools.send('Page.getInstallabilityErrors');
	// A test's window is a private one, where nothing can be installed.
	expect(installabilityErrors.map(({ errorId }) => errorId)).toEqual(['in-incognito']);

	// The worker takes over with the next load, which may be without a network.
	await page.reload();
	await expect(page.getByText('Connected', { exact: true })).toBeVisible();
	visitors.expectComplaints(networkAway);
	// The browser is told that there is no network, and there is none: its own pretence
	// lets a request of a page under a worker through now and then.
	await page.context().setOffline(true);
	await server.stop();
	await page.reload();
	await expect(page.getByText('No connection. Write on')).toBeVisible();
	await desk.write({ title: 'Stuck at pylon three', post: 'The lights in the cabin are on.' });
	await desk.button('Publish').click();
	await expect(page.getByText('The lights in the cabin are on.')).toBeVisible();
	expect(await page.evaluate(() => navigator.serviceWorker.controller !== null)).toBe(true);
	await page.reload();
	await expect(page.getByText('The lights in the cabin are on.')).toBeVisible();

	// Back in reach: what was written goes out, once, and what others wrote is there.
	await server.restart();
	const other = await newsroom.publish(slug, 'A rope is on its way.');
	await page.context().setOffline(false);
	await expect(desk.row('Stuck at pylon three').getByText(/^seq \d+$/)).toBeVisible();
	await expect(page.locator(`#post-${other.id}`)).toBeVisible();
	expect((await newsroom.posts(slug)).map(({ title }) => title).sort()).toEqual(['', 'Stuck at pylon three']);
	const kept = await page.evaluate(async () => {
		const names = await caches.keys();
		const requests = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
		return requests.flat().map(({ url }) => new URL(url).pathname);
	});
	expect(kept).toContain('/desk/');
	expect(kept.filter((path) => path.startsWith('/api/'))).toEqual([]);
});
