// Times of day in a blog's zone. Where clocks are put forward some do not exist, and
// where they are put back some exist twice: both are said, and nobody guesses.

export type Moment =
	| { is: 'one'; at: Date }
	/** Clocks jump over it. What stands the same time before and after the jump. */
	| { is: 'none'; before: Date; after: Date }
	/** Clocks pass it twice. */
	| { is: 'two'; first: Date; second: Date }
	/** No date and time at all. */
	| { is: 'wrong' };

const DAY = 86_400_000;

/** The moment that clocks in a zone show as `local`, YYYY-MM-DDTHH:MM. */
export function momentAt(local: string, timezone: string): Moment {
	const asUTC = /^\d{4}-\d\d-\d\dT\d\d:\d\d$/.test(local) ? Date.parse(`${local}:00Z`) : Number.NaN;
	// A 30 February is read as a day in March.
	if (Number.isNaN(asUTC) || new Date(asUTC).toISOString().slice(0, 16) !== local) {
		return { is: 'wrong' };
	}
	// No zone changes twice within two days: the offsets of a day before and a day after are all there are.
	const offsets = [offset(asUTC - DAY, timezone), offset(asUTC + DAY, timezone)];
	const found = [...new Set(offsets)]
		.map((o) => asUTC - o)
		.filter((at) => at + offset(at, timezone) === asUTC)
		.sort((a, b) => a - b);
	const [first, second] = found;
	if (first === undefined) {
		const [earlier, later] = offsets.map((o) => asUTC - o).sort((a, b) => a - b);
		return { is: 'none', before: new Date(earlier ?? asUTC), after: new Date(later ?? asUTC) };
	}
	return second === undefined
		? { is: 'one', at: new Date(first) }
		: { is: 'two', first: new Date(first), second: new Date(second) };
}

/** What clocks in a zone show, as a field for date and time takes it: YYYY-MM-DDTHH:MM. */
export function localAt(at: Date, timezone: string): string {
	return new Date(at.getTime() + offset(at.getTime(), timezone)).toISOString().slice(0, 16);
}

/** The zone's name at a moment, as its people call it: "BST", "GMT+1". */
export function zoneAt(at: Date, timezone: string): string {
	const parts = formatter(timezone, { timeZoneName: 'short' }).formatToParts(at);
	return parts.find((part) => part.type === 'timeZoneName')?.value ?? timezone;
}

/** By how much clocks in a zone are ahead of UTC, in ms. */
function offset(at: number, timezone: string): number {
	const parts = new Map(
		formatter(timezone, {
			year: 'numeric',
			month: 'numeric',
			day: 'numeric',
			hour: 'numeric',
			minute: 'numeric',
			second: 'numeric',
		})
			.formatToParts(at)
			.map((part) => [part.type, Number(part.value)]),
	);
	const of = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? 0;
	const shown = Date.UTC(of('year'), of('month') - 1, of('day'), of('hour'), of('minute'), of('second'));
	return shown - Math.floor(at / 1000) * 1000;
}

function formatter(timeZone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
	return new Intl.DateTimeFormat('en-GB', { ...options, hourCycle: 'h23', timeZone });
}
