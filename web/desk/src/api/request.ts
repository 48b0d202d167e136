// One way to ask the server for something, and one vocabulary of what can come
// of it. A request never throws: that the server cannot be reached is an answer
// that every caller has to look at.
import type { components } from './schema.gen';
import type { FieldError } from './words';

type Problem = components['schemas']['Problem'];

export type Failure =
	/** The server was not reached, or its answer did not arrive: it may or may not have acted. */
	| { kind: 'unreachable' }
	/** Not now: overloaded, out of disk, too many attempts. `after` is in seconds. */
	| { kind: 'busy'; after: number | undefined; detail: string }
	/** Nobody is signed in (any more). */
	| { kind: 'signed-out'; detail: string }
	/** The change is based on an older version; `current` is the newest one. */
	| { kind: 'stale'; current: unknown; detail: string }
	/** Refused for good: the same request would be refused again. */
	| { kind: 'refused'; status: number; detail: string; errors: FieldError[] };

export type Answer<T> = { ok: true; value: T } | { ok: false; failure: Failure };

export interface Request {
	method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
	body?: unknown;
	headers?: Record<string, string>;
	/** Goes on also where the page is being left. */
	keepalive?: boolean;
}

/** How long an answer may take before the server counts as not reached, in ms. */
const PATIENCE = 20_000;

export async function ask<T>(
	path: string,
	{ method = 'GET', body, headers = {}, keepalive = false }: Request = {},
): Promise<Answer<T>> {
	let response: Response;
	try {
		response = await fetch(`/api/v1${path}`, {
			method,
			headers: {
				Accept: 'application/json',
				...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
				...headers,
			},
			...(body === undefined ? {} : { body: JSON.stringify(body) }),
			credentials: 'same-origin',
			keepalive,
			signal: AbortSignal.timeout(PATIENCE),
		});
		if (response.status === 204) {
			return { ok: true, value: undefined as T };
		}
		if (response.ok) {
			return { ok: true, value: (await response.json()) as T };
		}
	} catch {
		return { ok: false, failure: { kind: 'unreachable' } };
	}
	return { ok: false, failure: await failureOf(response) };
}

export async function failureOf(response: Response): Promise<Failure> {
	const problem = await problemOf(response);
	const detail = problem.detail ?? problem.title ?? `The server answered ${response.status}.`;
	switch (response.status) {
		case 401:
			return { kind: 'signed-out', detail };
		case 412:
			return { kind: 'stale', current: problem.current, detail };
		case 408:
		case 429:
		case 500:
		case 502:
		case 503:
		case 504:
			return { kind: 'busy', after: retryAfter(response), detail };
	}
	return { kind: 'refused', status: response.status, detail, errors: problem.errors ?? [] };
}

/** A proxy's error page is not a problem document; its status still says enough. */
async function problemOf(response: Response): Promise<Partial<Problem>> {
	try {
		const said: unknown = await response.json();
		return typeof said === 'object' && said !== null ? (said as Partial<Problem>) : {};
	} catch {
		return {};
	}
}

function retryAfter(response: Response): number | undefined {
	const seconds = Number(response.headers.get('Retry-After') ?? Number.NaN);
	return Number.isFinite(seconds) && seconds >= 0 ? seconds : undefined;
}

/** What a failure means for the person at the desk: what happened, and what to do. */
export function inWords(failure: Failure): string {
	switch (failure.kind) {
		case 'unreachable':
			return 'No connection to the server. Check the network and try again.';
		case 'signed-out':
			return 'Your session has ended. Sign in again.';
		case 'busy':
			return failure.after === undefined
				? sentence(failure.detail)
				: `${sentence(failure.detail)} Try again in ${failure.after} seconds.`;
		case 'stale':
			return 'Somebody else changed this meanwhile.';
		case 'refused':
			return sentence(failure.detail);
	}
}

function sentence(text: string): string {
	const said = text.charAt(0).toUpperCase() + text.slice(1);
	return /[.!?…]$/.test(said) ? said : `${said}.`;
}
