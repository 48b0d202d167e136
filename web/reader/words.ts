// The words of the page that change while it is open. Those of a blog's state
// are the same as in internal/reader/layout/words.go.

const states: Record<string, [word: string, note: string]> = {
	upcoming: ['Upcoming', 'Coverage has not begun yet.'],
	live: ['Live', ''],
	paused: ['Paused', 'Coverage will resume.'],
	ended: ['Ended', 'This coverage has ended.'],
};

export function stateWords(state: string): [word: string, note: string] {
	return states[state] ?? [state, ''];
}

export function newUpdates(count: number): string {
	return `${count} new update${count === 1 ? '' : 's'}`;
}

export const olderUpdates = 'Older updates';

/** What ago says of a time in minutes before now; nothing where the day says more. */
export function ago(minutes: number): string {
	if (minutes < 0 || minutes >= 24 * 60) {
		return '';
	}
	if (minutes < 1) {
		return 'just now';
	}
	return minutes < 60 ? `${Math.floor(minutes)} min ago` : `${Math.floor(minutes / 60)} h ago`;
}
