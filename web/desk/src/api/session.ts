import { type Answer, ask } from './request';
import type { components } from './schema.gen';
import type { User } from './words';

type SignedIn = components['schemas']['SignedIn'];

export const whoAmI = (): Promise<Answer<User>> => userOf(ask<SignedIn>('/session'));

export const signIn = (email: string, password: string): Promise<Answer<User>> =>
	userOf(ask<SignedIn>('/session', { method: 'POST', body: { email, password } }));

export const signOut = (): Promise<Answer<void>> => ask('/session', { method: 'DELETE' });

/** Makes the newsroom's first account with the one-time code that the server printed. */
export const welcome = (code: string, name: string, email: string, password: string): Promise<Answer<User>> =>
	userOf(ask<SignedIn>('/welcome', { method: 'POST', body: { code, name, email, password } }));

async function userOf(asked: Promise<Answer<SignedIn>>): Promise<Answer<User>> {
	const answer = await asked;
	return answer.ok ? { ok: true, value: answer.value.user } : answer;
}
