import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { OFFERED_FOR, Undo } from './undo.svelte';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('what was done can be taken back once, and for ten seconds', () => {
	const undo = new Undo();
	const takeBack = vi.fn();
	undo.add({ words: 'Withdrawn', takeBack });
	vi.advanceTimersByTime(OFFERED_FOR - 1);
	undo.take();
	undo.take();
	expect(takeBack).toHaveBeenCalledTimes(1);
	undo.add({ words: 'Withdrawn', takeBack });
	vi.advanceTimersByTime(OFFERED_FOR);
	expect(undo.offer).toBeUndefined();
});

test('the time stands still while somebody is at it', () => {
	const undo = new Undo();
	undo.add({ words: 'Withdrawn', takeBack: () => {} });
	vi.advanceTimersByTime(OFFERED_FOR - 1000);
	undo.hold();
	vi.advanceTimersByTime(60_000);
	expect(undo.offer?.words).toBe('Withdrawn');
	undo.go();
	vi.advanceTimersByTime(999);
	expect(undo.offer?.words).toBe('Withdrawn');
	vi.advanceTimersByTime(1);
	expect(undo.offer).toBeUndefined();
});

test('a later offer takes the place of the one before', () => {
	const undo = new Undo();
	const first = vi.fn();
	undo.add({ words: 'first', takeBack: first });
	vi.advanceTimersByTime(9000);
	undo.add({ words: 'second', takeBack: () => {} });
	vi.advanceTimersByTime(9000);
	expect(undo.offer?.words).toBe('second');
	undo.take();
	expect(first).not.toHaveBeenCalled();
});
