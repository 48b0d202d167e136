// A newsroom for tests: it answers fetch and EventSource as the contract says the
// server does, and can be cut off, made to refuse, and told that a session is over.
import type { Blog, Post, Presence, User, WorkingCopy } from '../api/words';

type Handler = (event: MessageEvent<string>) => void;

export class FakeNewsroom {
	signedIn: User | undefined;
	online = true;
	/** Answers POST of a post with this problem, while it is set. */
	refusal: { status: number; problem: object } | undefined;
	/** Answers a change of a post with this problem, while it is set. */
	patchRefusal: { status: number; problem: object } | undefined;
	/** Lets the next answers be lost after the server has acted. */
	loseAnswers = 0;
	blog: Blog;
	posts = new Map<string, Post>();
	/** Every change that was asked for: method, path, key or seq, body. */
	asked: { method: string; path: string; key: string | null; match: string | null; body: unknown }[] = [];
	streams: FakeStream[] = [];
	/** Who is at the desk. */
	here: Presence[] = [];
	#ticks = 0;
	/** What the person is typing, on any device. */
	drafts = new Map<string, WorkingCopy>();
	#revision = 0;
	#keys = new Map<string, Post>();
	#seq: number;

	constructor(blog: Blog, posts: Post[], signedIn: User | undefined) {
		this.blog = blog;
		this.signedIn = signedIn;
		for (const post of posts) {
			this.posts.set(post.id, post);
		}
		this.#seq = Math.max(blog.seq, ...posts.map((post) => post.seq));
	}

	/** Somebody else changes a post. */
	change(id: string, fields: Partial<Post>): Post {
		const post = this.posts.get(id);
		if (post === undefined) {
			throw new Error(`the fake newsroom has no post ${id}`);
		}
		const newer = { ...post, ...fields, seq: ++this.#seq };
		this.posts.set(id, newer);
		this.tell('post', newer);
		return newer;
	}

	tell(type: 'post' | 'blog', value: Post | Blog): void {
		for (const stream of this.streams.filter((s) => s.readyState === 1)) {
			stream.hear(type, JSON.stringify(value), String(value.seq));
		}
	}

	fetch = async (url: string, init: RequestInit = {}): Promise<Response> => {
		const method = init.method ?? 'GET';
		const path = url.replace(/^\/api\/v1/, '').replace(/\?.*$/, '');
		const headers = new Headers(init.headers);
		const body: unknown = typeof init.body === 'string' ? JSON.parse(init.body) : undefined;
		if (!this.online) {
			throw new TypeError('Failed to fetch');
		}
		if (method !== 'GET' && !/\/(presence|drafts)/.test(path)) {
			this.asked.push({
				method,
				path,
				key: headers.get('Idempotency-Key'),
				match: headers.get('If-Match'),
				body,
			});
		}
		const answer = this.#answer(method, path, headers, body);
		if (this.loseAnswers > 0 && method !== 'GET' && !path.includes('/presence')) {
			this.loseAnswers--;
			throw new TypeError('Failed to fetch');
		}
		return answer;
	};

	#answer(method: string, path: string, headers: Headers, body: unknown): Response {
		if (this.signedIn === undefined) {
			return problem(401, { detail: 'sign in first' });
		}
		if (path === '/session') {
			return json(200, { user: this.signedIn });
		}
		if (path === `/blogs/${this.blog.slug}`) {
			return method === 'PATCH' ? this.#changeBlog(headers, body as Partial<Blog>) : json(200, this.blog);
		}
		if (path.includes('/presence')) {
			return method === 'GET' ? json(200, { here: this.here, beat: 5 }) : this.#presence(method, path, body);
		}
		const draft = path.match(/^\/blogs\/[^/]+\/drafts(?:\/([^/]+))?$/);
		if (draft !== null) {
			return this.#draft(method, draft[1], headers, body);
		}
		const at = path.match(/^\/blogs\/[^/]+\/posts(?:\/([^/]+)(\/history)?)?$/);
		if (at === null) {
			return problem(404, { detail: 'no such thing' });
		}
		const [, id, history] = at;
		if (id === undefined) {
			return method === 'POST'
				? this.#create(headers, body as Partial<Post>)
				: json(200, { posts: [...this.posts.values()] });
		}
		const post = this.posts.get(id);
		if (post === undefined) {
			return problem(404, { detail: 'no such post' });
		}
		if (history !== undefined) {
			return json(200, {
				revisions: [{ seq: post.seq, at: post.updatedAt, by: { id: 'x', name: 'Tomás Vela' }, post }],
			});
		}
		if (headers.get('If-Match') !== `"${post.seq}"`) {
			return problem(412, { detail: 'based on an older version', current: post });
		}
		if (this.patchRefusal !== undefined && method === 'PATCH') {
			return problem(this.patchRefusal.status, this.patchRefusal.problem);
		}
		const fields = method === 'DELETE' ? { status: 'withdrawn' as const } : (body as Partial<Post>);
		return json(200, this.change(id, fields));
	}

	/** Takes what a tab says of itself, and tells all. */
	#presence(method: string, path: string, body: unknown): Response {
		const said = body as Presence & { takeOver?: boolean };
		const tab = method === 'DELETE' ? path.split('/').at(-1) : said.tab;
		const before = this.here.find((p) => p.tab === tab);
		this.here = this.here.filter((p) => p.tab !== tab);
		if (method === 'PUT') {
			const { takeOver, ...at } = said;
			const user = { id: this.signedIn?.id ?? '', name: this.signedIn?.name ?? '' };
			this.here = [
				...this.here,
				{ ...at, user, since: before?.since ?? this.clock(), tookOver: takeOver ?? false },
			];
		}
		this.tellHere();
		return new Response(null, { status: 204 });
	}

	tellHere(): void {
		for (const stream of this.streams.filter((s) => s.readyState === 1)) {
			stream.hear('here', JSON.stringify({ here: this.here }), '');
		}
	}

	/** Each look at it is a second later. */
	clock(): string {
		return new Date(Date.UTC(2026, 2, 4, 14, 0, this.#ticks++)).toISOString();
	}

	#create(headers: Headers, body: Partial<Post>): Response {
		if (this.refusal !== undefined) {
			return problem(this.refusal.status, this.refusal.problem);
		}
		const key = headers.get('Idempotency-Key') ?? '';
		const known = this.#keys.get(key);
		if (known !== undefined) {
			return json(201, known);
		}
		const seq = ++this.#seq;
		const at = new Date(Date.UTC(2026, 2, 4, 14, 0, seq)).toISOString();
		const post = {
			id: `01N${seq}`,
			blog: this.blog.slug,
			createdAt: at,
			updatedAt: at,
			publishedAt: at,
			author: { id: this.signedIn?.id ?? '', name: this.signedIn?.name ?? '' },
			corrections: [],
			...body,
			seq,
		} as unknown as Post;
		this.posts.set(post.id, post);
		this.#keys.set(key, post);
		this.tell('post', post);
		return json(201, post);
	}

	#draft(method: string, name: string | undefined, headers: Headers, body: unknown): Response {
		if (name === undefined) {
			return json(200, {
				drafts: [...this.drafts.values()].map(({ name, revision, at }) => ({ name, revision, at })),
			});
		}
		const known = this.drafts.get(name);
		switch (method) {
			case 'DELETE':
				this.drafts.delete(name);
				return new Response(null, { status: 204 });
			case 'PUT': {
				if (known !== undefined && headers.get('If-Match') !== `"${known.revision}"`) {
					return problem(412, { detail: 'gone on with elsewhere', current: known });
				}
				const { device, words } = body as { device: string; words: unknown };
				const kept = { name, device, words, revision: ++this.#revision, at: '2026-03-04T14:00:00.000Z' };
				this.drafts.set(name, kept);
				return json(200, kept);
			}
			default:
				return known === undefined ? problem(404, { detail: 'no such words' }) : json(200, known);
		}
	}

	#changeBlog(headers: Headers, body: Partial<Blog>): Response {
		if (headers.get('If-Match') !== `"${this.blog.seq}"`) {
			return problem(412, { detail: 'based on an older version', current: this.blog });
		}
		this.blog = { ...this.blog, ...body, seq: ++this.#seq };
		return json(200, this.blog);
	}

	/** The EventSource of this newsroom, to stub the global one with. */
	get EventSource(): unknown {
		const newsroom = this;
		return class extends FakeStream {
			constructor(url: string) {
				super(url);
				newsroom.streams.push(this);
			}
		};
	}
}

export class FakeStream {
	static readonly CLOSED = 2;
	readonly url: string;
	readyState = 0;
	onopen: (() => void) | null = null;
	onerror: (() => void) | null = null;
	#handlers = new Map<string, Handler>();

	constructor(url: string) {
		this.url = url;
	}

	addEventListener(type: string, handler: Handler): void {
		this.#handlers.set(type, handler);
	}

	open(): void {
		this.readyState = 1;
		this.onopen?.();
	}

	/** The server ends it for good, as with any answer other than 200. */
	refuse(): void {
		this.readyState = FakeStream.CLOSED;
		this.onerror?.();
	}

	hear(type: string, data: string, lastEventId: string): void {
		this.#handlers.get(type)?.({ data, lastEventId } as MessageEvent<string>);
	}

	close(): void {
		this.readyState = FakeStream.CLOSED;
	}
}

const json = (status: number, value: unknown): Response => new Response(JSON.stringify(value), { status });

const problem = (status: number, value: object): Response =>
	new Response(JSON.stringify({ status, ...value }), {
		status,
		headers: { 'Content-Type': 'application/problem+json' },
	});
