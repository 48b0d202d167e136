/** What a press acts on. */
const PRESSED = 'button, a[href], summary, label, input[type="checkbox"], input[type="radio"]';

/** A finger or a mouse that is down, and on what. */
interface Press {
	on: HTMLElement;
	/** Where that stood when it was pressed. */
	was: DOMRect;
}

/**
 * Sees to it that what is pressed within an element gets its click also where it moves
 * away under the finger, as rows do that are measured or that grow: the browser
 * gives the click to whatever has come to stand there. To let go somewhere else than
 * where the press began is still to think better of it. An attachment.
 */
export function keepPresses(element: HTMLElement): () => void {
	let press: Press | undefined;

	function down(event: PointerEvent) {
		press = undefined;
		const on = event.target instanceof Element ? event.target.closest(PRESSED) : null;
		const plain =
			event.isPrimary && event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey;
		if (plain && on instanceof HTMLElement) {
			press = { on, was: on.getBoundingClientRect() };
		}
	}

	function click(event: MouseEvent) {
		// A key's click has no place, and one by script is nobody's.
		if (press === undefined || !event.isTrusted || event.detail === 0) {
			return;
		}
		const { on, was } = press;
		press = undefined;
		const isThere = event.target instanceof Node && on.contains(event.target);
		const stayed =
			event.clientX >= was.left &&
			event.clientX <= was.right &&
			event.clientY >= was.top &&
			event.clientY <= was.bottom;
		if (!isThere && stayed && on.isConnected) {
			event.preventDefault();
			event.stopPropagation();
			on.click();
		}
	}

	// A finger that scrolls presses nothing.
	const cancel = () => {
		press = undefined;
	};
	element.addEventListener('pointerdown', down, true);
	addEventListener('pointercancel', cancel, true);
	addEventListener('click', click, true);
	return () => {
		element.removeEventListener('pointerdown', down, true);
		removeEventListener('pointercancel', cancel, true);
		removeEventListener('click', click, true);
	};
}
