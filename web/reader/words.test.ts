import { beforeEach, expect, test } from 'vitest';
import arabic from '../../internal/reader/words/languages/ar.json';
import { words } from './page.testing.ts';
import { locale, say } from './words.ts';

beforeEach(() => {
	document.body.innerHTML = words;
});

test('a number chooses the form of the plural', () => {
	expect([0, 1, 2, 1234].map((n) => say('new-updates', n))).toEqual([
		'0 new updates',
		'1 new update',
		'2 new updates',
		'1,234 new updates',
	]);
});

test('numbers are written as the page says', () => {
	document.body.innerHTML = `<script type="application/json" id="words">${JSON.stringify({ locale: 'ar-u-nu-arab', ...arabic.messages })}</script>`;
	expect([1, 2, 3, 11, 100].map((n) => say('new-updates', n))).toEqual([
		'تحديث جديد واحد',
		'تحديثان جديدان',
		'٣ تحديثات جديدة',
		'١١ تحديثًا جديدًا',
		'١٠٠ تحديث جديد',
	]);
	expect(locale()).toBe('ar-u-nu-arab');
});

test('what is filled in goes where the message wants it', () => {
	document.body.innerHTML = `<script type="application/json" id="words">{"turned":"%[2]s after %[1]s","plain":"%s, %s"}</script>`;
	expect(say('turned', 'a', 'b')).toBe('b after a');
	expect(say('plain', '$&', 'b')).toBe('$&, b');
	expect(say('missing')).toBe('');
});
