// What the tests of the page share: pages made of parts, and their comparison.
import english from '../../internal/reader/words/languages/en.json';
import type { PostChange } from './change.ts';

/** What a page in English says. */
export const words = `<script type="application/json" id="words">${JSON.stringify({ locale: english.locale, ...english.messages })}</script>`;

/** The sections in which an open page equals a fresh load. */
const sections = ['title', 'standfirst', 'state', 'key-events', 'pinned', 'posts', 'said'];

/** The sections of a page, without what may differ. */
export function shown(main: Element): Record<string, string> {
	const copy = main.cloneNode(true) as Element;
	const list = copy.querySelector<HTMLElement>('#posts');
	if (list?.dataset.order === 'oldest') {
		list.replaceChildren(...[...list.children].reverse()); // a page on which a blog ends keeps its order
	}
	for (const e of copy.querySelectorAll('*')) {
		for (const { name } of [...e.attributes]) {
			if (/^(class|style|tabindex|hidden|aria-busy|data-order|data-ui-.*)$/.test(name)) {
				e.removeAttribute(name);
			}
		}
		if (e.localName === 'time' && e.childElementCount === 0) {
			e.textContent = '';
		}
	}
	return Object.fromEntries(sections.map((id) => [id, copy.querySelector(`#${id}`)?.outerHTML ?? 'missing']));
}

export const idOf = (n: number) => `01KJX0000000000000000${String(n).padStart(5, '0')}`;

/** A post that was published n minutes after noon, or at another minute. */
export function post(
	n: number,
	seq: number,
	more: Partial<PostChange> & { minute?: number; words?: string } = {},
): PostChange {
	const { minute = n, words = `Ferry ${n} is still at the quay.`, ...rest } = more;
	const publishedAt = new Date(Date.UTC(2026, 2, 4, 12, minute)).toISOString().replace('.000Z', 'Z');
	const id = idOf(n);
	return {
		type: 'post',
		seq,
		id,
		html: `<article id="post-${id}" data-seq="${seq}" data-zone="UTC"><div class="meta"><a rel="bookmark" href="/harbour/posts/${id}"><time datetime="${publishedAt}"><b>12</b> <span>day</span></time></a></div><p>${words}</p></article>`,
		title: '',
		publishedAt,
		keyEvent: false,
		pinned: false,
		summary: false,
		...rest,
	};
}

export interface PageOptions {
	posts: PostChange[]; // oldest first
	seq?: number;
	page?: number;
	older?: string;
	newer?: string;
	order?: 'newest' | 'oldest';
	state?: string;
}

/** Puts a page into the document as the server would write it. */
export function open({
	posts,
	seq = 1,
	page = 0,
	older,
	newer,
	order = 'newest',
	state = 'live',
}: PageOptions): HTMLElement {
	const rows = posts.map((p) => `<li>${p.html}</li>`);
	if (order === 'newest') {
		rows.reverse();
	}
	document.title = 'Harbour – Post';
	document.body.innerHTML = `<main data-blog="harbour" data-seq="${seq}" data-state="${state}" data-live="off" data-held="0" data-page="${page}" data-timezone="UTC" data-language="en">
<header class="opening"><h1 id="title">Harbour</h1><p id="standfirst"></p><p id="state"><b>Live</b></p><p class="facts"><span id="zone"></span> <button id="own-time" type="button"></button><a class="start" href="/harbour?order=oldest">Read from the start</a></p></header>
<nav id="key-events" hidden><h2>Key events</h2><ol></ol></nav><section id="pinned" hidden><details open><summary><h2>Pinned</h2></summary></details></section>
<p id="announce" role="status"></p><button id="new-posts" type="button" hidden></button>
<ol id="posts" data-order="${order}">${rows.join('')}</ol>
<nav class="pages">${newer ? `<a id="newer" rel="prev" href="${newer}">Newer updates</a>` : ''}${older ? `<a id="older" rel="next" href="${older}">Older updates</a>` : ''}</nav>
<aside id="said" hidden><h2>Who said what</h2><ol></ol></aside></main>${words}`;
	const main = document.querySelector('main');
	if (!main) {
		throw new Error('the page has no main');
	}
	return main;
}

/** The numbers of the posts on the page, in its order. */
export function numbers(main: Element): number[] {
	return [...main.querySelectorAll('#posts article')].map((a) => Number(a.id.slice(-5)));
}

/** Says where the top of the list is: above the window, or in it. */
export function scroll(main: Element, top: number): void {
	const list = main.querySelector('#posts');
	if (list) {
		list.getBoundingClientRect = () => new DOMRect(0, top, 600, 4000);
	}
	Object.defineProperty(window, 'scrollY', { value: Math.max(0, -top), configurable: true });
}
