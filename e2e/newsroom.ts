// The newsroom as a tool sees it: the API, with an editor's token.
import type { Server } from './server.ts';

export interface Blog {
	id: string;
	seq: number;
	slug: string;
	title: string;
	state: string;
}

export interface Post {
	id: string;
	seq: number;
	status: string;
	title: string;
	keyEvent: boolean;
	pinned: boolean;
	publishedAt?: string;
	elements: Element[];
}

export type Element =
	| { type: 'text'; html: string }
	| { type: 'heading'; text: string }
	| { type: 'list'; ordered: boolean; items: string[] }
	| { type: 'link'; url: string; title?: string }
	| { type: 'embed'; url: string; title?: string }
	| { type: 'image'; media: string; alt: string; caption?: string; credit?: string }
	| {
			type: 'quote';
			paragraphs: string[];
			speaker: { name: string; role?: string };
			channel?: string;
			saidAt?: string;
			reportedBy?: string;
			url?: string;
	  };

/** What can be set of a post. */
export interface Fields {
	title?: string;
	status?: 'draft' | 'submitted' | 'scheduled' | 'published' | 'withdrawn';
	keyEvent?: boolean;
	pinned?: boolean;
	summary?: boolean;
	claim?: 'reported' | 'confirmed' | 'official' | 'unverified' | null;
	publishedAt?: string;
	byline?: { name: string; role?: string }[];
	sources?: { name: string; kind?: string; url?: string }[];
	relations?: { type: string; post: string; note?: string }[];
	elements?: Element[];
	corrections?: { kind: string; reason: string }[];
}

export interface BlogFields {
	slug?: string;
	title?: string;
	standfirst?: string;
	language?: string;
	timezone?: string;
	state?: 'upcoming' | 'live' | 'paused' | 'ended';
	contributors?: { name: string; role?: string; photo?: string; url?: string }[] | null;
	theme?: Theme | null;
	reportersPublish?: boolean;
	silentMinutes?: number;
	remindAfterHours?: number;
	style?: { write: string; not: string }[];
}

export interface Theme {
	accent?: string;
	accentDark?: string;
	face?: 'serif' | 'sans';
	width?: 'narrow' | 'regular' | 'wide';
	logo?: string;
	logoDark?: string;
	logoWidth?: number;
	logoHeight?: number;
	icon?: string;
	home?: string;
}

export const text = (words: string): Element[] => [{ type: 'text', html: `<p>${words}</p>` }];

export class Newsroom {
	readonly #server: Server;
	readonly #token: string;

	constructor(server: Server, token: string) {
		this.#server = server;
		this.#token = token;
	}

	async open(fields: BlogFields & { slug: string; title: string }): Promise<Blog> {
		return this.#ask('POST', '/blogs', {
			state: 'live',
			language: 'en',
			timezone: 'Europe/London',
			...fields,
		});
	}

	async blog(slug: string): Promise<Blog> {
		return this.#ask('GET', `/blogs/${slug}`);
	}

	async changeBlog(slug: string, fields: BlogFields): Promise<Blog> {
		const { seq } = await this.blog(slug);
		return this.#ask('PATCH', `/blogs/${slug}`, fields, seq);
	}

	async publish(slug: string, fields: Fields | string): Promise<Post> {
		const given = typeof fields === 'string' ? { elements: text(fields) } : fields;
		return this.#ask('POST', `/blogs/${slug}/posts`, { status: 'published', ...given });
	}

	async post(slug: string, id: string): Promise<Post> {
		return this.#ask('GET', `/blogs/${slug}/posts/${id}`);
	}

	async posts(slug: string): Promise<Post[]> {
		return (await this.#ask<{ posts: Post[] }>('GET', `/blogs/${slug}/posts`)).posts;
	}

	async change(slug: string, id: string, fields: Fields): Promise<Post> {
		const { seq } = await this.post(slug, id);
		return this.#ask('PATCH', `/blogs/${slug}/posts/${id}`, fields, seq);
	}

	async withdraw(slug: string, id: string): Promise<Post> {
		const { seq } = await this.post(slug, id);
		return this.#ask('DELETE', `/blogs/${slug}/posts/${id}`, undefined, seq);
	}

	/** The seq of the blog's last public change. */
	async head(slug: string): Promise<number> {
		const answer = await fetch(`${this.#server.url}/${slug}/changes?since=9007199254740991`);
		const { head }: { head: number } = await answer.json();
		return head;
	}

	async #ask<T>(method: string, path: string, body?: unknown, seq?: number): Promise<T> {
		const answer = await fetch(`${this.#server.url}/api/v1${path}`, {
			method,
			headers: {
				Authorization: `Bearer ${this.#token}`,
				...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
				...(seq === undefined ? {} : { 'If-Match': `"${seq}"` }),
			},
			...(body === undefined ? {} : { body: JSON.stringify(body) }),
		});
		if (!answer.ok) {
			throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
		}
		return answer.json();
	}
}
