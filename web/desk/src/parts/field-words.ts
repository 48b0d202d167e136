import type { CopyField } from '../state/copy';

/** What a field of a post is called where it is said what was changed. */
export const FIELD_WORDS: Record<CopyField, string> = {
	title: 'title',
	elements: 'words',
	keyEvent: 'key event',
	pinned: 'pinned',
	summary: 'summary',
	claim: 'claim',
	byline: 'byline',
	sources: 'sources',
	relations: 'relations',
	silenced: 'what the subs asked',
};
