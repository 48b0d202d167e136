// Finds words on record in what was typed: “…” said X. What is found is offered and
// never made by itself, so it may be bold where it is clear and silent where it is not.

/** A quote as the words of a paragraph suggest it. */
export interface Said {
	/** The words between the marks, without them. */
	words: string;
	speaker: string;
	role: string;
	/** Whom it was said to, where that is a paper or an agency. */
	reportedBy: string;
}

const VERBS = [
	...[
		'said',
		'says',
		'told',
		'tells',
		'added',
		'wrote',
		'warned',
		'insisted',
		'explained',
		'admitted',
		'claimed',
		'announced',
	],
	...[
		'sagte',
		'sagt',
		'erklärte',
		'a déclaré',
		'a dit',
		'dit',
		'a affirmé',
		'dijo',
		'afirmó',
		'declaró',
		'disse',
		'afirmou',
	],
	...[
		'ha detto',
		'zei',
		'sa',
		'sagde',
		'сказав',
		'сказала',
		'заявив',
		'заявила',
		'אמר',
		'אמרה',
		'قال',
		'قالت',
	],
].join('|');

const OPEN = '[“"„«”]';
const CLOSE = '[”"“»]';
const QUOTED = `${OPEN}\\s*(?<words>[^“”"„«»]{2,}?)\\s*${CLOSE}`;
/** Who: some words without marks, up to the end or a colon. */
const WHO = '(?<who>[^“”"„«»:;!?]{2,90}?)';
const TO = '(?:\\s+(?<to>\\p{Lu}[^“”"„«»:;,.]{1,40}?))?';
const END = '\\s*[.,]?\\s*$';

const pattern = (source: string) => new RegExp(source, 'iu');
const exact = (source: string) => new RegExp(source, 'u');

const PATTERNS = [
	// “…,” said X. — “…,” said X to Reuters is left to the person.
	pattern(`^${QUOTED}\\s*,?\\s*(?:${VERBS})\\s+${WHO}${END}`),
	// “…,” X told Reuters.
	exact(`^${QUOTED}\\s*,?\\s*${WHO}\\s+(?:told|tells)${TO}${END}`),
	// “…,” X said.
	pattern(`^${QUOTED}\\s*,?\\s*${WHO}\\s+(?:${VERBS})${END}`),
	// “…,” according to X.
	pattern(`^${QUOTED}\\s*,?\\s*(?:according to|laut|selon|según|segundo|secondo|volgens)\\s+${WHO}${END}`),
	// According to X, “…”
	pattern(`^(?:according to|laut|selon|según|segundo|secondo|volgens)\\s+${WHO}\\s*[,:]\\s*${QUOTED}${END}`),
	// X told Reuters: “…”
	exact(`^${WHO}\\s+(?:told|tells)${TO}\\s*[,:]\\s*${QUOTED}${END}`),
	// X said: “…”
	pattern(`^${WHO}\\s+(?:${VERBS})\\s*[,:]\\s*${QUOTED}${END}`),
];

/** Those whom only what stands before can name. */
const PRONOUN =
	/^(?:he|she|they|it|we|i|you|er|sie|es|il|elle|ils|elles|él|ella|ele|ela|lui|lei|hij|zij|han|hun|він|вона)$/iu;

/** Longer paragraphs are looked at by nobody while they are typed, in characters. */
const LONGEST = 2_000;

/** The quote that a paragraph's words are, where they clearly are one. */
export function saidIn(paragraph: string): Said | undefined {
	const text = paragraph.trim();
	if (text.length > LONGEST) {
		return undefined;
	}
	for (const one of PATTERNS) {
		const groups = one.exec(text)?.groups;
		if (groups?.words === undefined || groups.who === undefined) {
			continue;
		}
		const who = speakerOf(groups.who);
		if (who !== undefined) {
			return { words: groups.words.replace(/,$/u, ''), ...who, reportedBy: groups.to?.trim() ?? '' };
		}
	}
	return undefined;
}

const LEADS = [
	exact(`^(?:.*[.!?”"»]\\s+)?${WHO}\\s+(?:told|tells)${TO}\\s*:\\s*$`),
	pattern(`^(?:.*[.!?”"»]\\s+)?${WHO}\\s+(?:${VERBS})(?:\\s+(?:in|on|at|to)\\s+[^:]{2,60})?\\s*:\\s*$`),
];

/** The quote that a paragraph is by the one before it, which ends with “X said:”. */
export function saidAfter(lead: string, paragraph: string): Said | undefined {
	const words = paragraph
		.trim()
		.replace(new RegExp(`^${OPEN}\\s*`, 'u'), '')
		.replace(new RegExp(`\\s*${CLOSE}$`, 'u'), '');
	if (words.split(/\s+/u, 3).length < 3 || lead.length > LONGEST) {
		return undefined; // it has only been begun
	}
	for (const one of LEADS) {
		const groups = one.exec(lead.trim())?.groups;
		const who = groups?.who === undefined ? undefined : speakerOf(groups.who);
		if (who !== undefined) {
			return { words, ...who, reportedBy: groups?.to?.trim() ?? '' };
		}
	}
	return undefined;
}

/** Parts “Marit Voll, the mayor” and “harbour master Tomás Vela” into name and role. */
export function speakerOf(who: string): { speaker: string; role: string } | undefined {
	const text = who.trim().replace(/[\s.,]+$/u, '');
	if (text === '' || PRONOUN.test(text)) {
		return undefined;
	}
	const [first = '', ...rest] = text.split(/\s*,\s*/u);
	if (rest.length > 0) {
		const other = bare(rest.join(', '));
		return isName(first) || !isName(other)
			? { speaker: first, role: other }
			: { speaker: other, role: bare(first) };
	}
	// The run of capitals at the end is the name, what stands before it the role.
	const words = text.split(/\s+/u);
	let at = words.length;
	while (at > 0 && /^\p{Lu}/u.test(words[at - 1] ?? '')) {
		at--;
	}
	const name = words.slice(at).join(' ');
	return at > 0 && words.length - at >= 2
		? { speaker: name, role: bare(words.slice(0, at).join(' ')) }
		: { speaker: text, role: '' };
}

const isName = (text: string): boolean => /^\p{Lu}\S*(?:\s+\S+)*\s+\p{Lu}\S*$/u.test(text);
const bare = (role: string): string => role.replace(/^(?:the|a|an)\s+/iu, '');
