// A pause in typing: what is to happen then happens a moment after the last key, and
// in the midst of it where somebody types without a pause.

/** How long a pause is, in ms. */
export const PAUSE = 300;
/** How long words wait at most, in ms. */
export const LONGEST_WAIT = 1_000;

export class Pause {
	#then: () => void;
	#timer: ReturnType<typeof setTimeout> | undefined;
	#since: number | undefined;

	constructor(then: () => void) {
		this.#then = then;
	}

	/** Something was typed. */
	begin(): void {
		this.#since ??= Date.now();
		clearTimeout(this.#timer);
		const left = this.#since + LONGEST_WAIT - Date.now();
		this.#timer = setTimeout(this.#then, Math.max(0, Math.min(PAUSE, left)));
	}

	end(): void {
		clearTimeout(this.#timer);
		this.#since = undefined;
	}
}
