import { describe, expect, it } from 'vitest';
import { saidAfter, saidIn, speakerOf } from './said';

const said = (words: string, speaker: string, role = '', reportedBy = '') => ({
	words,
	speaker,
	role,
	reportedBy,
});

describe('words on record', () => {
	it.each([
		['“We are leaving,” said Marit Voll.', said('We are leaving', 'Marit Voll')],
		['"We are leaving" said Marit Voll', said('We are leaving', 'Marit Voll')],
		['“We are leaving,” Marit Voll said.', said('We are leaving', 'Marit Voll')],
		['“No!” said Marit Voll, the mayor.', said('No!', 'Marit Voll', 'mayor')],
		['“No,” said the mayor, Marit Voll.', said('No', 'Marit Voll', 'mayor')],
		[
			'“No way,” harbour master Tomás Vela told Reuters.',
			said('No way', 'Tomás Vela', 'harbour master', 'Reuters'),
		],
		['Tomás Vela told the Gazette: “No way.”', undefined],
		['Tomás Vela told Gazette Radio: “No way.”', said('No way.', 'Tomás Vela', '', 'Gazette Radio')],
		['Marit Voll said: “It is over.”', said('It is over.', 'Marit Voll')],
		['According to the port authority, “nothing moves”.', said('nothing moves', 'the port authority')],
		['“Nothing moves”, according to the port authority.', said('Nothing moves', 'the port authority')],
		['„Wir gehen“, sagte Marit Voll.', said('Wir gehen', 'Marit Voll')],
		['«\u202fNous partons\u202f», a déclaré Marit Voll.', said('Nous partons', 'Marit Voll')],
		['«Nos vamos», dijo Marit Voll.', said('Nos vamos', 'Marit Voll')],
		['“We are leaving,” she said.', undefined],
		['“We are leaving,” said', undefined],
		['The film “Leaving” said Marit Voll', undefined],
		['Marit Voll said it was over.', undefined],
		['“One,” said Marit Voll. “Two.”', undefined],
		['', undefined],
	])('%s', (text, want) => {
		expect(saidIn(text)).toEqual(want);
	});

	it('a long paragraph takes no time', () => {
		const began = performance.now();
		saidIn(`“${'a said b, '.repeat(20_000)}`);
		saidIn(`${'Marit said '.repeat(20_000)}“`);
		expect(performance.now() - began).toBeLessThan(2_000);
	});
});

describe('words after a lead', () => {
	it.each([
		['Marit Voll said:', 'We will wait for the tide.', said('We will wait for the tide.', 'Marit Voll')],
		['The storm is over. Mayor Marit Voll told Reuters:', '“We will', undefined],
		[
			'The storm is over. Mayor Marit Voll told Reuters:',
			'“We will wait now.”',
			said('We will wait now.', 'Mayor Marit Voll', '', 'Reuters'),
		],
		['Marit Voll said in a statement:', 'We will wait for it.', said('We will wait for it.', 'Marit Voll')],
		['He said:', 'We will wait for the tide.', undefined],
		['What we know:', 'We will wait for the tide.', undefined],
		['Marit Voll said:', 'We', undefined],
	])('%s', (lead, text, want) => {
		expect(saidAfter(lead, text)).toEqual(want);
	});
});

describe('a speaker', () => {
	it.each([
		['Marit Voll', { speaker: 'Marit Voll', role: '' }],
		['the mayor’s spokesperson', { speaker: 'the mayor’s spokesperson', role: '' }],
		['Harbour master Tomás Vela', { speaker: 'Tomás Vela', role: 'Harbour master' }],
		['they', undefined],
	])('%s', (text, want) => {
		expect(speakerOf(text)).toEqual(want);
	});
});
