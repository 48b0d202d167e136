// Who is at the desk. A session that ends while somebody writes is asked for
// again without leaving the page, and what was under way goes on.
import { type Answer, type Failure, inWords } from '../api/request';
import { signIn, signOut, welcome, whoAmI } from '../api/session';
import type { FieldError, User } from '../api/words';
import { forget, rememberedUser, rememberUser } from './remembered';

export type Presence =
	| { is: 'asking' }
	| { is: 'unreachable'; why: string }
	| { is: 'out' }
	/** The newsroom's first visitor, with the one-time code from the server's log. */
	| { is: 'first'; code: string }
	| { is: 'in'; user: User }
	/** Was in; the page stays as it is until the same person is in again. */
	| { is: 'expired'; user: User };

export interface Refusal {
	why: string;
	errors: FieldError[];
}

/** How long to wait before the server is asked again who somebody is, in ms. */
const ASKED_AGAIN = 10_000;

export class Session {
	presence = $state.raw<Presence>({ is: 'asking' });
	#renewed: (() => void)[] = [];
	#reload: () => void;

	constructor(reload: () => void = () => location.reload()) {
		this.#reload = reload;
	}

	/** Whoever is at the desk, also while the session has to be renewed. */
	get user(): User | undefined {
		return this.presence.is === 'in' || this.presence.is === 'expired' ? this.presence.user : undefined;
	}

	async open(code: string | undefined): Promise<void> {
		if (code !== undefined) {
			this.presence = { is: 'first', code };
			return;
		}
		this.presence = { is: 'asking' };
		const answer = await whoAmI();
		const remembered = rememberedUser();
		if (answer.ok) {
			rememberUser(answer.value);
			this.presence = { is: 'in', user: answer.value };
		} else if (answer.failure.kind === 'signed-out') {
			forget();
			this.presence = { is: 'out' };
		} else if (remembered !== undefined && answer.failure.kind === 'unreachable') {
			// Whoever was here last can write; the server is asked for everything else.
			this.presence = { is: 'in', user: remembered };
			void this.#confirm(remembered);
		} else {
			this.presence = { is: 'unreachable', why: inWords(answer.failure) };
		}
	}

	/** Makes sure, once the server is reached, that whoever is let in without it is who they were. */
	async #confirm(user: User): Promise<void> {
		for (;;) {
			await new Promise<void>((resolve) => {
				addEventListener('online', () => resolve(), { once: true });
				setTimeout(resolve, ASKED_AGAIN);
			});
			const answer = await whoAmI();
			if (answer.ok && answer.value.id !== user.id) {
				this.#reload();
			} else if (answer.ok && this.presence.is === 'in') {
				this.presence = { is: 'in', user: answer.value };
			} else if (!answer.ok && answer.failure.kind === 'unreachable') {
				continue;
			} else if (!answer.ok && answer.failure.kind === 'signed-out') {
				void this.expire();
			}
			return;
		}
	}

	async signIn(email: string, password: string): Promise<Refusal | undefined> {
		return this.#enter(await signIn(email, password), 'The e-mail address or the password is wrong.');
	}

	async welcome(name: string, email: string, password: string): Promise<Refusal | undefined> {
		if (this.presence.is !== 'first') {
			return undefined;
		}
		const answer = await welcome(this.presence.code, name, email, password);
		return this.#enter(answer, 'This link was not accepted. Take the newest one from the server’s log.');
	}

	/** Leaves the first visitor's form for the ordinary one. */
	skipWelcome(): void {
		this.presence = { is: 'out' };
	}

	async signOut(): Promise<Refusal | undefined> {
		const answer = await signOut();
		if (answer.ok || answer.failure.kind === 'signed-out') {
			forget();
			this.presence = { is: 'out' };
			return undefined;
		}
		return { why: inWords(answer.failure), errors: [] };
	}

	/**
	 * Asks for something as whoever is signed in. Where the session has ended it
	 * waits until the person is back and asks again, so the answer is never "signed out".
	 */
	async keep<T>(ask: () => Promise<Answer<T>>): Promise<Answer<T>> {
		for (;;) {
			const answer = await ask();
			if (answer.ok || answer.failure.kind !== 'signed-out' || this.user === undefined) {
				return answer;
			}
			await this.expire();
		}
	}

	/** The session is over; resolves when the person has signed in again. */
	expire(): Promise<void> {
		if (this.presence.is === 'in') {
			this.presence = { is: 'expired', user: this.presence.user };
		}
		return new Promise((resolve) => this.#renewed.push(resolve));
	}

	#enter(answer: Answer<User>, wrong: string): Refusal | undefined {
		if (!answer.ok) {
			return refusal(answer.failure, wrong);
		}
		const before = this.user;
		if (before !== undefined && before.id !== answer.value.id) {
			// Somebody else has sat down. The words of the one who left are kept on the
			// device under their own name; this page is not to send them under another.
			this.#reload();
			return undefined;
		}
		rememberUser(answer.value);
		this.presence = { is: 'in', user: answer.value };
		const waiting = this.#renewed;
		this.#renewed = [];
		for (const go of waiting) {
			go();
		}
		return undefined;
	}
}

function refusal(failure: Failure, wrong: string): Refusal {
	switch (failure.kind) {
		case 'signed-out':
			return { why: wrong, errors: [] };
		case 'refused':
			return {
				why: failure.status === 403 || failure.status === 404 ? wrong : inWords(failure),
				errors: failure.errors,
			};
		default:
			return { why: inWords(failure), errors: [] };
	}
}
