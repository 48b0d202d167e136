// What the editor asks others for while somebody writes: the blog's language and
// zone, and what only the server knows.
import type { Answer } from '../api/request';
import type { FoundQuote, KnownSpeaker, Picture, Reading, Tasted, Unfurled, Unread } from '../api/words';

export interface Help {
	/** The blog's language, as it is now. */
	language: () => string;
	/** The blog's time zone, as it is now. */
	zone: () => string;
	/** Those whose name has a word that begins with the text. */
	speakers: (text: string) => Promise<Answer<readonly KnownSpeaker[]>>;
	/** What somebody has said in public before, in this blog or another; the newest blog's first. */
	said: (speaker: string) => Promise<Answer<readonly FoundQuote[]>>;
	/** Whether a blog is the one that is being written in. */
	isHere: (blog: string) => boolean;
	/** What an address stands for. */
	unfurl: (url: string) => Promise<Answer<Unfurled>>;
	/** Keeps a page's picture here. */
	still: (url: string) => Promise<Answer<Picture>>;
	/** How the copytaster reads a text. */
	taste: (text: string) => Promise<Answer<Tasted>>;
	/** What may be wrong in a post, before it goes out. */
	check: (post: Unread) => Promise<Answer<Reading>>;
}

/** What the form of a quote may do beyond that. */
export interface QuoteHelp extends Help {
	/** Has the update refer to another quote: by a relation within the blog, else by a link. */
	refer: (quote: FoundQuote) => void;
}

const nobody = async (): Promise<{ ok: false; failure: { kind: 'unreachable' } }> => ({
	ok: false,
	failure: { kind: 'unreachable' },
});

/** For an editor that has only itself. */
export const noHelp: QuoteHelp = {
	language: () => 'en',
	zone: () => 'UTC',
	speakers: nobody,
	said: nobody,
	isHere: () => false,
	unfurl: nobody,
	still: nobody,
	taste: nobody,
	check: nobody,
	refer: () => {},
};
