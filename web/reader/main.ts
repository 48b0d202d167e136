// The script of a blog's page. The page is complete without it; it keeps the page
// equal to what a fresh load of it would show.
import { Connection } from './connection.ts';
import { Coverage } from './coverage.ts';
import { tellHeight } from './frame.ts';
import { followLinks, land } from './links.ts';
import { Refresh } from './refresh.ts';

const main = document.querySelector<HTMLElement>('main[data-blog]');
if (main) {
	const refresh = new Refresh();
	const page: Coverage = new Coverage(main, () => refresh.request(page));
	followLinks(page);
	land(page);
	tellHeight();
	document.documentElement.classList.add('js');
	new Connection(page).start();
}
