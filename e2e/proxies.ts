// Real proxies in front of a test's server, run with the very files that the
// documentation shows: only addresses and folders are put in.
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getuid } from 'node:process';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { freePort, type Server } from './server.ts';

const documented = join(import.meta.dirname, '..', 'docs', 'proxies');
const patience = 10_000; // milliseconds to begin in

export type Kind = 'nginx' | 'caddy';

/** Where the program is; it is installed where that can be done. Otherwise says why there is none. */
export async function find(kind: Kind): Promise<{ path: string } | { missing: string }> {
	const places = ['/usr/sbin', '/usr/bin', '/usr/local/sbin', '/usr/local/bin'].map((d) => join(d, kind));
	let path = places.find(existsSync);
	if (path === undefined && getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
		await install(kind);
		path = places.find(existsSync);
	}
	return path === undefined ? { missing: `there is no ${kind}, and none could be installed` } : { path };
}

async function install(kind: Kind): Promise<void> {
	const apt = (...words: string[]) =>
		promisify(execFile)('apt-get', ['-q', '-y', '--no-install-recommends', ...words], {
			// The package would start a server of the machine's own, on port 80.
			env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' },
		});
	try {
		await apt('update');
		await apt('install', kind);
	} catch {
		// find says that it is missing.
	}
}

export class Front {
	readonly url: string;
	readonly #process: ChildProcess;
	readonly #folder: string;
	#log = '';

	private constructor(url: string, process: ChildProcess, folder: string) {
		this.url = url;
		this.#process = process;
		this.#folder = folder;
		for (const stream of [process.stdout, process.stderr]) {
			stream?.setEncoding('utf8').on('data', (text: string) => {
				this.#log += text;
			});
		}
	}

	static async start(kind: Kind, path: string, server: Server): Promise<Front> {
		const folder = await mkdtemp(join(tmpdir(), `stoppress-${kind}-`));
		const address = `127.0.0.1:${await freePort()}`;
		const words = await { nginx, caddy }[kind](folder, address, new URL(server.url).host);
		const child = spawn(path, words, {
			stdio: ['ignore', 'pipe', 'pipe'],
			env: { ...process.env, XDG_DATA_HOME: folder, XDG_CONFIG_HOME: folder },
		});
		const front = new Front(`http://${address}`, child, folder);
		const until = Date.now() + patience;
		while (!(await front.#isReady())) {
			if (child.exitCode !== null || Date.now() > until) {
				await front.remove();
				throw new Error(`${kind} is not ready; it said:\n${front.#log}`);
			}
			await pause(10);
		}
		return front;
	}

	async remove(): Promise<void> {
		if (this.#process.exitCode === null) {
			const ended = once(this.#process, 'exit');
			this.#process.kill('SIGTERM');
			const late = setTimeout(() => this.#process.kill('SIGKILL'), patience);
			await ended;
			clearTimeout(late);
		}
		await rm(this.#folder, { recursive: true, force: true });
	}

	async #isReady(): Promise<boolean> {
		try {
			return (await fetch(`${this.url}/readyz`)).ok;
		} catch {
			return false;
		}
	}
}

/** Takes a documented file and puts other words in the places that operators change. */
async function withPlaces(file: string, places: Record<string, string>): Promise<string> {
	let text = await readFile(join(documented, file), 'utf8');
	for (const [documentedAs, here] of Object.entries(places)) {
		if (!text.includes(documentedAs)) {
			throw new Error(`docs/proxies/${file} has no "${documentedAs}"`);
		}
		text = text.replaceAll(documentedAs, here);
	}
	return text;
}

async function nginx(folder: string, address: string, server: string): Promise<string[]> {
	const site = await withPlaces('nginx.conf', {
		'listen 80;': `listen ${address};`,
		'server 127.0.0.1:8080;': `server ${server};`,
		'/var/cache/nginx/stoppress': join(folder, 'cache'),
	});
	const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
		(of) => `${of}_temp_path ${join(folder, of)};`,
	);
	const whole = [
		getuid?.() === 0 ? 'user root;' : '',
		`pid ${join(folder, 'pid')};`,
		'error_log stderr;',
		'daemon off;',
		'worker_processes 1;',
		'events {}',
		`http {\naccess_log off;\n${temporary.join('\n')}\n${site}}`,
	];
	await writeFile(join(folder, 'nginx.conf'), whole.join('\n'));
	return ['-p', folder, '-c', join(folder, 'nginx.conf')];
}

async function caddy(folder: string, address: string, server: string): Promise<string[]> {
	const site = await withPlaces('Caddyfile', {
		'live.example.org {': `http://${address} {`,
		'127.0.0.1:8080': server,
	});
	await writeFile(join(folder, 'Caddyfile'), `{\n\tadmin off\n}\n${site}`);
	return ['run', '--config', join(folder, 'Caddyfile'), '--adapter', 'caddyfile'];
}
