// A card of another site becomes what it stands for once it is pressed, and not
// before: whoever has not asked for it is not seen there.
import { onPress } from './press.ts';

export function followCards(): void {
	onPress('[data-ui-player]', async (link, event) => {
		event.preventDefault();
		(await import(/* @vite-ignore */ String(link.dataset.uiPlayer))).play(link);
	});
}
