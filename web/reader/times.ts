// Times in the blog's zone, and how long ago they are.
import { ago } from './words.ts';

function format(options: Intl.DateTimeFormatOptions, zone: string): Intl.DateTimeFormat {
	try {
		return new Intl.DateTimeFormat('en-GB', { ...options, timeZone: zone });
	} catch {
		return new Intl.DateTimeFormat('en-GB', { ...options, timeZone: 'UTC' });
	}
}

/** The clock times of several moments, with the day of those that are not of the first one's. */
export function clocks(moments: string[], zone: string): string[] {
	const clock = format({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }, zone);
	const day = format({ day: 'numeric', month: 'long' }, zone);
	const days = moments.map((m) => day.format(Date.parse(m)));
	return moments.map((m, i) => (days[i] === days[0] ? '' : `${days[i]}, `) + clock.format(Date.parse(m)));
}

/** "London time", as the server says it. */
export function zoneName(zone: string): string {
	const parts = zone.split('/');
	if (parts.length < 2 || parts[0] === 'Etc') {
		return zone.replace('Etc/', '');
	}
	return `${parts.at(-1)?.replaceAll('_', ' ')} time`;
}

/**
 * Says under each post's time how long ago it was, and keeps that right for those
 * in view. The words stand in an attribute that the style shows: the text of the
 * page stays as the server wrote it.
 */
export class Ages {
	readonly #inView = new Set<Element>();
	readonly #watch = new IntersectionObserver((entries) => {
		for (const { target, isIntersecting } of entries) {
			if (isIntersecting) {
				this.#inView.add(target);
				this.#say(target);
			} else {
				this.#inView.delete(target);
			}
		}
	});

	constructor() {
		setInterval(() => {
			for (const time of this.#inView) {
				if (time.isConnected) {
					this.#say(time);
				} else {
					this.#inView.delete(time);
					this.#watch.unobserve(time);
				}
			}
		}, 20_000);
	}

	/** Takes on the times of posts below an element; those it has already stay. */
	follow(root: Element): void {
		for (const time of root.querySelectorAll('.meta time')) {
			this.#watch.observe(time);
		}
	}

	#say(time: Element): void {
		const at = Date.parse(time.getAttribute('datetime') ?? '');
		const words = ago((Date.now() - at) / 60_000);
		if (words) {
			time.setAttribute('data-ui-ago', words);
		} else {
			time.removeAttribute('data-ui-ago');
		}
	}
}
