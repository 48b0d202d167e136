// Times as a field of the page has them (2026-03-04T13:34, no zone) and as the API has
// them, in a blog's own zone.

/** The field's text of a time; '' of none. */
export function toLocal(at: string, zone: string): string {
	const ms = Date.parse(at);
	return Number.isNaN(ms) ? '' : new Date(ms + offset(ms, zone)).toISOString().slice(0, 16);
}

/** The time of a field's text; '' of none. An hour that a clock skips is the one after it. */
export function fromLocal(text: string, zone: string): string {
	const wanted = Date.parse(`${text}Z`);
	if (Number.isNaN(wanted)) {
		return '';
	}
	// The offset at the place one is looking for, found from both sides of a change.
	const earlier = wanted - offset(wanted - 12 * 3_600_000, zone);
	const later = wanted - offset(wanted + 12 * 3_600_000, zone);
	const found = earlier + offset(earlier, zone) === wanted ? earlier : later;
	return new Date(found + offset(found, zone) === wanted ? found : earlier).toISOString(); // skipped: the offset before it
}

/** A time as a person reads it: "4 Mar 2026, 13:34". */
export function shownTime(at: string, zone: string): string {
	return new Intl.DateTimeFormat('en-GB', {
		timeZone: known(zone),
		dateStyle: 'medium',
		timeStyle: 'short',
	}).format(new Date(at));
}

/** How far a zone's clocks are ahead of UTC at a time, in ms. */
function offset(ms: number, zone: string): number {
	const parts = new Map(
		new Intl.DateTimeFormat('en-GB', {
			timeZone: known(zone),
			hourCycle: 'h23',
			year: 'numeric',
			month: 'numeric',
			day: 'numeric',
			hour: 'numeric',
			minute: 'numeric',
			second: 'numeric',
		})
			.formatToParts(ms)
			.map(({ type, value }) => [type, Number(value)]),
	);
	const part = (name: Intl.DateTimeFormatPartTypes) => parts.get(name) ?? 0;
	const shown = Date.UTC(
		part('year'),
		part('month') - 1,
		part('day'),
		part('hour'),
		part('minute'),
		part('second'),
	);
	return shown - Math.floor(ms / 1000) * 1000;
}

/** A zone that this browser does not know (yet) is read as UTC, as it is shown. */
function known(zone: string): string {
	try {
		return new Intl.DateTimeFormat('en-GB', { timeZone: zone }).resolvedOptions().timeZone;
	} catch {
		return 'UTC';
	}
}
