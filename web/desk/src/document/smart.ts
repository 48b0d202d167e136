// Quotation marks and dashes as they are set in each language, of the straight ones
// that a keyboard has.

interface Marks {
	/** Around words on record, and around such words within them. Spaces are theirs too. */
	outer: readonly [open: string, close: string];
	inner: readonly [open: string, close: string];
	/** What two hyphens are. */
	dash: '–' | '—';
}

const NARROW = '\u202f'; // a narrow space at which no line is broken

const english: Marks = { outer: ['“', '”'], inner: ['‘', '’'], dash: '–' };
const german: Marks = { outer: ['„', '“'], inner: ['‚', '‘'], dash: '–' };
const polish: Marks = { outer: ['„', '”'], inner: ['«', '»'], dash: '–' };
const swedish: Marks = { outer: ['”', '”'], inner: ['’', '’'], dash: '–' };
const norwegian: Marks = { outer: ['«', '»'], inner: ['‘', '’'], dash: '–' };
const spanish: Marks = { outer: ['«', '»'], inner: ['“', '”'], dash: '—' };

/** By language tag, the longest that fits; English where none does. */
const MARKS: ReadonlyMap<string, Marks> = new Map([
	['en', english],
	['en-us', { ...english, dash: '—' }],
	['ar', english],
	['tr', english],
	['nl', english],
	['pt', { ...english, dash: '—' }],
	['da', swedish],
	['de', german],
	['de-ch', { outer: ['«', '»'], inner: ['‹', '›'], dash: '–' }],
	['cs', german],
	['sk', german],
	['sl', german],
	['bg', { ...german, dash: '—' }],
	['pl', polish],
	['ro', polish],
	['hu', polish],
	['hr', polish],
	['sv', swedish],
	['fi', swedish],
	['nb', norwegian],
	['nn', norwegian],
	['no', norwegian],
	['es', spanish],
	['it', spanish],
	['ca', spanish],
	['el', spanish],
	['fr', { outer: [`«${NARROW}`, `${NARROW}»`], inner: ['“', '”'], dash: '–' }],
	['uk', { outer: ['«', '»'], inner: ['„', '“'], dash: '—' }],
	['ru', { outer: ['«', '»'], inner: ['„', '“'], dash: '—' }],
	['he', { outer: ['”', '”'], inner: ['’', '’'], dash: '–' }],
]);

function marksOf(language: string): Marks {
	for (let tag = language.toLowerCase(); tag !== ''; tag = tag.slice(0, Math.max(0, tag.lastIndexOf('-')))) {
		const found = MARKS.get(tag);
		if (found !== undefined) {
			return found;
		}
	}
	return english;
}

/** What takes the place of the last `length` characters. */
export interface Smart {
	length: number;
	text: string;
}

/** Words that go on to be an address, a path or a mail address are left as they are typed. */
const ADDRESS = /(?:^|\s)(?:[a-z][a-z0-9+.-]*:\/\/\S*|www\.\S*|\S+@\S*)$/iu;
const OPENS = /(?:^|[\s([{<—–/-]|[“‘„‚«‹”’]\s?)$/u;
const HEBREW = /[\u05d0-\u05ea]$/u;

/** What the last typed character becomes, where it is not to stay as it is. */
export function smart(text: string, language: string): Smart | undefined {
	const typed = text.at(-1) ?? '';
	const before = text.slice(0, -1);
	if (!`"'-.`.includes(typed) || typed === '' || ADDRESS.test(before)) {
		return undefined;
	}
	const marks = marksOf(language);
	switch (typed) {
		case '.':
			return /(?:^|[^.])\.\.$/.test(before) ? { length: 3, text: '…' } : undefined;
		case '-':
			if (/(?:^|[^-–])-$/.test(before)) {
				return { length: 2, text: marks.dash };
			}
			return before.endsWith('–') ? { length: 2, text: '—' } : undefined;
		case '"':
			return { length: 1, text: double(before, marks, language) };
		default:
			return { length: 1, text: single(before, marks, language) };
	}
}

function double(before: string, { outer }: Marks, language: string): string {
	if (/^he\b/i.test(language) && HEBREW.test(before) && !isOpen(before, outer)) {
		return '״'; // within an abbreviation
	}
	if (OPENS.test(before) && !endsOpened(before, outer)) {
		return outer[0];
	}
	return outer[1];
}

function single(before: string, { inner }: Marks, language: string): string {
	if (/^he\b/i.test(language) && HEBREW.test(before) && !isOpen(before, inner)) {
		return '׳';
	}
	if (OPENS.test(before) && !/^(?:fr|it|ca|uk)\b/i.test(language)) {
		return inner[0];
	}
	return isOpen(before, inner) && /^(?:de|cs|sk|sl|bg)\b/i.test(language) ? inner[1] : '’';
}

/** Whether a quotation is open that is not closed. Where both marks are one, an odd number is open. */
function isOpen(text: string, [open, close]: readonly [string, string]): boolean {
	const count = (mark: string) => text.split(mark).length - 1;
	return open === close ? count(open) % 2 === 1 : count(open) > count(close);
}

/** Whether the text ends right after an opening mark that is the same as the closing one. */
const endsOpened = (text: string, [open, close]: readonly [string, string]): boolean =>
	open === close && text.endsWith(open) && isOpen(text, [open, close]);
