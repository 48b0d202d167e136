// The rules of accessibility that a machine can see.
import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

/** Fails where a page breaks one, by day or by night. */
export async function expectAccessible(page: Page, what: string): Promise<void> {
	for (const colorScheme of ['light', 'dark'] as const) {
		await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
		// No page has a frame, so that axe needs no second page to put frames' findings together.
		const axe = new AxeBuilder({ page }).setLegacyMode();
		// By night the colours alone are others.
		const { violations } = await (colorScheme === 'dark' ? axe.withRules('color-contrast') : axe).analyze();
		const found = violations.map(({ id, help, nodes }) => ({
			id,
			help,
			at: nodes.map((n) => `${n.target} ${n.failureSummary}`),
		}));
		expect.soft(found, `${what}, ${colorScheme}`).toEqual([]);
	}
}
