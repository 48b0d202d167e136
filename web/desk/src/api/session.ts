import { type Answer, ask } from './request';
import type { components } from './schema';
import type { User } from './words';

type SessionAnswer = components['schemas']['SessionAnswer'];

export const whoAmI = (): Promise<Answer<User>> => userOf(ask<SessionAnswer>('/session'));

export const signIn = (email: string, password: string): Promise<Answer<User>> =>
	userOf(ask<SessionAnswer>('/session', { method: 'POST', body: { email, password } }));

export const signOut = (): Promise<Answer<void>> => ask('/session', { method: 'DELETE' });

/** Makes the newsroom's first account with the one-time code that the server printed. */
export const welcome = (code: string, name: string, email: string, password: string): Promise<Answer<User>> =>
	userOf(ask<SessionAnswer>('/welcome', { method: 'POST', body: { code, name, email, password } }));

async function userOf(asked: Promise<Answer<SessionAnswer>>): Promise<Answer<User>> {
	const answer = await asked;
	return answer.ok ? { ok: true, value: answer.value.user } : answer;
}
