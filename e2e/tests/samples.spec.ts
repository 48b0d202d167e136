// Texts of real live blogs, where there are any at hand: imported, served, and
// every word of them on the page. STOPPRESS_SAMPLES names their folder.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { picture } from '../artefacts.ts';
import { expect, test } from '../fixture.ts';
import { expectFresh, openReader } from '../reader.ts';

const samples = process.env.STOPPRESS_SAMPLES ?? resolve(import.meta.dirname, '../../../shared/samples');
const folder = join(samples, 'liveblogs');
const texts = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.txt')) : [];

/** Words as they count: letters and digits, however they are set. */
const wordsOf = (text: string): string[] => text.normalize('NFC').match(/[\p{L}\p{N}]+/gu) ?? [];

interface Truth {
	furniture?: string[];
}

/** What of a text has to be on the page. */
function linesOf(name: string): string {
	const truth: Truth = JSON.parse(readFileSync(join(folder, name.replace(/\.txt$/, '.json')), 'utf8'));
	const furniture = new Set(truth.furniture?.map((line) => line.trim()));
	return readFileSync(join(folder, name), 'utf8')
		.split('\n')
		.map((line) => line.trim())
		.filter((line) => !furniture.has(line))
		.join('\n');
}

test('texts of real live blogs are at hand', () => {
	test.skip(texts.length === 0, `there are none in ${folder}; STOPPRESS_SAMPLES names another folder`);
});

for (const name of texts) {
	test(`${name} is imported, served, and on the page to the last word`, async ({ server, visitors }) => {
		const slug = name.replace(/\.txt$/, '').replaceAll(/[^a-z0-9]+/g, '-');
		await server.cli(['import', '--blog', slug, '--format', 'text', '--json', join(folder, name)]);
		const page = await openReader(await visitors.come(), `/${slug}`);
		const left = wordsOf(await page.locator('main').innerText());
		const lost = wordsOf(linesOf(name)).filter((word) => {
			const at = left.indexOf(word);
			if (at >= 0) {
				left.splice(at, 1);
			}
			return at < 0;
		});
		expect(lost).toEqual([]);
		await expectFresh(visitors, page);
		await picture(page, slug, [390, 1280]);
	});
}
