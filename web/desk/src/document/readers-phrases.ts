// The few words that the desk itself writes for readers, in the languages that the
// readers' pages have; English elsewhere.

interface Phrases {
	/** The title of a summary that is made of key events. */
	soFar: string;
	/** The reason of a correction that changes no meaning. */
	minor: string;
}

const ENGLISH: Phrases = {
	soFar: 'What we know so far',
	minor: 'Spelling or wording; the meaning is the same.',
};

const PHRASES: Record<string, Phrases> = {
	en: ENGLISH,
	de: { soFar: 'Was wir bisher wissen', minor: 'Schreibweise oder Wortlaut; der Sinn ist derselbe.' },
	fr: { soFar: 'Ce que l’on sait', minor: 'Orthographe ou formulation ; le sens est le même.' },
	es: { soFar: 'Lo que sabemos hasta ahora', minor: 'Ortografía o redacción; el sentido es el mismo.' },
	pt: { soFar: 'O que se sabe até agora', minor: 'Ortografia ou redação; o sentido é o mesmo.' },
	uk: { soFar: 'Що відомо на цю мить', minor: 'Правопис або формулювання; зміст той самий.' },
	ar: { soFar: 'ما نعرفه حتى الآن', minor: 'إملاء أو صياغة؛ المعنى لم يتغير.' },
	he: { soFar: 'מה ידוע עד כה', minor: 'כתיב או ניסוח; המשמעות לא השתנתה.' },
};

export const phrasesFor = (language: string): Phrases =>
	PHRASES[language.toLowerCase().split('-')[0] ?? ''] ?? ENGLISH;
