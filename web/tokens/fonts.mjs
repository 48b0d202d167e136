// Cuts the two families down to what the pages need, for fonts.css to name:
//
//   node tokens/fonts.mjs      writes built/fonts/*.woff2
//
// The Latin files come with every page, so their weight counts: both together
// have to stay under 60 KB. The extended ones are loaded only by a page that has
// such a letter (unicode-range in fonts.css).
import { mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import subsetFont from 'subset-font';

const from = new URL('../node_modules/@fontsource-variable/', import.meta.url);
const to = new URL('../built/fonts/', import.meta.url);

const range = (first, last) =>
	String.fromCodePoint(...Array.from({ length: last - first + 1 }, (_, i) => first + i));

// The same ranges as in fonts.css.
const latin = `${range(0x20, 0x7e)}${range(0xa0, 0xff)}ŒœŠšŽžŸ\u2010\u2011–—‘’‚“”„†•…\u202f‰‹›€™←↑→↓−×`;
const extended = `${range(0x100, 0x17f)}${range(0x1cd, 0x1dc)}${range(0x218, 0x21b)}${range(0x1e80, 0x1e85)}${range(0x1ea0, 0x1ef9)}₫₴₹₺₽₿`;

const features = ['kern', 'liga', 'mark', 'mkmk', 'ccmp', 'locl', 'tnum'];
const families = [
	{ name: 'serif', family: 'source-serif-4', weight: { min: 400, max: 700 } },
	{ name: 'sans', family: 'libre-franklin', weight: { min: 500, max: 700 } },
];
const budget = 60_000;

await mkdir(to, { recursive: true });
let always = 0;
for (const { name, family, weight } of families) {
	for (const [script, letters] of [
		['latin', latin],
		['latin-ext', extended],
	]) {
		const source = await readFile(new URL(`${family}/files/${family}-${script}-wght-normal.woff2`, from));
		const font = await subsetFont(source, letters, {
			targetFormat: 'woff2',
			keepFeatures: features,
			noHinting: true,
			variationAxes: { wght: weight },
		});
		const file = new URL(`${name}-${script}.woff2`, to);
		await writeFile(file, font);
		if (script === 'latin') {
			always += (await stat(file)).size;
		}
	}
}
if (always > budget) {
	throw new Error(`the fonts of every page have ${always} bytes; up to ${budget} are allowed`);
}
