// Keeps what is being read where it is while the page changes around it.

const blocks =
	'#title, #standfirst, #state, #pinned article > *, #posts article > :not(details), #posts article > details > *';

/** How far the top of the window is covered by the bar. */
function covered(): number {
	return document.querySelector('.bar')?.getBoundingClientRect().bottom ?? 0;
}

/** Tells whether the top of the list is scrolled out of view. */
export function isBelowTop(list: Element): boolean {
	return list.getBoundingClientRect().top < -1;
}

// Windows scroll by whole pixels of the screen, heights are fractions: what a
// correction could not do is left to the next one, so that errors don't add up.
let owed = 0;
let scrolledTo = 0;

/**
 * Makes a change and scrolls so that the first block in view that is still there
 * afterwards stands where it stood. The browser's own anchoring is off (base.css):
 * not all have it, and two would disturb each other.
 */
export function keepPlace(main: Element, change: () => void): void {
	if (window.scrollY <= 0) {
		change();
		return;
	}
	if (window.scrollY !== scrolledTo) {
		owed = 0; // the reader has scrolled since
	}
	const seen = blocksInView(main);
	change();
	const anchor = seen.find(({ block }) => block.isConnected);
	if (anchor) {
		const wanted = anchor.top - owed;
		const moved = anchor.block.getBoundingClientRect().top - wanted;
		if (moved !== 0) {
			window.scrollBy({ top: moved, behavior: 'instant' });
			owed = anchor.block.getBoundingClientRect().top - wanted;
		}
		scrolledTo = window.scrollY;
	}
}

function blocksInView(main: Element): { block: Element; top: number }[] {
	const edge = covered();
	const seen: { block: Element; top: number }[] = [];
	for (const block of main.querySelectorAll(blocks)) {
		const { top, bottom, height } = block.getBoundingClientRect();
		if (top >= window.innerHeight) {
			if (seen.length > 0) {
				break;
			}
		} else if (bottom > edge && height > 0) {
			seen.push({ block, top });
		}
	}
	return seen;
}

/** Where a reader is: a post, and how far below the top of the window it begins. */
export interface Place {
	post: string;
	top: number;
}

/** The post that is being read, of those on the page from its top. */
export function reading(articles: HTMLElement[]): HTMLElement | undefined {
	return articles.find((a) => a.getBoundingClientRect().bottom > window.innerHeight / 5);
}

export function placeOf(articles: HTMLElement[]): Place | undefined {
	const article = reading(articles);
	return article && { post: article.id, top: article.getBoundingClientRect().top };
}

/** Leads back to a place, wherever its post stands by now. */
export function returnTo({ post, top }: Place): void {
	const article = document.getElementById(post);
	if (article) {
		window.scrollBy({ top: article.getBoundingClientRect().top - top, behavior: 'instant' });
		article.tabIndex = -1;
		article.focus({ preventScroll: true });
	}
}
