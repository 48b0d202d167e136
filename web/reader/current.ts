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
		const link = linkOf(nav, reading(main));
		for (const other of nav.querySelectorAll('[data-ui-current]')) {
			if (other !== link) {
				other.removeAttribute('data-ui-current');
			}
		}
		if (link && !link.hasAttribute('data-ui-current')) {
			link.setAttribute('data-ui-current', '');
			bringIntoView(nav, list, link);
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
		nav.querySelector('[data-ui-current]')?.setAttribute('aria-current', 'true'),
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

function linkOf(nav: Element, article: Element | undefined): Element | null {
	return article ? nav.querySelector(`a[href="#${CSS.escape(article.id)}"]`) : null;
}

/** Scrolls the list alone, never the page. */
function bringIntoView(nav: HTMLElement, list: HTMLElement, link: Element): void {
	if (nav.matches(':hover, :focus-within')) {
		return;
	}
	const item = link.getBoundingClientRect();
	for (const box of [nav, list]) {
		const frame = box.getBoundingClientRect();
		box.scrollBy({
			top: item.top < frame.top || item.bottom > frame.bottom ? item.top - frame.top - frame.height / 3 : 0,
			left: item.left < frame.left || item.right > frame.right ? item.left - frame.left - 16 : 0,
		});
	}
}
