// Where in the desk somebody is, as the browser's address says it.

export type Place = { page: 'blogs' } | { page: 'blog'; slug: string };

const BASE = '/desk/';

export function placeOf(path: string): Place {
	const slug = path.startsWith(BASE) ? path.slice(BASE.length).split('/')[0] : '';
	return slug === undefined || slug === ''
		? { page: 'blogs' }
		: { page: 'blog', slug: decodeURIComponent(slug) };
}

export const pathOf = (place: Place): string =>
	place.page === 'blogs' ? BASE : `${BASE}${encodeURIComponent(place.slug)}`;

export class Address {
	place = $state.raw<Place>(placeOf(location.pathname));

	constructor() {
		addEventListener('popstate', () => {
			this.place = placeOf(location.pathname);
		});
	}

	go(place: Place): void {
		history.pushState(null, '', pathOf(place));
		this.place = place;
		scrollTo(0, 0);
	}

	/** For links: a plain click stays in the desk, any other is the browser's. */
	follow = (event: MouseEvent, place: Place): void => {
		if (event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey) {
			event.preventDefault();
			this.go(place);
		}
	};

	/** The one-time code of the first visitor. It goes from the address, where others could read it. */
	takeCode(): string | undefined {
		const code = new URLSearchParams(location.hash.slice(1)).get('welcome') ?? undefined;
		if (code !== undefined) {
			history.replaceState(null, '', location.pathname);
		}
		return code;
	}
}
