// A form that has a phone's screen to itself while it is written in. What closes a page
// on such a device, the Back key or a swipe, goes back to the list then.
import { MediaQuery } from 'svelte/reactivity';
import { newKey } from '../state/key';
import { alone } from './alone';
import { followSeen } from './seen';

/** What the browser keeps of the place in its history that a filled screen is. */
interface Kept {
	filling?: string;
}

export class Filling {
	/** Of the form in its place, in px: the list does not move while the form is away from there. */
	height = $state(0);
	#writing = $state(false);
	#phone = new MediaQuery('(width < 40rem) or ((height < 32rem) and (pointer: coarse))');
	#place: HTMLElement | undefined;
	#left: () => void;
	/** Tells this filled screen from another one in the browser's history, which outlives the page. */
	#id = '';
	readonly on = $derived(this.#writing && this.#phone.current);

	/** `left` is told when the screen has been left by the browser's own way back. */
	constructor(left: () => void) {
		this.#left = left;
	}

	/** What the form stands in, and nothing else does: an attachment. */
	watch = (place: HTMLElement): (() => void) => {
		this.#place = place;
		$effect(() => {
			const form = place.firstElementChild;
			if (!this.on || !(form instanceof HTMLElement)) {
				return;
			}
			const undo = [alone(place), followSeen(form)];
			return () => {
				for (const one of undo) {
					one();
				}
			};
		});
		addEventListener('popstate', this.#back);
		return () => {
			removeEventListener('popstate', this.#back);
			this.end();
		};
	};

	/** Takes the screen, where it is a phone's. */
	begin(): void {
		if (this.#phone.current && !this.#writing) {
			this.height = this.#place?.offsetHeight ?? 0;
			this.#writing = true;
			this.#id = newKey();
			history.pushState({ filling: this.#id } satisfies Kept, '');
		}
	}

	/** Gives the screen back, if it was taken. */
	end(): void {
		if (this.#writing) {
			this.#writing = false;
			if (this.#isAt) {
				history.back();
			}
		}
	}

	/** Whether the browser is where the screen was taken, and nowhere further. */
	get #isAt(): boolean {
		return (history.state as Kept | null)?.filling === this.#id;
	}

	#back = () => {
		if (this.#writing && !this.#isAt) {
			this.#writing = false;
			this.#left();
		}
	};
}
