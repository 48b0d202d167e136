// What one can do at the desk, by name: the command palette and the sheet of keys
// both show this, so that neither can promise what the other does not know.

export interface Command {
	id: string;
	/** What it does, as one would say it. */
	words: string;
	/** What else one may look for it by. */
	also?: string;
	/** The keys that do the same; those of the platform's menu key as "Mod+…". */
	keys?: string;
	run: () => void;
}

/** What somebody types looks for: lower case, without accents. */
const plain = (text: string): string =>
	text
		.normalize('NFD')
		.replaceAll(/\p{Mn}/gu, '')
		.toLowerCase();

/**
 * The commands that have all the words of a query in them, those that begin with it
 * first; all where it is empty.
 */
export function find(commands: readonly Command[], query: string): Command[] {
	const wanted = plain(query).split(/\s+/).filter(Boolean);
	const [whole] = [wanted.join(' ')];
	return commands
		.map((command) => ({
			command,
			words: plain(command.words),
			all: plain(`${command.words} ${command.also ?? ''}`),
		}))
		.filter(({ all }) => wanted.every((word) => all.includes(word)))
		.sort((a, b) => Number(b.words.startsWith(whole)) - Number(a.words.startsWith(whole)))
		.map(({ command }) => command);
}

const MAC = /Mac|iPhone|iPad/;

/** Keys as the platform writes them. */
export const keyNames = (keys: string, platform = navigator.platform): string[] =>
	keys.split('+').map((key) => (key === 'Mod' ? (MAC.test(platform) ? '⌘' : 'Ctrl') : key));
