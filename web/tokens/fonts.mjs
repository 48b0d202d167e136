// Cuts the families of the tokens' --serif and --sans down to what the pages need,
// by script, and writes the style sheets that name the files:
//
//   node tokens/fonts.mjs      writes built/fonts/*.woff2, reader.css and desk.css
//
// A browser loads the files of those scripts alone that a page has a letter of
// (unicode-range). What a script's page loads is bounded by its budget.
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import subsetFont from 'subset-font';
import { fallbackFaces } from './fallbacks.mjs';

const from = new URL('../node_modules/@fontsource-variable/', import.meta.url);
const to = new URL('../built/fonts/', import.meta.url);

const range = (first, last) =>
	String.fromCodePoint(...Array.from({ length: last - first + 1 }, (_, i) => first + i));

// What a newspaper in the script's larger languages is set with.
const letters = {
	// Western Europe; the signs and digits of every page are in it.
	latin: `${range(0x20, 0x7e)}${range(0xa0, 0xff)}ŒœŠšŽžŸ\u02bc\u2010\u2011–—‘’‚“”„†•…\u202f‰‹›€™←↑→↓−×`,
	'latin-ext': `${range(0x100, 0x17f)}${range(0x1cd, 0x1dc)}${range(0x218, 0x21b)}${range(0x1e80, 0x1e85)}${range(0x1ea0, 0x1ef9)}₫₴₹₺₽₿`,
	// Ukrainian, Bulgarian, Belarusian, Serbian, Macedonian, Russian; the accent marks a stress.
	cyrillic: `${range(0x400, 0x45f)}Ґґ\u0301№`,
	// With points, which names and children's pages have.
	hebrew: `${range(0x5b0, 0x5bf)}\u05c1\u05c2\u05c7${range(0x5d0, 0x5ea)}${range(0x5f0, 0x5f4)}₪`,
	// Arabic, Persian and Urdu, with vowel signs and both sets of digits.
	arabic: `\u060c\u061b\u061f${range(0x621, 0x63a)}${range(0x640, 0x656)}${range(0x660, 0x66c)}\u0670\u0671\u0679\u067e\u0686\u0688\u0691\u0698\u06a9\u06af\u06ba\u06be${range(0x6c0, 0x6c3)}\u06cc\u06d2\u06d3\u06d4${range(0x6f0, 0x6f9)}\u200c\u200d`,
};

const features = ['kern', 'liga', 'mark', 'mkmk', 'ccmp', 'locl', 'tnum'];
const joining = ['init', 'medi', 'fina', 'isol', 'rlig', 'calt', 'curs'];

// In the order of the tokens' stacks. The weights are those that the pages use. A
// family whose letters are small beside those of the others is set larger.
const weight = { min: 400, max: 700 };
const families = [
	{
		role: 'serif',
		name: 'Source Serif 4',
		pack: 'source-serif-4',
		scripts: ['latin', 'latin-ext', 'cyrillic'],
	},
	{ role: 'serif', name: 'Frank Ruhl Libre', pack: 'frank-ruhl-libre', scripts: ['hebrew'] },
	{
		role: 'serif',
		name: 'Noto Naskh Arabic',
		pack: 'noto-naskh-arabic',
		scripts: ['arabic'],
		adjust: '112%',
	},
	{
		role: 'sans',
		name: 'Libre Franklin',
		pack: 'libre-franklin',
		scripts: ['latin', 'latin-ext', 'cyrillic'],
	},
	{ role: 'sans', name: 'Heebo', pack: 'heebo', scripts: ['hebrew'] },
	{ role: 'sans', name: 'Noto Sans Arabic', pack: 'noto-sans-arabic', scripts: ['arabic'] },
];

/** The most that both files of a script may have, in bytes. */
const budget = 60_000;

/** Writes letters as the value of unicode-range. */
function unicodeRange(text) {
	const points = [...new Set(text)].map((letter) => letter.codePointAt(0)).sort((a, b) => a - b);
	const spans = [];
	for (const point of points) {
		const last = spans.at(-1);
		if (last && point === last[1] + 1) {
			last[1] = point;
		} else {
			spans.push([point, point]);
		}
	}
	const hex = (n) => n.toString(16).toUpperCase();
	return spans.map(([a, b]) => (a === b ? `U+${hex(a)}` : `U+${hex(a)}-${hex(b)}`)).join(', ');
}

/**
 * How long words wait for their face. A reader's page never moves: a face that is not
 * there when the page is first painted is kept for the next one. The desk is open all
 * day, so its faces come when they come.
 */
const displays = { reader: 'optional', desk: 'swap' };

function face(name, file, text, adjust, display) {
	return `@font-face {
	font-family: "${name}";
	src: url("./${file}") format("woff2");
	font-weight: ${weight.min} ${weight.max};
	font-display: ${display};${adjust ? `\n\tsize-adjust: ${adjust};` : ''}
	unicode-range: ${unicodeRange(text)};
}
`;
}

await rm(to, { recursive: true, force: true });
await mkdir(to, { recursive: true });
const sheets = { reader: [], desk: [] };
const sizes = {};
for (const { role, name, pack, scripts, adjust } of families) {
	for (const script of scripts) {
		const source = await readFile(new URL(`${pack}/files/${pack}-${script}-wght-normal.woff2`, from));
		const font = await subsetFont(source, letters[script], {
			targetFormat: 'woff2',
			keepFeatures: script === 'arabic' ? [...features, ...joining] : features,
			noHinting: true,
			variationAxes: { wght: weight },
		});
		const file = `${role}-${script}.woff2`;
		await writeFile(new URL(file, to), font);
		for (const [of, display] of Object.entries(displays)) {
			sheets[of].push(face(name, file, letters[script], adjust, display));
		}
		sizes[script] = (sizes[script] ?? 0) + font.length;
	}
}
for (const [script, size] of Object.entries(sizes)) {
	if (size > budget) {
		throw new Error(`both ${script} fonts have ${size} bytes; up to ${budget} are allowed`);
	}
}
const fallbacks = await fallbackFaces(from);
for (const [of, faces] of Object.entries(sheets)) {
	await writeFile(new URL(`${of}.css`, to), faces.join('') + fallbacks);
}
