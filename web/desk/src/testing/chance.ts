// Chance that can be had again: a seeded stream of choices for property tests.

export class Chance {
	#state: number;

	constructor(seed: number) {
		this.#state = seed;
	}

	/** A whole number from 0 to `below` - 1 (mulberry32). */
	int(below: number): number {
		this.#state = (this.#state + 0x6d2b79f5) | 0;
		let t = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
		t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
		return ((t ^ (t >>> 14)) >>> 0) % below;
	}

	yes(): boolean {
		return this.int(2) === 0;
	}

	one<T>(of: readonly [T, ...T[]]): T {
		return of[this.int(of.length)] ?? of[0];
	}

	list<T>(least: number, most: number, make: () => T): T[] {
		return Array.from({ length: least + this.int(most - least + 1) }, make);
	}
}
