// Notices by the browser, to those who have asked for them, and while they look elsewhere.

const WANTED = 'stoppress/notices';

export class Notices {
	/** Whether this person wants them, and the browser lets us. */
	on = $state(false);
	/** The browser was asked, and said no. */
	refused = $state(false);

	static readonly possible = 'Notification' in globalThis;

	constructor() {
		if (Notices.possible) {
			this.on = Notification.permission === 'granted' && localStorage.getItem(WANTED) === 'yes';
		}
	}

	/** Asked for by a button, never on our own account. */
	async toggle(): Promise<void> {
		if (this.on) {
			this.on = false;
		} else {
			this.on = (await Notification.requestPermission()) === 'granted';
			this.refused = !this.on;
		}
		try {
			localStorage.setItem(WANTED, this.on ? 'yes' : 'no');
		} catch {
			// It holds until the tab is closed.
		}
	}

	/** One with the same `tag` takes the place of the one before. */
	tell(title: string, body: string, tag: string): void {
		if (!this.on || !document.hidden) {
			return;
		}
		try {
			const notice = new Notification(title, { body, tag });
			notice.onclick = () => {
				window.focus();
				notice.close();
			};
		} catch {
			// Some phones have the name and show notices of service workers alone.
			this.on = false;
		}
	}
}
