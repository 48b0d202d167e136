// Chance that can be had again: the same seed gives the same run.

export class Chance {
	#state: number;

	constructor(seed: number) {
		this.#state = seed >>> 0;
	}

	/** From 0 up to, not including, 1 (Mulberry32). */
	next(): number {
		this.#state = (this.#state + 0x6d2b79f5) >>> 0;
		let t = this.#state;
		t = Math.imul(t ^ (t >>> 15), t | 1);
		t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
		return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
	}

	below(n: number): number {
		return Math.floor(this.next() * n);
	}

	one<T>(of: readonly T[]): T {
		const chosen = of[this.below(of.length)];
		if (chosen === undefined) {
			throw new Error('there is nothing to choose from');
		}
		return chosen;
	}

	/** One of several, each as often as its weight says. */
	weighed<T extends string>(weights: Record<T, number>): T {
		const entries = Object.entries<number>(weights) as [T, number][];
		let left = this.next() * entries.reduce((sum, [, weight]) => sum + weight, 0);
		for (const [what, weight] of entries) {
			left -= weight;
			if (left < 0) {
				return what;
			}
		}
		return this.one(entries)[0];
	}
}
