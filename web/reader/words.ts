// The words of the page that change while it is open, in the language of the page:
// the server puts them into #words (internal/reader/words).

type Wording = string | Record<string, string>;

let source: Element | null = null;
let book: Record<string, Wording> = {};
let plurals = new Intl.PluralRules('en');
let numbers = new Intl.NumberFormat('en');

function open(): void {
	const now = document.querySelector('#words');
	if (now !== source) {
		source = now;
		book = JSON.parse(now?.textContent || '{}');
		plurals = new Intl.PluralRules(locale());
		numbers = new Intl.NumberFormat(locale());
	}
}

/** The tag by which numbers and dates are written. */
export function locale(): string {
	open();
	return typeof book.locale === 'string' ? book.locale : 'en';
}

/** A message with what is filled in; a number chooses the form of the plural. */
export function say(key: string, ...fill: (string | number)[]): string {
	open();
	const wording = book[key] ?? '';
	const [first] = fill;
	const text =
		typeof wording === 'string'
			? wording
			: (wording[typeof first === 'number' ? plurals.select(first) : 'other'] ?? wording.other ?? '');
	let next = 0;
	return text.replace(/%(?:\[(\d)\])?[sd]/g, (_, place) => {
		const value = fill[place ? place - 1 : next++] ?? '';
		return typeof value === 'number' ? numbers.format(value) : value;
	});
}

/** How long ago a time is that lies so many minutes back; nothing where the day says more. */
export function ago(minutes: number): string {
	if (minutes < 0 || minutes >= 24 * 60) {
		return '';
	}
	if (minutes < 1) {
		return say('ago.now');
	}
	return minutes < 60 ? say('ago.minutes', Math.floor(minutes)) : say('ago.hours', Math.floor(minutes / 60));
}
