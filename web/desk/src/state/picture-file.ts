// A picture's file before it is sent: what the server does not take is drawn anew as
// a JPEG, as far as this browser can read it.

const TAKEN = new Set(['image/jpeg', 'image/png', 'image/webp', 'image/gif']);

/** Both as the server has them (internal/media). */
const MOST_BYTES = 25 * 1024 * 1024;
/** What is drawn anew need not be larger than what readers get, twice over; in px. */
const LONGEST_SIDE = 3200;

export async function readyToSend(file: Blob): Promise<Blob> {
	if (TAKEN.has(file.type) && file.size <= MOST_BYTES) {
		return file;
	}
	try {
		const bitmap = await createImageBitmap(file);
		const scale = Math.min(1, LONGEST_SIDE / Math.max(bitmap.width, bitmap.height));
		const canvas = document.createElement('canvas');
		canvas.width = Math.round(bitmap.width * scale);
		canvas.height = Math.round(bitmap.height * scale);
		canvas.getContext('2d')?.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
		bitmap.close();
		const drawn = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/jpeg', 0.92));
		return drawn ?? file;
	} catch {
		return file; // the server says what is wrong with it
	}
}

/** The pictures among what is dropped or pasted; none where words came with them, as from a word processor. */
export function picturesIn(data: DataTransfer | null): File[] {
	if (data === null) {
		return [];
	}
	const words = new DOMParser().parseFromString(data.getData('text/html'), 'text/html').body.textContent;
	return words.trim() === '' ? [...data.files].filter((file) => file.type.startsWith('image/')) : [];
}
