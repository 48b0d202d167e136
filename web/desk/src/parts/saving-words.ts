import type { Keeping } from '../state/composer.svelte';
import type { Unsent } from '../state/outbox.svelte';

export interface SavingWords {
	text: string;
	tone: 'calm' | 'good' | 'warn';
}

/** The state of saving, in words: what has not been sent comes before what is safe. */
export function savingWords(
	keeping: Keeping,
	unsent: readonly Unsent[],
	seq: number | undefined,
): SavingWords {
	const late = unsent.find((u) => u.sending.is === 'retrying');
	if (late?.sending.is === 'retrying') {
		return { text: late.sending.why, tone: 'warn' };
	}
	if (keeping === 'not-kept') {
		return { text: 'This device has no room to keep your words. Do not close this tab.', tone: 'warn' };
	}
	if (unsent.some((u) => u.sending.is === 'sending' || u.sending.is === 'waiting')) {
		return { text: 'Sending…', tone: 'calm' };
	}
	if (unsent.some((u) => u.sending.is === 'refused')) {
		return { text: 'Not sent: see below.', tone: 'warn' };
	}
	switch (keeping) {
		case 'typing':
			return { text: 'Typing…', tone: 'calm' };
		case 'kept':
			return { text: 'Saved on this device', tone: 'good' };
		case 'safe':
			return { text: 'Saved on this device and on the server', tone: 'good' };
		case 'nothing':
			return seq === undefined ? { text: '', tone: 'calm' } : { text: `Saved, seq ${seq}`, tone: 'good' };
	}
}
