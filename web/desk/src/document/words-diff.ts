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
	let start = 0;
	while (start < a.length && start < b.length && a[start] === b[start]) {
		start++;
	}
	let end = 0;
	while (end < a.length - start && end < b.length - start && a.at(-1 - end) === b.at(-1 - end)) {
		end++;
	}
	const kept = common(a.slice(start, a.length - end), b.slice(start, b.length - end));
	const lacking = (i: number) => i >= start && i < b.length - end && !kept.has(i - start);
	// The space between two new words is one with them, or the marks fall into crumbs.
	const isSpace = (i: number) => /^[^\S\n]+$/.test(b[i] ?? '');
	const isNew = (i: number) => lacking(i) || (isSpace(i) && lacking(i - 1) && lacking(i + 1));
	return inLines(b, isNew);
}

/** Words, the white space between them, and each line end by itself. */
function tokens(text: string): string[] {
	return text.match(/\n|[^\S\n]+|[^\s]+/g) ?? [];
}

/** The places in `b` of a longest common subsequence of the two. */
function common(a: string[], b: string[]): Set<number> {
	const kept = new Set<number>();
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
			kept.add(j);
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
