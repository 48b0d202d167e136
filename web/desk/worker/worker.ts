// The desk's service worker: it keeps the desk itself, so that it opens without a
// network. It keeps nothing that anybody wrote: words are the page's own affair, and
// what the API says is never answered from here.
export {};

declare const self: ServiceWorkerGlobalScope;

/** The files of the desk that it cannot do without; the build writes them in. */
const shell: { name: string; files: string[] } = JSON.parse('%SHELL%');

const DESK = '/desk/';

/** In ms: how long a bad network may think about the page before the kept one is shown. */
const PATIENCE = 4000;

self.addEventListener('install', (event) => {
	event.waitUntil(caches.open(shell.name).then((cache) => cache.addAll(shell.files)));
});

self.addEventListener('activate', (event) => {
	event.waitUntil(
		caches.keys().then((names) => {
			const old = names.filter((name) => name.startsWith('desk-') && name !== shell.name);
			return Promise.all(old.map((name) => caches.delete(name)));
		}),
	);
});

self.addEventListener('fetch', (event) => {
	const { request } = event;
	const { origin, pathname } = new URL(request.url);
	if (request.method !== 'GET' || origin !== self.location.origin) {
		return;
	}
	if (pathname.startsWith(`${DESK}assets/`)) {
		event.respondWith(kept(request));
	} else if (request.mode === 'navigate' && !pathname.startsWith(`${DESK}styleguide`)) {
		event.respondWith(page(request));
	}
});

/** Assets never change under their names. */
async function kept(request: Request): Promise<Response> {
	const cache = await caches.open(shell.name);
	const known = await cache.match(request);
	if (known !== undefined) {
		return known;
	}
	const answer = await fetch(request);
	if (answer.ok) {
		await cache.put(request, answer.clone());
	}
	return answer;
}

/** The newest desk where the network has it, else the one that is kept. */
async function page(request: Request): Promise<Response> {
	const known = await caches.match(DESK, { cacheName: shell.name });
	if (known === undefined) {
		return fetch(request);
	}
	try {
		return await fetch(request, { signal: AbortSignal.timeout(PATIENCE) });
	} catch {
		return known;
	}
}
