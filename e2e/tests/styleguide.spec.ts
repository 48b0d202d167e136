// The style guide's six sample states fit every screen, by day and by night, and
// hold to the rules of accessibility; pictures of them are left in artefacts/.
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { picture } from '../artefacts.ts';
import { expect, test } from '../fixture.ts';

const root = '/desk/styleguide';
const states = ['live', 'upcoming', 'paused', 'ended', 'arabic', 'busy'] as const;
const widths = [320, 390, 768, 1280] as const;

const lights = {
	light: { colorScheme: 'light', forcedColors: 'none' },
	dark: { colorScheme: 'dark', forcedColors: 'none' },
	'forced colours': { colorScheme: 'light', forcedColors: 'active' },
} as const;

/** The rules of WCAG 2.2 AA and of good practice, and for contrast those of AAA. */
async function expectAccessible(
	page: Page,
	what: string,
	{ by = Object.keys(lights) as (keyof typeof lights)[], preload = true } = {},
): Promise<void> {
	for (const name of by) {
		const light = lights[name];
		await page.emulateMedia({ ...light, reducedMotion: 'reduce' });
		const axe = new AxeBuilder({ page }).setLegacyMode().options({
			preload,
			runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
			rules: { 'color-contrast-enhanced': { enabled: true }, 'target-size': { enabled: true } },
		});
		const { violations } = await axe.analyze();
		const found = violations.map(({ id, help, nodes }) => ({
			id,
			help,
			at: nodes.map((n) => `${n.target} ${n.failureSummary}`),
		}));
		expect.soft(found, `${what}, ${name}`).toEqual([]);
	}
	await page.emulateMedia({ ...lights.light });
}

async function expectFits(page: Page): Promise<void> {
	for (const width of widths) {
		await page.setViewportSize({ width, height: 800 });
		const wide = await page.evaluate(() => document.documentElement.scrollWidth);
		expect.soft(wide, `${page.url()} at ${width}`).toBeLessThanOrEqual(width);
	}
}

for (const state of states) {
	test(`the sample state ${state} fits every screen and is accessible`, async ({ visitors }) => {
		const page = await visitors.come();
		await page.goto(`${root}/${state}`);
		await expectFits(page);
		await page.setViewportSize({ width: 390, height: 900 });
		// A long day holds nothing that the others do not, but takes axe the longest.
		await expectAccessible(page, state, state === 'busy' ? { by: ['dark'] } : {});
		await picture(page, `state-${state.replace(/\?.*/, '')}`, widths);
	});
}

test('the index of the style guide fits every screen and is accessible', async ({ visitors }) => {
	const page = await visitors.come();
	await page.goto(root);
	await expect(page.getByRole('heading', { level: 1, name: 'Style guide' })).toBeVisible();
	await expectFits(page);
	await page.setViewportSize({ width: 390, height: 900 });
	// To read the styles of shadow trees axe would write some into the page, which its policy forbids.
	// The parts are looked at by every light in the sample states.
	await expectAccessible(page, 'index', { by: ['light'], preload: false });
	await picture(page, 'styleguide', [390, 1280]);
});

test('the guide asks for nothing but itself, and its links stay within it', async ({ server, visitors }) => {
	const page = await visitors.come();
	const asked: string[] = [];
	page.on('request', (request) => asked.push(new URL(request.url()).pathname));
	await page.goto(`${root}/live`);
	await page.getByRole('link', { name: /^10:12: / }).click();
	await expect(page).toHaveURL(/\/desk\/styleguide\/live#post-/);
	await page.getByRole('link', { name: 'Read from the start' }).click();
	await expect(page.locator('#posts')).toHaveAttribute('data-order', 'oldest');
	await page.goto(`${root}/busy`);
	await page.getByRole('link', { name: 'Older updates' }).click();
	await expect(page.getByText('These are older updates.')).toBeVisible();
	expect(asked.filter((path) => !/^\/(desk\/styleguide|assets)\b/.test(path))).toEqual([]);
	const answer = await fetch(`${server.url}${root}`);
	expect(answer.headers.get('x-robots-tag')).toBe('noindex');
	expect(answer.headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
	expect((await fetch(`${server.url}${root}/none`)).status).toBe(404);
});
