// The public changes as the stream's events and the items of /changes carry them.

export interface PostChange {
	type: 'post';
	seq: number;
	id: string;
	/** The whole article, as it stands on the page. */
	html: string;
	title: string;
	publishedAt: string;
	keyEvent: boolean;
	pinned: boolean;
	summary: boolean;
}

export interface GoneChange {
	type: 'gone';
	seq: number;
	id: string;
}

export interface KeyEvent {
	id: string;
	title: string;
	publishedAt: string;
}

export interface BlogChange {
	type: 'blog';
	seq: number;
	state: string;
	title: string;
	standfirst: string;
	/** Newest first, as are the key events. */
	pinned: string[];
	keyEvents: KeyEvent[];
}

export type Change = PostChange | GoneChange | BlogChange;
