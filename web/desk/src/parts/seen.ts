/**
 * Keeps an element's --seen-top and --seen-height at the part of the page that is
 * in sight, in CSS pixels. Some browsers lay their keyboard over the page instead
 * of making it smaller, and push the page up under it.
 */
export function followSeen(element: HTMLElement): () => void {
	const seen = window.visualViewport;
	if (seen === null) {
		return () => undefined;
	}
	const follow = () => {
		// Whoever has zoomed in looks at a part of what is there; nothing is covered by that.
		element.style.setProperty('--seen-top', `${seen.scale === 1 ? seen.offsetTop : 0}px`);
		element.style.setProperty('--seen-height', `${seen.height * seen.scale}px`);
	};
	follow();
	seen.addEventListener('resize', follow);
	seen.addEventListener('scroll', follow);
	return () => {
		seen.removeEventListener('resize', follow);
		seen.removeEventListener('scroll', follow);
		element.style.removeProperty('--seen-top');
		element.style.removeProperty('--seen-height');
	};
}
