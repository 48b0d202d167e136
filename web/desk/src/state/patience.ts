// The wait between two tries of what may work later: longer each time, and cut short
// by whoever knows that it is worth trying now.

/** Seconds to wait before the next try; the last one repeats. */
const WAITS = [1, 2, 4, 8, 15, 30];

export class Patience {
	#failures = 0;
	#wake: (() => void) | undefined;

	/** It worked, or never will: the next wait is the first again. */
	reset(): void {
		this.#failures = 0;
	}

	/** Waits before the next try, for as long as the server asked at least, in seconds. */
	async wait(asked: number | undefined): Promise<void> {
		const wait = Math.max(asked ?? 0, WAITS[Math.min(this.#failures, WAITS.length - 1)] ?? 0);
		this.#failures++;
		await new Promise<void>((resolve) => {
			const timer = setTimeout(resolve, wait * 1000);
			this.#wake = () => {
				clearTimeout(timer);
				resolve();
			};
		});
		this.#wake = undefined;
	}

	/** Ends the wait, if there is one. */
	wake(): void {
		this.#wake?.();
	}
}
