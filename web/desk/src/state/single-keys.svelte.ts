// Whether keys by themselves, such as “e”, do something where nobody is writing.
// Whoever speaks to the machine, or keeps hitting them, can switch them off
// (WCAG 2.2, 2.1.4); this device remembers it.

const NAME = 'stoppress.single-keys';

class SingleKeys {
	#on = $state(readSetting());

	get on(): boolean {
		return this.#on;
	}

	set on(on: boolean) {
		this.#on = on;
		try {
			localStorage.setItem(NAME, on ? 'on' : 'off');
		} catch {
			// It holds until the tab is closed.
		}
	}
}

function readSetting(): boolean {
	try {
		return localStorage.getItem(NAME) !== 'off';
	} catch {
		return true;
	}
}

export const singleKeys = new SingleKeys();

/** Whether a key that was pressed is one by itself, and not meant for a text or another control's own use. */
export function isSingleKey(event: KeyboardEvent): boolean {
	const { target } = event;
	return (
		singleKeys.on &&
		!event.ctrlKey &&
		!event.metaKey &&
		!event.altKey &&
		!event.isComposing &&
		!event.defaultPrevented &&
		!(
			target instanceof HTMLElement &&
			(target.isContentEditable || target.matches('input:not([type=checkbox]), select, textarea, dialog *'))
		)
	);
}
