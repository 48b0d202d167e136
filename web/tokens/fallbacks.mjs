// Stretches fonts that most machines have so that a line takes the same room before
// and after the real ones arrive. size-adjust is the quotient of the widths of a
// paragraph of news, the overrides are the real font's ascent and descent divided
// by it; each is measured in the font files, by script and weight.
//
// Tinos and Arimo have the widths of Times New Roman and Arial, letter by letter,
// and so do Liberation Serif and Sans. None of them, and no other free font, has
// the widths of the Arabic letters that machines come with: for these there is no
// stretched fallback.
import { readFile } from 'node:fs/promises';
import fontverter from 'fontverter';
import * as hb from 'harfbuzzjs';

const paragraphs = {
	latin: `The owners of Northhaven's three ferries have put a new offer on the table, the port's director said on
		Wednesday morning. It holds for two days. The union had asked for more time, and its members meet at noon. Until then
		every boat stays at the quay, while buses take those who must cross to the bridge at Sandwick, an hour away.`,
	cyrillic: `Власники трьох поромів Нортгейвена зробили нову пропозицію, повідомив у середу вранці директор порту. Вона
		чинна два дні. Профспілка просила більше часу, її члени зберуться опівдні. Доти всі судна стоять біля причалу, а тих,
		кому треба на інший берег, автобуси везуть до мосту за годину їзди.`,
	hebrew: `בעלי שלוש המעבורות של נורת׳הייבן הניחו הצעה חדשה על השולחן, אמר מנהל הנמל ביום רביעי בבוקר. היא תקפה ליומיים.
		האיגוד ביקש זמן נוסף, וחבריו נפגשים בצהריים. עד אז כל סירה עומדת ברציף, ואוטובוסים מסיעים לגשר את מי שחייב לחצות.`,
};

// The faces of Times New Roman and Arial by the names that systems give them.
const locals = {
	Tinos: {
		400: ['Times New Roman', 'Liberation Serif', 'Tinos'],
		700: ['Times New Roman Bold', 'TimesNewRomanPS-BoldMT', 'Liberation Serif Bold', 'Tinos Bold'],
	},
	Arimo: {
		400: ['Arial', 'Liberation Sans', 'Arimo'],
		700: ['Arial Bold', 'Arial-BoldMT', 'Liberation Sans Bold', 'Arimo Bold'],
	},
};

// A script's letters, and for Latin all that has no font of its own and runs the same way.
const ranges = {
	latin: 'U+0-58F, U+1D00-2BFF, U+A720-A7FF',
	cyrillic: 'U+400-52F',
	hebrew: 'U+590-5FF, U+FB1D-FB4F',
};

// regular: the weight that text in the family has for the most part.
const families = [
	{
		name: 'Source Serif Fallback',
		like: 'Tinos',
		regular: 400,
		packs: { latin: 'source-serif-4', cyrillic: 'source-serif-4', hebrew: 'frank-ruhl-libre' },
	},
	{
		name: 'Libre Franklin Fallback',
		like: 'Arimo',
		regular: 500,
		packs: { latin: 'libre-franklin', cyrillic: 'libre-franklin', hebrew: 'heebo' },
	},
];

async function open(file, weight) {
	const font = new hb.Font(new hb.Face(new hb.Blob(await fontverter.convert(await readFile(file), 'sfnt'))));
	if (weight) {
		font.setVariations([new hb.Variation('wght', weight)]);
	}
	return font;
}

/** Parts a script's paragraph into its letters, and the signs and spaces that are of the Latin file. */
function parts(script) {
	const text = paragraphs[script].replaceAll(/\s+/g, ' ');
	const isLetter = script === 'latin' ? /./gu : /[\p{L}\u05f3]/gu;
	return { letters: (text.match(isLetter) ?? []).join(''), signs: text.replaceAll(isLetter, '') };
}

/** The width of a text, in em. */
function width(font, text) {
	const buffer = new hb.Buffer();
	buffer.addText(text);
	buffer.guessSegmentProperties();
	hb.shape(font, buffer);
	if (buffer.getGlyphInfos().some((glyph) => glyph.codepoint === 0)) {
		throw new Error(`a font lacks a letter of: ${text}`);
	}
	return buffer.getGlyphPositions().reduce((sum, glyph) => sum + glyph.xAdvance, 0) / font.face.upem;
}

const percent = (part) => `${Math.round(part * 1000) / 10}%`;

/** Gives the @font-face rules; from is the folder of the variable fonts. */
export async function fallbackFaces(from) {
	const rules = [];
	for (const { name, like, regular, packs } of families) {
		for (const { weight, wght, weights } of [
			{ weight: 400, wght: regular, weights: '400 599' },
			{ weight: 700, wght: 700, weights: '600 700' },
		]) {
			const real = (script) =>
				open(new URL(`${packs[script]}/files/${packs[script]}-${script}-wght-normal.woff2`, from), wght);
			const folder = like.toLowerCase();
			const there = (script) =>
				open(new URL(`../@fontsource/${folder}/files/${folder}-${script}-${weight}-normal.woff2`, from));
			const latin = { real: await real('latin'), there: await there('latin'), adjust: 1 };
			for (const script of Object.keys(packs)) {
				const font = await real(script);
				const { letters, signs } = parts(script);
				// The signs are as wide as the Latin fallback makes them; the letters make up for it.
				const adjust =
					(width(font, letters) + width(latin.real, signs) - latin.adjust * width(latin.there, signs)) /
					width(await there(script), letters);
				if (script === 'latin') {
					latin.adjust = adjust;
				}
				const { ascender, descender, lineGap } = font.hExtents();
				const of = (units) => percent(units / font.face.upem / adjust);
				rules.push(`@font-face {
	font-family: "${name}";
	src: ${locals[like][weight].map((local) => `local("${local}")`).join(', ')};
	font-weight: ${weights};
	size-adjust: ${percent(adjust)};
	ascent-override: ${of(ascender)};
	descent-override: ${of(-descender)};
	line-gap-override: ${of(lineGap)};
	unicode-range: ${ranges[script]};
}
`);
			}
		}
	}
	return rules.join('');
}
