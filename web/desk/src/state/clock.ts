// Times as the desk shows them: in the blog's own zone, 24 hours.

export interface Clock {
	/** HH:MM. */
	time(at: string | Date): string;
	/** The day, where it is not today, and of another year with that; else undefined. */
	day(at: string | Date, now: Date): string | undefined;
	/** Day and time with the zone, for titles. */
	full(at: string | Date): string;
}

export function clockFor(timezone: string): Clock {
	const format = (options: Intl.DateTimeFormatOptions) => zoned(timezone, { hourCycle: 'h23', ...options });
	const time = format({ hour: '2-digit', minute: '2-digit' });
	const date = format({ day: 'numeric', month: 'short' });
	const dated = format({ day: 'numeric', month: 'short', year: 'numeric' });
	const year = format({ year: 'numeric' });
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
		day: (at, now) => {
			const day = asDate(at);
			if (key.format(day) === key.format(now)) {
				return undefined;
			}
			return (year.format(day) === year.format(now) ? date : dated).format(day);
		},
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
