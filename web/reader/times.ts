// Times: in the blog's zone or in the reader's own, and how long ago they are.
import { ago, locale, say } from './words.ts';

const clock = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;

function format(options: Intl.DateTimeFormatOptions, zone: string | undefined): Intl.DateTimeFormat {
	try {
		return new Intl.DateTimeFormat(locale(), { ...options, timeZone: zone });
	} catch {
		return new Intl.DateTimeFormat(locale(), { ...options, timeZone: 'UTC' });
	}
}

/** The clock times of several moments, with the day of those that are not of the first one's. */
export function clocks(moments: string[], zone: string): string[] {
	const hour = format(clock, zone);
	const day = format({ day: 'numeric', month: 'long' }, zone);
	const days = moments.map((m) => day.format(Date.parse(m)));
	return moments.map(
		(m, i) => (days[i] === days[0] ? '' : `${days[i]}${say('comma')}`) + hour.format(Date.parse(m)),
	);
}

/** Says in which zone times are given, as the server does: "Times are London time". */
export function zoneNote(zone: string): string {
	const parts = zone.split('/');
	return parts.length < 2 || parts[0] === 'Etc'
		? say('times.zone', zone.replace('Etc/', ''))
		: say('times.place', place(zone));
}

function place(zone: string): string {
	return zone.slice(zone.lastIndexOf('/') + 1).replaceAll('_', ' ');
}

const wish = 'stoppress-times'; // "own" where a reader wants their own zone

/** The times of a page. What it writes is the text of <time> and data-ui- attributes, and nothing else. */
export class Times {
	readonly #main: HTMLElement;
	readonly #button: HTMLButtonElement | null;
	readonly #own = Intl.DateTimeFormat().resolvedOptions().timeZone;
	/** What the server wrote, where something else is shown. */
	readonly #written = new WeakMap<Element, Node[]>();
	#showsOwn = false;
	readonly #known = new WeakSet<Element>();
	#looksSoon = false;
	/** What comes after the page itself says how long ago it was from its first frame on. */
	#looked = false;

	constructor(main: HTMLElement) {
		this.#main = main;
		this.#button = main.querySelector('#own-time');
		this.#showsOwn = this.#differs && recall() === 'own';
		this.#button?.addEventListener('click', () => {
			this.#showsOwn = !this.#showsOwn;
			keep(this.#showsOwn ? 'own' : '');
			this.show();
		});
		setInterval(() => this.#look(), 20_000);
		window.addEventListener('scroll', () => this.#lookSoon(), { passive: true });
		this.show();
		requestAnimationFrame(() => this.#look());
	}

	/** Once for all that moves within a moment: asking where something stands costs a layout. */
	#lookSoon(): void {
		if (!this.#looksSoon) {
			this.#looksSoon = true;
			setTimeout(() => {
				this.#looksSoon = false;
				this.#look();
			}, 100);
		}
	}

	/** Says how long ago the times in view were. They stand in the page from its top. */
	#look(): void {
		this.#looked = true;
		for (const time of this.#main.querySelectorAll('.meta time')) {
			const { top, bottom } = time.getBoundingClientRect();
			if (top > window.innerHeight) {
				break;
			}
			if (bottom >= 0) {
				sayAgo(time);
			}
		}
	}

	/** Brings all times in line, those that came new and those that are there. */
	show(): void {
		for (const time of this.#main.querySelectorAll('time')) {
			if (!this.#known.has(time)) {
				this.#known.add(time);
				if (this.#looked && time.closest('.meta')) {
					sayAgo(time);
				}
			}
			this.#write(time);
		}
		write(
			this.#main.querySelector('#zone'),
			this.#showsOwn ? say('times.own', place(this.#own)) : zoneNote(this.#zone),
		);
		write(this.#button, say(this.#showsOwn ? 'times.show-blog' : 'times.show-own'));
		this.#button?.classList.toggle('needless', !this.#differs);
	}

	get #zone(): string {
		return this.#main.dataset.timezone ?? 'UTC';
	}

	get #differs(): boolean {
		return this.#own !== undefined && this.#own !== this.#zone;
	}

	#write(time: HTMLTimeElement): void {
		const written = this.#written.get(time);
		if (!this.#showsOwn) {
			if (written) {
				time.replaceChildren(...written);
				this.#written.delete(time);
			}
			return;
		}
		if (written) {
			return;
		}
		const at = Date.parse(time.dateTime);
		const hour = format(clock, this.#own).format(at);
		const [b, i, span] = time.children;
		this.#written.set(
			time,
			[...time.childNodes].map((node) => node.cloneNode(true)),
		);
		if (b && i && span) {
			b.textContent = hour;
			i.textContent =
				format({ timeZoneName: 'short' }, this.#own)
					.formatToParts(at)
					.find((part) => part.type === 'timeZoneName')?.value ?? '';
			span.textContent = format({ day: 'numeric', month: 'short', year: 'numeric' }, this.#own).format(at);
		} else {
			const saysDay = (time.textContent ?? '').length > hour.length;
			const day = format({ day: 'numeric', month: 'long' }, this.#own).format(at);
			time.textContent = (saysDay ? `${day}${say('comma')}` : '') + hour;
		}
	}
}

/** Writes a text where it is another one: writing has the page laid out anew. */
function write(element: Element | null, text: string): void {
	if (element && element.textContent !== text) {
		element.textContent = text;
	}
}

/**
 * Says how long ago a time was. The words stand in an attribute that the style
 * shows: the text of the page stays as the server wrote it.
 */
function sayAgo(time: Element): void {
	const at = Date.parse(time.getAttribute('datetime') ?? '');
	const words = ago((Date.now() - at) / 60_000);
	if (words) {
		if (time.getAttribute('data-ui-ago') !== words) {
			time.setAttribute('data-ui-ago', words);
		}
	} else {
		time.removeAttribute('data-ui-ago');
	}
}

// Where the browser keeps nothing, the wish lasts as long as the page.
function recall(): string | null {
	try {
		return localStorage.getItem(wish);
	} catch {
		return null;
	}
}

function keep(value: string): void {
	try {
		localStorage.setItem(wish, value);
	} catch {}
}
