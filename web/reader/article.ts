// A post's article: made from the server's HTML, patched in place, compared.

/** Makes the element of an article that the server rendered. */
export function parseArticle(html: string): HTMLElement {
	const template = document.createElement('template');
	template.innerHTML = html;
	const article = template.content.firstElementChild;
	if (!(article instanceof HTMLElement)) {
		throw new Error('a post came without its article');
	}
	return article;
}

/** The html of a post as it stands in #pinned: the id belongs to its own place. */
export function pinnedHTML(id: string, html: string): string {
	return html.replace(`id="post-${id}"`, `data-post="${id}"`);
}

export function idOf(article: Element): string {
	return article.id.slice('post-'.length);
}

/** What publishedAt found, by the text that it read. */
const times = new WeakMap<Element, { text: string; ms: number }>();

/** When a post was published, in milliseconds. */
export function publishedAt(article: Element): number {
	const text = article.querySelector('time')?.getAttribute('datetime') ?? '';
	const known = times.get(article);
	if (known?.text === text) {
		return known.ms;
	}
	const ms = Date.parse(text);
	times.set(article, { text, ms });
	return ms;
}

/** Orders like the server: newest first, then by id descending. */
export function newestFirst(a: Element, b: Element): number {
	return publishedAt(b) - publishedAt(a) || (a.id < b.id ? 1 : a.id > b.id ? -1 : 0);
}

/**
 * Makes an element equal to another one of the same kind, and leaves the children
 * at its beginning and end that are the same already: so a reader's place,
 * selection and focus in them are kept.
 */
export function patch(old: Element, now: Element): void {
	const names = (e: Element) => [...e.attributes].map((a) => a.name).filter((name) => !kept(name));
	if (names(old).join() !== names(now).join()) {
		// All anew, since their order is that of the server too.
		for (const name of names(old)) {
			old.removeAttribute(name);
		}
	}
	for (const { name, value } of now.attributes) {
		if (!kept(name) && old.getAttribute(name) !== value) {
			old.setAttribute(name, value);
		}
	}
	const before = [...old.childNodes];
	const after = [...now.childNodes];
	const shorter = Math.min(before.length, after.length);
	let start = 0;
	while (start < shorter && before[start]?.isEqualNode(after[start] ?? null)) {
		start++;
	}
	let end = 0;
	while (end < shorter - start && before.at(-1 - end)?.isEqualNode(after.at(-1 - end) ?? null)) {
		end++;
	}
	const next = before[before.length - end] ?? null;
	for (const node of before.slice(start, before.length - end)) {
		node.remove();
	}
	for (const node of after.slice(start, after.length - end)) {
		old.insertBefore(node, next);
	}
}

/** Attributes that the page's script and style own. */
function kept(name: string): boolean {
	return name === 'class' || name === 'tabindex' || name.startsWith('data-ui-');
}
