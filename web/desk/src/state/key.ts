// Keys that nobody else has: of an unsent post, and of a draft on this device.

/**
 * A new key of 128 random bits. crypto.randomUUID would do, but browsers keep it
 * from pages that come over plain http, as in a newsroom on one laptop's network.
 */
export function newKey(): string {
	const bytes = crypto.getRandomValues(new Uint8Array(16));
	return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
