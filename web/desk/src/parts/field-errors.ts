import type { FieldError } from '../api/words';

/** What is wrong with a field of what was sent, in words for the one who typed it. */
export function errorAt(
	said: { errors: readonly FieldError[] } | undefined,
	field: string,
): string | undefined {
	const found = said?.errors.find((error) => error.location === `body.${field}`);
	return found === undefined ? undefined : inFull(found);
}

/**
 * A field's error as a sentence. The server's messages go on from the field's name
 * ("is missing"), so they get it back; of several elements it says which.
 */
export function inFull({ location, message }: FieldError): string {
	const path = (location ?? '').replace(/^body\./, '');
	const part = /^elements\[(\d+)\]/.exec(path)?.[1];
	const name = path
		.replace(/^elements\[\d+\]\.?/, '')
		.replaceAll(/\[\d+\]/g, '')
		.replaceAll('.', ' ');
	const said = /^\p{Ll}/u.test(message) && name !== '' ? `${name} ${message}` : message;
	return `${part === undefined ? '' : `Part ${Number(part) + 1}: `}${asSentence(said)}`;
}

function asSentence(text: string): string {
	const said = text.charAt(0).toUpperCase() + text.slice(1);
	return /[.!?…]$/.test(said) ? said : `${said}.`;
}
