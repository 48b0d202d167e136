// Another site, with a page in which a blog is shown: another origin than the server.
import { once } from 'node:events';
import { createServer } from 'node:http';
import { freePort } from './server.ts';

export class Neighbour {
	readonly url: string;
	/** What stands in the page's body. */
	body = '';
	readonly #server = createServer((_, answer) => {
		answer.setHeader('Content-Type', 'text/html; charset=utf-8');
		answer.end(
			`<!doctype html><html lang="en"><meta charset="utf-8"><title>The Neighbour</title><link rel="icon" href="data:,">${this.body}`,
		);
	});

	private constructor(port: number) {
		this.url = `http://127.0.0.1:${port}/`;
		this.#server.listen(port, '127.0.0.1');
	}

	static async start(): Promise<Neighbour> {
		const neighbour = new Neighbour(await freePort());
		await once(neighbour.#server, 'listening');
		return neighbour;
	}

	async stop(): Promise<void> {
		this.#server.closeAllConnections();
		this.#server.close();
		await once(this.#server, 'close');
	}
}
