// The script of a blog's page. The page is complete without it; it keeps the page
// equal to what a fresh load of it would show.
import { Connection } from './connection.ts';
import { Coverage } from './coverage.ts';
import { markCurrent } from './current.ts';
import { tellHeight } from './frame.ts';
import { followLinks, land } from './links.ts';
import { followCards } from './play.ts';
import { Refresh } from './refresh.ts';
import { followShares } from './share.ts';
import { Visits } from './visit.ts';

const main = document.querySelector<HTMLElement>('main[data-blog]');
if (main) {
	const refresh = new Refresh();
	const page: Coverage = new Coverage(main, () => refresh.request(page));
	followLinks(page);
	followCards();
	followShares((words) => page.announce(words));
	markCurrent(main);
	land(page);
	tellHeight();
	document.documentElement.classList.add('js');
	if (window.parent === window) {
		const visits = new Visits(page);
		page.changed = () => visits.look();
	}
	new Connection(page).start();
}
