// Times as the desk shows them: in the blog's own zone, 24 hours.

export interface Clock {
	/** HH:MM. */
	time(at: string | Date): string;
	/** The day, where it is not today; else undefined. */
	day(at: string | Date, now: Date): string | undefined;
	/** Day and time with the zone, for titles. */
	full(at: string | Date): string;
}

export function clockFor(timezone: string): Clock {
	const format = (options: Intl.DateTimeFormatOptions) => zoned(timezone, { hourCycle: 'h23', ...options });
	const time = format({ hour: '2-digit', minute: '2-digit' });
	const date = format({ day: 'numeric', month: 'short' });
	const key = format({ year: 'numeric', month: 'numeric', day: 'numeric' });
	const full = format({
		weekday: 'short',
		day: 'numeric',
		month: 'short',
		year: 'numeric',
		hour: '2-digit',
		minute: '2-digit',
		timeZoneName: 'short',
	});
	const asDate = (at: string | Date) => (at instanceof Date ? at : new Date(at));
	return {
		time: (at) => time.format(asDate(at)),
		day: (at, now) => (key.format(asDate(at)) === key.format(now) ? undefined : date.format(asDate(at))),
		full: (at) => full.format(asDate(at)),
	};
}

/** A zone that this browser does not know (yet) is shown as UTC. */
function zoned(timeZone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
	try {
		return new Intl.DateTimeFormat('en-GB', { ...options, timeZone });
	} catch {
		return new Intl.DateTimeFormat('en-GB', { ...options, timeZone: 'UTC' });
	}
}
