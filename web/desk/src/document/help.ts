// What the editor asks others for while somebody writes: the blog's language and
// zone, and what only the server knows.
import type { Answer } from '../api/request';
import type { KnownSpeaker, Picture, Tasted, Unfurled } from '../api/words';

export interface Help {
	/** The blog's language, as it is now. */
	language: () => string;
	/** The blog's time zone, as it is now. */
	zone: () => string;
	/** Those whose name has a word that begins with the text. */
	speakers: (text: string) => Promise<Answer<readonly KnownSpeaker[]>>;
	/** What an address stands for. */
	unfurl: (url: string) => Promise<Answer<Unfurled>>;
	/** Keeps a page's picture here. */
	still: (url: string) => Promise<Answer<Picture>>;
	/** How the copytaster reads a text. */
	taste: (text: string) => Promise<Answer<Tasted>>;
}

const nobody = async (): Promise<{ ok: false; failure: { kind: 'unreachable' } }> => ({
	ok: false,
	failure: { kind: 'unreachable' },
});

/** For an editor that has only itself. */
export const noHelp: Help = {
	language: () => 'en',
	zone: () => 'UTC',
	speakers: nobody,
	unfurl: nobody,
	still: nobody,
	taste: nobody,
};
