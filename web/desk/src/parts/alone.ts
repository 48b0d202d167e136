/**
 * Makes all of the page but this element inert, and what comes into the page as well:
 * while it fills the screen, nothing behind it takes the keyboard or is read out. Gives
 * back what undoes it.
 */
export function alone(element: HTMLElement): () => void {
	const others: HTMLElement[] = [];
	const silence = (other: Node) => {
		// A dialog is on top of it all.
		const behind = other instanceof HTMLElement && other.localName !== 'dialog';
		if (behind && !other.inert && !other.contains(element)) {
			other.inert = true;
			others.push(other);
		}
	};
	const observer = new MutationObserver((changes) => {
		for (const { addedNodes } of changes) {
			for (const node of addedNodes) {
				silence(node);
			}
		}
	});
	for (let at = element; at.parentElement !== null && at !== document.body; at = at.parentElement) {
		for (const sibling of at.parentElement.children) {
			silence(sibling);
		}
		observer.observe(at.parentElement, { childList: true });
	}
	return () => {
		observer.disconnect();
		for (const other of others) {
			other.inert = false;
		}
	};
}
