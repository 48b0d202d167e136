// Which rows of a long list are in the page: those in sight, some around them, and
// those that somebody is busy in. The rows stay in the flow, with room left where
// others were taken out. What is read keeps its place when rows come in above it; the
// browser's own way to do that is switched off in the list, for it gives up where
// rows come and go.
import {
	defaultRangeExtractor,
	observeWindowOffset,
	observeWindowRect,
	Virtualizer,
	type VirtualizerOptions,
	windowScroll,
} from '@tanstack/virtual-core';
import { untrack } from 'svelte';

/** A row that is in the page, and the room in px left before and after it for those that are not. */
export interface PlacedRow {
	index: number;
	before: number;
	after: number;
}

export interface RowsParts {
	/** What tells the row at an index from all others, also once it has moved. */
	key: (index: number) => string;
	/** Rows that stay in the page wherever it is scrolled to. */
	busy: () => readonly number[];
}

/** A row's height in px before it was in the page. */
const GUESS = 110;

/** How many rows around those in sight are in the page. */
const AROUND = 8;

export class Rows {
	#parts: RowsParts;
	#version = $state(0);
	#virtualizer: Virtualizer<Window, HTMLElement>;
	#count = 0;
	/** Where the list begins, in px from the top of the document. */
	#top = 0;

	constructor(parts: RowsParts) {
		this.#parts = parts;
		this.#virtualizer = new Virtualizer(this.#options());
	}

	/** The rows that are in the page, from the top. */
	readonly placed: readonly PlacedRow[] = $derived.by(() => {
		void this.#version;
		const items = this.#virtualizer.getVirtualItems();
		const end = this.#top + this.#virtualizer.getTotalSize();
		return items.map((item, i) => ({
			index: item.index,
			before: item.start - (items[i - 1]?.end ?? this.#top),
			after: i === items.length - 1 ? Math.max(0, end - item.end) : 0,
		}));
	});

	/** Follows a list from now on; gives back what ends it. */
	follow(list: HTMLElement): () => void {
		const end = this.#virtualizer._didMount();
		// Whatever grows above the list moves it, and with it the box that both stand in.
		const observer = new ResizeObserver(() => this.#measureTop(list));
		observer.observe(list.parentElement ?? list);
		this.#measureTop(list);
		return () => {
			observer.disconnect();
			end();
		};
	}

	/** Follows one row's height: an attachment. */
	watch = (row: HTMLElement): (() => void) => {
		untrack(() => this.#virtualizer.measureElement(row));
		return () => untrack(() => this.#virtualizer.measureElement(null));
	};

	/** Says how many rows there are now, and that others may be busy. */
	update(count: number): void {
		this.#count = count;
		untrack(() => this.#changed());
	}

	#measureTop(list: HTMLElement): void {
		const top = list.getBoundingClientRect().top + scrollY;
		if (Math.abs(top - this.#top) >= 1) {
			this.#top = top;
			this.#changed();
		}
	}

	#changed(): void {
		this.#virtualizer.setOptions(this.#options());
		this.#virtualizer._willUpdate();
		this.#version++;
	}

	#options(): VirtualizerOptions<Window, HTMLElement> {
		return {
			count: this.#count,
			getScrollElement: () => window,
			estimateSize: () => GUESS,
			getItemKey: this.#parts.key,
			overscan: AROUND,
			// On top one sees what comes in; further down it must not move what one reads.
			anchorTo: scrollY > this.#top ? 'end' : 'start',
			scrollMargin: this.#top,
			rangeExtractor: (range) => {
				const near = defaultRangeExtractor(range);
				const rows = new Set([...near, ...this.#parts.busy().filter((index) => index < range.count)]);
				return [...rows].sort((a, b) => a - b);
			},
			observeElementRect: observeWindowRect,
			observeElementOffset: observeWindowOffset,
			scrollToFn: windowScroll,
			onChange: () => {
				untrack(() => this.#version++);
			},
		};
	}
}
