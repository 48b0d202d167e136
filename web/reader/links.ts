// Links from post to post stay on the page where the post is on it.
import type { Coverage } from './coverage.ts';
import { type Place, placeOf, returnTo } from './place.ts';
import { afterPaint, onPress } from './press.ts';

export function followLinks(page: Coverage): void {
	onPress('a[href*="#post-"]', (link, event) => {
		const id = link.hash.slice('#post-'.length);
		const permalink = `/${page.slug}/posts/${id}`;
		if (link.pathname !== location.pathname && link.pathname !== permalink) {
			return;
		}
		event.preventDefault();
		afterPaint(() => {
			const from = placeOf(page.articles());
			if (page.goTo(id)) {
				step(from, id);
			} else {
				window.open(permalink, '_top'); // also where the page stands in a frame
			}
		});
	});
	window.addEventListener('popstate', ({ state }) => {
		if (state?.post) {
			// The browser scrolls to where the window was; what was read there may have moved since.
			requestAnimationFrame(() => requestAnimationFrame(() => returnTo(state)));
		}
	});
}

/** Notes where the reader was, so that the browser's "back" leads there, and that they are at a post now. */
export function step(from: Place | undefined, id: string): void {
	history.replaceState(from, '');
	history.pushState(null, '', `#post-${id}`);
}

/** A permalink lands on its post, unless the reader comes back to where they were. */
export function land(page: Coverage): void {
	const focus = page.main.dataset.focus;
	const [visit] = performance.getEntriesByType('navigation');
	const isNew = visit instanceof PerformanceNavigationTiming && visit.type === 'navigate';
	if (focus && !location.hash && isNew) {
		page.goTo(focus);
	}
}
