import { expect, test } from 'vitest';
import { type Command, find, keyNames } from './commands';

const command = (words: string, also?: string): Command => ({
	id: words,
	words,
	...(also === undefined ? {} : { also }),
	run: () => {},
});
const all = [
	command('Open the readers’ page'),
	command('Set the state to paused', 'stop break'),
	command('Über den Hafen'),
];
const found = (query: string) => find(all, query).map(({ words }) => words);

test('nothing asked for is everything', () => {
	expect(found('  ')).toEqual(all.map(({ words }) => words));
});

test('all words of the query must be there, in any order, also in what else it goes by', () => {
	expect(found('paused state')).toEqual(['Set the state to paused']);
	expect(found('break')).toEqual(['Set the state to paused']);
	expect(found('paused page')).toEqual([]);
});

test('neither case nor accents matter', () => {
	expect(found('uber HAFEN')).toEqual(['Über den Hafen']);
});

test('what begins with the query comes first', () => {
	const list = [command('Go to the pier'), command('Pier fire')];
	expect(find(list, 'pier').map(({ words }) => words)).toEqual(['Pier fire', 'Go to the pier']);
});

test('the menu key has the platform’s name', () => {
	expect(keyNames('Mod+Enter', 'MacIntel')).toEqual(['⌘', 'Enter']);
	expect(keyNames('Mod+Enter', 'Linux x86_64')).toEqual(['Ctrl', 'Enter']);
});
