// Pictures and figures for people to look at.
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';

const folder = join(import.meta.dirname, 'artefacts');

/** Pictures of the whole page by day and by night, in several widths. */
export async function picture(page: Page, name: string, widths: readonly number[]): Promise<void> {
	for (const width of widths) {
		await page.setViewportSize({ width, height: width < 600 ? 844 : 900 });
		for (const colorScheme of ['light', 'dark'] as const) {
			await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
			await page.evaluate(async () => {
				await document.fonts.ready;
				window.scrollTo(0, 0);
			});
			const path = join(folder, `${name}-${width}-${colorScheme}.png`);
			await page.screenshot({ path, fullPage: true, animations: 'disabled', caret: 'initial' });
		}
	}
}

export async function keep(name: string, content: string): Promise<void> {
	await mkdir(folder, { recursive: true });
	await writeFile(join(folder, name), content);
}
