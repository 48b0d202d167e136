// Presses of links that this page answers itself.

/** Calls `act` when a link is pressed, unless it is to be opened elsewhere. */
export function onPress(selector: string, act: (link: HTMLAnchorElement, event: MouseEvent) => void): void {
	document.addEventListener('click', (event) => {
		const link = event.target instanceof Element && event.target.closest<HTMLAnchorElement>(selector);
		if (
			link &&
			!(event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey)
		) {
			act(link, event);
		}
	});
}

/**
 * Calls `act` after the next paint: what a press looks like is seen at once, on a slow
 * device as well, and what it brings a frame later.
 */
export function afterPaint(act: () => void): void {
	requestAnimationFrame(() => setTimeout(act));
}
