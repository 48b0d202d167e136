// The rules of accessibility that a machine can see.
import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

const lights = {
	light: { colorScheme: 'light', forcedColors: 'none' },
	dark: { colorScheme: 'dark', forcedColors: 'none' },
	/** The system's own colours, as some people see all pages. */
	forced: { colorScheme: 'dark', forcedColors: 'active' },
} as const;

/** Fails where a page breaks one, by day or by night. */
export async function expectAccessible(
	page: Page,
	what: string,
	by: readonly (keyof typeof lights)[] = ['light', 'dark'],
): Promise<void> {
	for (const light of by) {
		await page.emulateMedia({ ...lights[light], reducedMotion: 'reduce' });
		// No page has a frame, so that axe needs no second page to put frames' findings together.
		const axe = new AxeBuilder({ page }).setLegacyMode();
		// By night the colours alone are others.
		const { violations } = await (light === 'dark' ? axe.withRules('color-contrast') : axe).analyze();
		const found = violations.map(({ id, help, nodes }) => ({
			id,
			help,
			at: nodes.map((n) => `${n.target} ${n.failureSummary}`),
		}));
		expect.soft(found, `${what}, ${light}`).toEqual([]);
	}
}
