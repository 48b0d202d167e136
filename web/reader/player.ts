// What stands in a pressed card's place. It is loaded with the first card that is.

/** Puts the frame of the site's own player page in the place of a card. */
export function play(card: HTMLAnchorElement): void {
	const frame = document.createElement('iframe');
	frame.className = `playing ${card.dataset.kind ?? ''}`;
	frame.title = card.querySelector('b')?.textContent ?? card.href;
	frame.allow = 'autoplay; encrypted-media; fullscreen; picture-in-picture';
	frame.src = `/player?url=${encodeURIComponent(card.href)}`;
	(card.closest('p') ?? card).replaceWith(frame);
	frame.tabIndex = -1; // takes the focus that the card had, so that the keyboard goes on from here
	frame.focus();
	frame.removeAttribute('tabindex');
}
