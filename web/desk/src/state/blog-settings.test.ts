import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { FakeNewsroom } from '../testing/fake-newsroom';
import { bridge, ida } from '../testing/fiction';
import { BlogSettings, fieldsOf, notNumbers, patchFor } from './blog-settings.svelte';
import { Session } from './session.svelte';

const set = {
	...bridge,
	contributors: [{ name: 'Ida Brandt', role: 'reporter' }],
	theme: { accent: '#8a1538', width: 'wide' as const },
	pollCeiling: 5,
	noIndex: true,
	comments: '/forum',
	reportersPublish: false,
	remindAfterHours: 3,
};

test('nothing that was not changed is sent', () => {
	expect(patchFor(bridge, fieldsOf(bridge))).toEqual({});
	expect(patchFor(set, fieldsOf(set))).toEqual({});
});

test('what was changed is sent, and what was emptied is taken away', () => {
	const fields = {
		...fieldsOf(set),
		title: 'The glass bridge opens',
		contributors: [{ name: 'Tomás Vela', role: '', photo: '', url: '/tomas' }],
		accent: '',
		pollCeiling: '',
		index: true,
		comments: ' ',
		reportersPublish: true,
		remindAfterHours: '4',
	};
	expect(patchFor(set, fields)).toEqual({
		title: 'The glass bridge opens',
		contributors: [{ name: 'Tomás Vela', url: '/tomas' }],
		theme: { accent: null, accentDark: null },
		pollCeiling: null,
		noIndex: null,
		comments: null,
		reportersPublish: null,
		remindAfterHours: 4,
	});
	expect(
		patchFor({ ...set, theme: { accent: '#8a1538' } }, { ...fieldsOf(set), accent: '' }).theme,
	).toBeNull();
});

test('a number that is no number is named, and nothing is sent', () => {
	const fields = { ...fieldsOf(set), pollCeiling: 'soon', silentMinutes: ' 5 ', remindAfterHours: '1.5' };
	expect(notNumbers(fields).map(({ location }) => location)).toEqual([
		'body.pollCeiling',
		'body.remindAfterHours',
	]);
	expect(notNumbers(fieldsOf(bridge))).toEqual([]);
});

let newsroom: FakeNewsroom;
let session: Session;

beforeEach(async () => {
	newsroom = new FakeNewsroom(bridge, [], ida);
	vi.stubGlobal('fetch', newsroom.fetch);
	session = new Session(() => {});
	await session.open(undefined);
});

afterEach(() => vi.unstubAllGlobals());

test('what somebody else set meanwhile stays', async () => {
	const settings = new BlogSettings(bridge, session);
	settings.fields.title = 'The glass bridge opens';
	newsroom.blog = { ...bridge, state: 'paused', seq: 7 };
	const saved = await settings.save();
	expect(saved).toMatchObject({ title: 'The glass bridge opens', state: 'paused' });
	expect(settings.fields.state).toBe('paused');
});

test('where both set the same field a person decides', async () => {
	const settings = new BlogSettings(bridge, session);
	settings.fields.title = 'Ours';
	newsroom.blog = { ...bridge, title: 'Theirs', seq: 7 };
	expect(await settings.save()).toBeUndefined();
	expect(settings.refusal?.why).toContain('title');
	expect(settings.fields.title).toBe('Ours');
	expect(await settings.save()).toMatchObject({ title: 'Ours' });
});
