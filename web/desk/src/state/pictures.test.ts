import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Answer, Failure } from '../api/request';
import type { Element, Picture } from '../api/words';
import { PictureDatabase, type PictureStore } from './picture-store';
import { Pictures } from './pictures.svelte';

const picture: Picture = {
	id: '0123456789abcdefghijklmnopqrstuv',
	media: '/media/0123456789abcdefghijklmnopqrstuv/800.jpg',
	width: 800,
	height: 600,
	placeholder: 'data:image/png;base64,AAAA',
	alt: '',
	caption: 'The quay',
	credit: 'Ida Brandt',
};
const gone: Failure = { kind: 'unreachable' };
const refusal: Failure = { kind: 'refused', status: 422, detail: 'is no picture that is taken', errors: [] };

const file = (words: string) => new Blob([words], { type: 'image/png' });
const image = (media: string): Element => ({ type: 'image', media, alt: 'A quay' });

let answers: (Failure | 'sent')[];
let sent: string[];
let store: PictureStore;

function pictures(): Pictures {
	return new Pictures({
		store,
		now: () => 0,
		send: async (blob, through): Promise<Answer<Picture>> => {
			sent.push(await blob.text());
			through(0.5);
			const answer = answers.shift() ?? 'sent';
			return answer === 'sent' ? { ok: true, value: picture } : { ok: false, failure: answer };
		},
	});
}

beforeEach(() => {
	answers = [];
	sent = [];
	store = new PictureDatabase();
});

afterEach(() => vi.useRealTimers());

describe('pictures on their way', () => {
	it('are sent as soon as they are chosen, and known by the server’s address then', async () => {
		const desk = pictures();
		const media = desk.add(file('quay'));
		expect(media).toMatch(/^upload:/);
		expect(await desk.settled(media)).toEqual({ ok: true, value: picture });
		expect(desk.state(media)).toEqual({ is: 'sent', picture });
		expect(await desk.resolved([image(media), image('https://pictures.example/1.jpg')])).toEqual({
			ok: true,
			value: [image(picture.media), image('https://pictures.example/1.jpg')],
		});
		expect(sent).toEqual(['quay']);
	});

	it('survive a lost connection and a closed tab', async () => {
		answers = [gone];
		const before = pictures();
		const media = before.add(file('dusk'));
		await vi.waitFor(() => expect(before.state(media)?.is).toBe('retrying'));
		expect(await before.resolved([image(media)])).toMatchObject({ ok: false, failure: gone });
		before.stop();

		const after = pictures();
		expect(await after.settled(media)).toEqual({ ok: true, value: picture });
		expect(sent).toEqual(['dusk', 'dusk']);

		const later = pictures();
		expect(await later.settled(media)).toEqual({ ok: true, value: picture });
		expect(sent, 'what is there is not sent again').toHaveLength(2);
	});

	it('are tried again when the network is back', async () => {
		answers = [gone];
		const desk = pictures();
		const media = desk.add(file('dawn'));
		await vi.waitFor(() => expect(desk.state(media)?.is).toBe('retrying'));
		desk.retry();
		await vi.waitFor(() => expect(desk.state(media)?.is).toBe('sent'));
	});

	it('that are refused say why, at their element, and hold up no other', async () => {
		answers = [refusal];
		const desk = pictures();
		const [bad, good] = [desk.add(file('words')), desk.add(file('noon'))];
		expect(await desk.settled(good)).toMatchObject({ ok: true });
		expect(desk.state(bad)).toEqual({ is: 'refused', why: 'Is no picture that is taken.' });
		expect(await desk.resolved([image(good), image(bad)])).toMatchObject({
			ok: false,
			failure: { kind: 'refused', errors: [{ location: 'body.elements[1].media' }] },
		});
	});

	it('that are not on this device any more say so', async () => {
		const desk = pictures();
		await desk.restore('upload:never');
		expect(desk.state('upload:never')).toMatchObject({ is: 'refused' });
	});
});
