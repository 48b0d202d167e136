// What was done last and can be taken back for a while.

/** How long it is offered, in ms. */
export const OFFERED_FOR = 10_000;

export interface Offer {
	/** What was done. */
	words: string;
	takeBack: () => void;
}

export class Undo {
	offer = $state.raw<Offer | undefined>(undefined);
	#timer: ReturnType<typeof setTimeout> | undefined;
	#until = 0;
	#left = 0;

	/** Offers to take something back; what was offered before stays done. */
	add(offer: Offer): void {
		this.offer = offer;
		this.#left = OFFERED_FOR;
		this.go();
	}

	/** Nobody loses the offer while at it. */
	hold(): void {
		clearTimeout(this.#timer);
		this.#left = Math.max(0, this.#until - Date.now());
	}

	go(): void {
		clearTimeout(this.#timer);
		if (this.offer !== undefined) {
			this.#until = Date.now() + this.#left;
			this.#timer = setTimeout(() => this.drop(), this.#left);
		}
	}

	take(): void {
		const { offer } = this;
		this.drop();
		offer?.takeBack();
	}

	drop(): void {
		clearTimeout(this.#timer);
		this.offer = undefined;
	}
}
