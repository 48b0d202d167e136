// Marks the key event that is being read in the list of key events.

/** Keeps the mark right while the page scrolls. */
export function markCurrent(main: HTMLElement): void {
	const nav = main.querySelector<HTMLElement>('#key-events');
	const list = nav?.querySelector<HTMLElement>('ol');
	if (!nav || !list) {
		return;
	}
	let waiting = false;
	const look = () => {
		waiting = false;
		const item = itemOf(nav, reading(main));
		for (const other of nav.querySelectorAll('[data-ui-current]')) {
			if (other !== item) {
				other.removeAttribute('data-ui-current');
			}
		}
		if (item && !item.hasAttribute('data-ui-current')) {
			item.setAttribute('data-ui-current', '');
			bringIntoView(nav, list, item);
		}
	};
	window.addEventListener(
		'scroll',
		() => {
			if (!waiting) {
				waiting = true;
				requestAnimationFrame(look);
			}
		},
		{ passive: true },
	);
	// Said to those who go through the list with the keyboard or by ear; at other
	// times the page holds what the server wrote.
	nav.addEventListener('focusin', () =>
		nav.querySelector('[data-ui-current] a')?.setAttribute('aria-current', 'true'),
	);
	nav.addEventListener('focusout', () =>
		nav.querySelector('[aria-current]')?.removeAttribute('aria-current'),
	);
}

/** The key event whose article is at the reading line or was the last above it. */
function reading(main: HTMLElement): Element | undefined {
	const line = window.innerHeight * 0.4;
	let last: Element | undefined;
	for (const article of main.querySelectorAll('#posts article[data-key-event]')) {
		if (article.getBoundingClientRect().top > line) {
			break;
		}
		last = article;
	}
	return last;
}

function itemOf(nav: Element, article: Element | undefined): Element | null | undefined {
	return article && nav.querySelector(`a[href="#${CSS.escape(article.id)}"]`)?.closest('li');
}

/** Scrolls the list alone, never the page. */
function bringIntoView(nav: HTMLElement, list: HTMLElement, item: Element): void {
	if (nav.matches(':hover, :focus-within')) {
		return;
	}
	const place = item.getBoundingClientRect();
	for (const box of [nav, list]) {
		const frame = box.getBoundingClientRect();
		box.scrollBy({
			top:
				place.top < frame.top || place.bottom > frame.bottom ? place.top - frame.top - frame.height / 3 : 0,
			left: place.left < frame.left || place.right > frame.right ? place.left - frame.left - 16 : 0,
		});
	}
}
