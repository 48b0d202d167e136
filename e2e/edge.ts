// An edge of a test's own in front of its server: the real binary.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { binary, freePort, patience } from './server.ts';

export class Edge {
	readonly url: string;
	/** All that it said. */
	log = '';
	readonly #process: ChildProcess;

	private constructor(origin: string, address: string) {
		this.url = `http://${address}`;
		this.#process = spawn(binary, ['edge', '--origin', origin, '--listen', address], {
			stdio: ['ignore', 'pipe', 'pipe'],
		});
		for (const stream of [this.#process.stdout, this.#process.stderr]) {
			stream?.setEncoding('utf8').on('data', (text: string) => {
				this.log += text;
			});
		}
	}

	/** Serves readers with what the origin, a server or another edge, publishes. */
	static async start(origin: string): Promise<Edge> {
		const edge = new Edge(origin, `127.0.0.1:${await freePort()}`);
		const until = Date.now() + patience;
		while (!(await edge.#isReady())) {
			if (edge.#process.exitCode !== null || Date.now() > until) {
				await edge.stop();
				throw new Error(`the edge is not ready; it said:\n${edge.log}`);
			}
			await pause(10);
		}
		return edge;
	}

	/** Ends it politely, which has to work. */
	async stop(): Promise<void> {
		if (this.#process.exitCode === null && this.#process.signalCode === null) {
			const ended = once(this.#process, 'exit');
			this.#process.kill('SIGTERM');
			const late = setTimeout(() => this.#process.kill('SIGKILL'), patience);
			await ended;
			clearTimeout(late);
		}
		if (this.#process.exitCode !== 0) {
			throw new Error(`the edge ended with ${this.#process.exitCode}; it said:\n${this.log}`);
		}
	}

	async #isReady(): Promise<boolean> {
		try {
			return (await fetch(`${this.url}/readyz`)).ok;
		} catch {
			return false;
		}
	}
}
