// @vitest-environment happy-dom
import { expect, test } from 'vitest';
import { Coverage } from './coverage.ts';
import { open, post } from './page.testing.ts';

const named = (names: string[]) =>
	`<div class="contributors"${names.length ? '' : ' hidden=""'}><span>With</span> <ul>${names.map((n) => `<li><span><b><bdi>${n}</bdi></b></span></li>`).join('')}</ul></div>`;

function pageWith(names: string[], seq: number): HTMLElement {
	const main = open({ posts: [post(1, 1)], seq });
	main.querySelector('.facts')?.insertAdjacentHTML('afterend', named(names));
	return main;
}

test('contributors who come and go do so on an open page', () => {
	const parse = (main: HTMLElement) => main.cloneNode(true) as HTMLElement;
	const [more, none] = [parse(pageWith(['Ida Brandt', 'Ruth Okell'], 2)), parse(pageWith([], 3))];
	const main = pageWith(['Ida Brandt'], 1);
	const page = new Coverage(main, () => {});
	const shown = () => main.querySelector('.contributors')?.outerHTML;
	page.reconcile(more);
	expect(shown()).toBe(named(['Ida Brandt', 'Ruth Okell']));
	page.reconcile(none);
	expect(shown()).toBe(named([]));
});
