// Shares a post: as the device does it, else by copying its address.
import { onPress } from './press.ts';
import { say } from './words.ts';

const told = 2_500; // milliseconds for which it is said that the address was copied

export function followShares(announce: (words: string) => void): void {
	onPress('a.share', async (link, event) => {
		event.preventDefault();
		const url = link.href;
		const title =
			link.closest('article')?.querySelector('h3')?.textContent || document.title.replace(/^\(.+?\) /, '');
		try {
			if (navigator.share && matchMedia('(pointer: coarse)').matches) {
				await navigator.share({ title, url });
				return;
			}
			await navigator.clipboard.writeText(url);
		} catch (error) {
			if (!(error instanceof DOMException && error.name === 'AbortError')) {
				window.open(url, '_top'); // its address can be copied from there, also out of a frame
			}
			return;
		}
		link.setAttribute('data-ui-copied', say('share.copied'));
		announce(say('share.copied'));
		setTimeout(() => link.removeAttribute('data-ui-copied'), told);
	});
}
