// Which words of one text are not in another, for people who have to choose
// between two versions.

export interface Piece {
	text: string;
	isNew: boolean;
}

/** Beyond this many comparisons the middle of the texts counts as changed as a whole. */
const MOST_WORK = 4_000_000;

/** The lines of `text`, in pieces, with the words that `before` lacks at that place marked. */
export function markNew(before: string, text: string): Piece[][] {
	const [a, b] = [tokens(before), tokens(text)];
	const kept = new Set(matches(a, b).map(([, j]) => j));
	const lacking = (i: number) => i >= 0 && i < b.length && !kept.has(i);
	// The space between two new words is one with them, or the marks fall into crumbs.
	const isSpace = (i: number) => /^[^\S\n]+$/.test(b[i] ?? '');
	const isNew = (i: number) => lacking(i) || (isSpace(i) && lacking(i - 1) && lacking(i + 1));
	return inLines(b, isNew);
}

export interface Change {
	text: string;
	is: 'same' | 'gone' | 'new';
}

/** What became of `before`, line by line: the words of both, each once, those that went before those that came. */
export function wordChanges(before: string, after: string): Change[][] {
	const [a, b] = [tokens(before), tokens(after)];
	const changes: Change[] = [];
	let [i, j] = [0, 0];
	for (const [k, l] of [...matches(a, b), [a.length, b.length] as const]) {
		changes.push(...a.slice(i, k).map((text): Change => ({ text, is: 'gone' })));
		changes.push(...b.slice(j, l).map((text): Change => ({ text, is: 'new' })));
		if (k < a.length) {
			changes.push({ text: a[k] ?? '', is: 'same' });
		}
		[i, j] = [k + 1, l + 1];
	}
	const lines: Change[][] = [[]];
	for (const { text, is } of together(changes)) {
		const [first = '', ...more] = text.split('\n');
		push(lines.at(-1) ?? [], { text: first, is });
		for (const line of more) {
			lines.push([]);
			push(lines.at(-1) ?? [], { text: line, is });
		}
	}
	return lines;
}

/** Words that were changed one after the other are one change: the space between them goes with both. */
function together(changes: readonly Change[]): Change[] {
	const out: Change[] = [];
	for (let i = 0; i < changes.length; ) {
		const run: Change[] = [];
		for (; i < changes.length; i++) {
			const change = changes[i];
			const between = change?.is === 'same' && /^[^\S\n]+$/.test(change.text);
			if (change === undefined || (change.is === 'same' && !between)) {
				break;
			}
			if (between && (run.length === 0 || (changes[i + 1]?.is ?? 'same') === 'same')) {
				break;
			}
			run.push(change);
		}
		const textOf = (is: Change['is']) =>
			run
				.filter((c) => c.is === is || c.is === 'same')
				.map((c) => c.text)
				.join('');
		const only = (is: Change['is']) => run.some((c) => c.is === is);
		if (only('gone')) {
			out.push({ text: textOf('gone'), is: 'gone' });
		}
		if (only('new')) {
			out.push({ text: textOf('new'), is: 'new' });
		}
		const next = changes[i];
		if (run.length === 0 && next !== undefined) {
			out.push(next);
			i++;
		}
	}
	return out;
}

function push(line: Change[], { text, is }: Change): void {
	const last = line.at(-1);
	if (text === '') {
		return;
	}
	if (last?.is === is) {
		last.text += text;
	} else {
		line.push({ text, is });
	}
}

/** Words, the white space between them, and each line end by itself. */
function tokens(text: string): string[] {
	return text.match(/\n|[^\S\n]+|[^\s]+/g) ?? [];
}

/** The places of a longest common subsequence of the two, in both, by rising place. */
function matches(a: readonly string[], b: readonly string[]): [number, number][] {
	let start = 0;
	while (start < a.length && start < b.length && a[start] === b[start]) {
		start++;
	}
	let end = 0;
	while (end < a.length - start && end < b.length - start && a.at(-1 - end) === b.at(-1 - end)) {
		end++;
	}
	const same = (length: number, i: number, j: number) =>
		Array.from({ length }, (_, k): [number, number] => [i + k, j + k]);
	return [
		...same(start, 0, 0),
		...common(a.slice(start, a.length - end), b.slice(start, b.length - end)).map(
			([i, j]): [number, number] => [start + i, start + j],
		),
		...same(end, a.length - end, b.length - end),
	];
}

function common(a: readonly string[], b: readonly string[]): [number, number][] {
	const kept: [number, number][] = [];
	if (a.length * b.length > MOST_WORK) {
		return kept;
	}
	const width = b.length + 1;
	const lengths = new Uint32Array((a.length + 1) * width);
	const at = (i: number, j: number) => lengths[i * width + j] ?? 0;
	for (let i = a.length - 1; i >= 0; i--) {
		for (let j = b.length - 1; j >= 0; j--) {
			lengths[i * width + j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
		}
	}
	for (let i = 0, j = 0; i < a.length && j < b.length; ) {
		if (a[i] === b[j]) {
			kept.push([i, j]);
			i++;
			j++;
		} else if (at(i + 1, j) >= at(i, j + 1)) {
			i++;
		} else {
			j++;
		}
	}
	return kept;
}

function inLines(words: string[], isNew: (i: number) => boolean): Piece[][] {
	const lines: Piece[][] = [[]];
	words.forEach((text, i) => {
		if (text === '\n') {
			lines.push([]);
			return;
		}
		const line = lines.at(-1) ?? [];
		const last = line.at(-1);
		if (last !== undefined && last.isNew === isNew(i)) {
			last.text += text;
		} else {
			line.push({ text, isNew: isNew(i) });
		}
	});
	return lines;
}
