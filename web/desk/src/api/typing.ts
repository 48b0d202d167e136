// What the server does for those who type: it keeps their words, knows whom they may
// be quoting, and reads what they paste.
import { type Answer, ask } from './request';
import type { components } from './schema.gen';
import type {
	FoundQuote,
	KnownSpeaker,
	Picture,
	Reading,
	Tasted,
	Unfurled,
	Unread,
	WorkingCopy,
} from './words';

type Schemas = components['schemas'];

const blogPath = (blog: string) => `/blogs/${encodeURIComponent(blog)}`;
const draftPath = (blog: string, name: string) => `${blogPath(blog)}/drafts/${encodeURIComponent(name)}`;

export const listDrafts = (blog: string): Promise<Answer<Schemas['WorkingList']>> =>
	ask(`${blogPath(blog)}/drafts`);

export const getDraft = (blog: string, name: string): Promise<Answer<WorkingCopy>> =>
	ask(draftPath(blog, name));

/** How many bytes a request may have that outlives its page; browsers allow 64 KiB for all of them. */
const OUTLIVES = 48 << 10;

export function keepDraft(
	blog: string,
	name: string,
	revision: number | undefined,
	body: { device: string; words: unknown },
): Promise<Answer<WorkingCopy>> {
	return ask(draftPath(blog, name), {
		method: 'PUT',
		body,
		headers: revision === undefined ? {} : { 'If-Match': `"${revision}"` },
		keepalive: JSON.stringify(body.words).length < OUTLIVES,
	});
}

export const dropDraft = (blog: string, name: string): Promise<Answer<void>> =>
	ask(draftPath(blog, name), { method: 'DELETE', keepalive: true });

export async function findSpeakers(blog: string, text: string): Promise<Answer<readonly KnownSpeaker[]>> {
	const query = new URLSearchParams({ q: text, blog });
	const answer = await ask<Schemas['SpeakerList']>(`/speakers?${query}`);
	return answer.ok ? { ok: true, value: answer.value.speakers } : answer;
}

/** How many earlier quotes are worth somebody's time who is writing. */
const EARLIER = 8;

export async function findQuotes(speaker: string): Promise<Answer<readonly FoundQuote[]>> {
	const query = new URLSearchParams({ speaker, limit: String(EARLIER) });
	const answer = await ask<Schemas['QuoteList']>(`/quotes?${query}`);
	return answer.ok ? { ok: true, value: answer.value.quotes } : answer;
}

export const unfurl = (url: string): Promise<Answer<Unfurled>> =>
	ask(`/unfurl?${new URLSearchParams({ url })}`);

/** Has the server keep the picture that a page names. */
export const keepStill = (url: string): Promise<Answer<Picture>> =>
	ask('/stills', { method: 'POST', body: { url } });

export const tasteCopy = (blog: string, text: string): Promise<Answer<Tasted>> =>
	ask(`${blogPath(blog)}/copytaste`, { method: 'POST', body: { text } });

/** Has a post read before it goes out; nothing is written. */
export const checkPost = (blog: string, post: Unread): Promise<Answer<Reading>> =>
	ask(`${blogPath(blog)}/checks`, { method: 'POST', body: post });
