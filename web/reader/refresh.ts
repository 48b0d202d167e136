// Loads the page's own address again, where only the server knows what it shows.
import type { Coverage } from './coverage.ts';

const soon = 1_500; // spread over this many milliseconds, since many readers ask at once
const later = 4_000;
const attempts = 5;

export class Refresh {
	#timer: ReturnType<typeof setTimeout> | undefined;

	/** Asks for one; those asked for until it begins are one. */
	request(page: Coverage): void {
		this.#in(soon, page, attempts);
	}

	#in(time: number, page: Coverage, left: number): void {
		if (this.#timer !== undefined) {
			return;
		}
		this.#timer = setTimeout(
			async () => {
				this.#timer = undefined;
				const answer = await load(page);
				if (answer === 'again' && left > 1) {
					this.#in(later, page, left - 1);
				}
			},
			time * (0.2 + 0.8 * Math.random()),
		);
	}
}

async function load(page: Coverage): Promise<'done' | 'again'> {
	try {
		const answer = await fetch(location.pathname + location.search, { cache: 'no-cache' });
		if (!answer.ok) {
			return answer.status >= 500 ? 'again' : 'done'; // withdrawn, or a page that is no more
		}
		const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html').querySelector('main');
		if (!fresh || Number(fresh.dataset.seq) < page.seq) {
			return 'again'; // a cache on the way has an older one
		}
		page.reconcile(fresh);
		return 'done';
	} catch {
		return 'again';
	}
}
