// A stoppress server of a test's own: the real binary, a data directory that
// nobody has used, a port of its own, and a kill that nothing can catch.
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

export const binary = join(import.meta.dirname, '..', 'bin', 'stoppress');
export const patience = 30_000; // milliseconds to begin or to end in, on a busy machine

export interface Token {
	id: string;
	token: string;
	role: string;
}

export type Role = 'reporter' | 'editor' | 'admin';

export class Server {
	readonly url: string;
	readonly data: string;
	/** All that it said, over all its lives. */
	log = '';
	/** When it was last found to be ready, in ms since 1970. */
	readySince = 0;
	#address: string;
	#flags: readonly string[];
	#process: ChildProcess | undefined;

	private constructor(port: number, data: string, flags: readonly string[]) {
		this.#flags = flags;
		this.#address = `127.0.0.1:${port}`;
		this.url = `http://${this.#address}`;
		this.data = data;
	}

	static async start(...flags: string[]): Promise<Server> {
		const server = new Server(await freePort(), await mkdtemp(join(tmpdir(), 'stoppress-e2e-')), flags);
		try {
			await server.restart();
			return server;
		} catch (error) {
			await server.remove();
			throw error;
		}
	}

	/** Serves again, at the same address and from the same data. */
	async restart(): Promise<void> {
		const child = spawn(binary, ['serve', '--data', this.data, '--listen', this.#address, ...this.#flags], {
			stdio: ['ignore', 'pipe', 'pipe'],
		});
		this.#process = child;
		for (const stream of [child.stdout, child.stderr]) {
			stream.setEncoding('utf8').on('data', (text: string) => {
				this.log += text;
			});
		}
		const until = Date.now() + patience;
		while (!(await this.#isReady())) {
			if (child.exitCode !== null || Date.now() > until) {
				throw new Error(`the server is not ready; it said:\n${this.log}`);
			}
			await pause(10);
		}
		this.readySince = Date.now();
	}

	/** Ends it as a lost power line would, between any two instructions. */
	async kill9(): Promise<void> {
		await this.#end('SIGKILL');
	}

	/** Ends it politely, which has to work; nothing where it is not running. */
	async stop(): Promise<void> {
		const end = await this.#end('SIGTERM');
		if (end !== undefined && end !== 0) {
			throw new Error(`the server ended with ${end}; it said:\n${this.log}`);
		}
	}

	/** Ends it and takes away what it left. */
	async remove(): Promise<void> {
		try {
			await this.stop();
		} finally {
			await rm(this.data, { recursive: true, force: true });
		}
	}

	/** The address that makes the first account. */
	get deskLink(): string {
		const link = /^Desk: (\S+)$/m.exec(this.log)?.[1];
		if (link === undefined) {
			throw new Error(`the server printed no address of the desk:\n${this.log}`);
		}
		return link;
	}

	async token(role: Role, name = role): Promise<Token> {
		return JSON.parse(await this.cli(['token', 'create', '--role', role, '--name', name, '--json']));
	}

	async user(role: Role, name: string, email: string, password: string): Promise<void> {
		const words = ['user', 'add', '--email', email, '--name', name, '--role', role];
		await this.cli([...words, '--password-stdin', '--json'], `${password}\n`);
	}

	/** Runs a command against this server's data directory; gives what it printed. */
	async cli(words: string[], stdin = ''): Promise<string> {
		return new Promise((resolve, reject) => {
			const child = execFile(binary, [...words, '--data', this.data], (error, stdout, stderr) => {
				if (error) {
					reject(new Error(`stoppress ${words.join(' ')}: ${stderr || error.message}`));
				} else {
					resolve(stdout);
				}
			});
			// A command that reads nothing may be done before it is written to.
			child.stdin?.on('error', () => undefined).end(stdin);
		});
	}

	async #isReady(): Promise<boolean> {
		try {
			return (await fetch(`${this.url}/readyz`)).ok;
		} catch {
			return false;
		}
	}

	/** Gives the exit code, or the signal that ended it; nothing where it was not running. */
	async #end(signal: 'SIGKILL' | 'SIGTERM'): Promise<number | string | undefined> {
		const child = this.#process;
		this.#process = undefined;
		if (child === undefined || child.exitCode !== null || child.signalCode !== null) {
			return undefined;
		}
		const ended = once(child, 'exit');
		child.kill(signal);
		const late = setTimeout(() => child.kill('SIGKILL'), patience);
		await ended;
		clearTimeout(late);
		return child.exitCode ?? child.signalCode ?? undefined;
	}
}

/** A port that no client is given by chance while its server is away: those begin at 32768. */
export async function freePort(): Promise<number> {
	for (;;) {
		const port = 20_000 + Math.floor(Math.random() * 12_000);
		const probe = createServer();
		const free = await new Promise<boolean>((resolve) => {
			probe.once('error', () => resolve(false));
			probe.listen(port, '127.0.0.1', () => resolve(true));
		});
		if (free) {
			probe.close();
			await once(probe, 'close');
			return port;
		}
	}
}
