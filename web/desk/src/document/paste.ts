/**
 * Copy from elsewhere, before the editor reads it. Google Docs wraps all it copies
 * in a <b> that its style makes plain; the server's policy lets no style attribute
 * have effect, so the element goes, or everything pasted would be bold.
 */
export const readyToPaste = (html: string): string =>
	html.replaceAll(/<b\b[^>]*font-weight:\s*(?:normal|400)[^>]*>/gi, '<span>');
