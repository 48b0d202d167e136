// What every test has: a server of its own, the newsroom behind it, and visitors
// whose browsers are listened to. A test fails where a page complains on the
// console, throws, or breaks its own content security policy, and where the
// server panics.
import {
	type Browser,
	type BrowserContext,
	type BrowserContextOptions,
	test as base,
	type Page,
} from '@playwright/test';
import { Edge } from './edge.ts';
import { Newsroom } from './newsroom.ts';
import { Server } from './server.ts';

export { expect } from '@playwright/test';

/**
 * Whoever is not signed in asks who it is, and is told so. A desk that was loaded anew
 * while its words were on their way learns which of them the server has.
 */
const always = [/status of 401.*\/api\/v1\/session$/, /status of 412.*\/drafts\//];

/** Complaints of pages whose server or network is away. */
export const networkAway = /net::ERR_|status of 503/;

export class Visitors {
	readonly complaints: string[] = [];
	readonly #browser: Browser;
	readonly #options: BrowserContextOptions;
	readonly #contexts: BrowserContext[] = [];
	readonly #strangers = new Map<boolean, Promise<Page>>();
	readonly #expected = [...always];

	constructor(browser: Browser, options: BrowserContextOptions) {
		this.#browser = browser;
		this.#options = options;
	}

	/** A visitor with a browser profile of their own, at an empty page. */
	async come(options: BrowserContextOptions = {}): Promise<Page> {
		const context = await this.#browser.newContext({ ...this.#options, ...options });
		this.#contexts.push(context);
		context.on('console', (message) => {
			if (message.type() === 'error') {
				this.#complain(`${message.text()} ${message.location().url}`);
			}
		});
		context.on('weberror', (thrown) => this.#complain(String(thrown.error().stack)));
		return context.newPage();
	}

	/**
	 * One who sees each page for the first time: nothing is taken from a cache. It is
	 * the same page at each call, for a browser profile costs more than most loads.
	 */
	stranger(javaScriptEnabled: boolean): Promise<Page> {
		const come = async () => {
			const page = await this.come({ javaScriptEnabled });
			const devtools = await page.context().newCDPSession(page);
			await devtools.send('Network.enable');
			await devtools.send('Network.setCacheDisabled', { cacheDisabled: true });
			return page;
		};
		const stranger = this.#strangers.get(javaScriptEnabled) ?? come();
		this.#strangers.set(javaScriptEnabled, stranger);
		return stranger;
	}

	/** From now on complaints of this kind are part of the test. */
	expectComplaints(kind: RegExp): void {
		this.#expected.push(kind);
	}

	async leave(): Promise<void> {
		await Promise.all(this.#contexts.map((context) => context.close()));
	}

	#complain(what: string): void {
		if (!this.#expected.some((kind) => kind.test(what))) {
			this.complaints.push(what);
		}
	}
}

interface Fixtures {
	server: Server;
	/** An edge of the server. */
	edge: Edge;
	newsroom: Newsroom;
	visitors: Visitors;
}

export const test = base.extend<Fixtures>({
	// biome-ignore lint/correctness/noEmptyPattern: Playwright reads from it that nothing is needed
	server: async ({}, use) => {
		const server = await Server.start();
		try {
			await use(server);
		} finally {
			await server.remove();
		}
		base.expect(server.log, 'the server never panics').not.toMatch(/panic|goroutine \d+ \[|DATA RACE/);
	},

	edge: async ({ server }, use) => {
		const edge = await Edge.start(server.url);
		try {
			await use(edge);
		} finally {
			await edge.stop();
		}
		base.expect(edge.log, 'the edge never panics').not.toMatch(/panic|goroutine \d+ \[|DATA RACE/);
	},

	newsroom: async ({ server }, use) => {
		await use(new Newsroom(server, (await server.token('editor')).token));
	},

	visitors: async ({ browser, server, contextOptions, locale, timezoneId }, use) => {
		const options = { ...contextOptions, locale, timezoneId, baseURL: server.url };
		const visitors = new Visitors(browser, definedOnly(options));
		try {
			await use(visitors);
		} finally {
			await visitors.leave();
		}
		base.expect(visitors.complaints, 'no page complains').toEqual([]);
	},
});

function definedOnly(options: Record<string, unknown>): BrowserContextOptions {
	return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
}
