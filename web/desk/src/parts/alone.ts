/**
 * Makes all of the page but this element inert: while it fills the screen, nothing
 * behind it takes the keyboard or is read out. Gives back what undoes it.
 */
export function alone(element: HTMLElement): () => void {
	const others: HTMLElement[] = [];
	for (let at = element; at.parentElement !== null && at !== document.body; at = at.parentElement) {
		for (const sibling of at.parentElement.children) {
			if (sibling !== at && sibling instanceof HTMLElement && !sibling.inert) {
				sibling.inert = true;
				others.push(sibling);
			}
		}
	}
	return () => {
		for (const other of others) {
			other.inert = false;
		}
	};
}
