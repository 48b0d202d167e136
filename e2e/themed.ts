// Newspapers in four scripts, each with a look of its own.
import type { Page } from '@playwright/test';
import { type BlogFields, type Element, type Newsroom, text } from './newsroom.ts';

const at = 'https://pictures.example';

const lettering = (name: string, ink: string) =>
	`<svg xmlns="http://www.w3.org/2000/svg" width="360" height="60"><rect width="60" height="60" rx="6" fill="${ink}"/><path d="M16 46V14h6l16 21V14h6v32h-6L22 25v21z" fill="${ink === '#ffffff' ? '#121316' : '#ffffff'}"/><text x="76" y="43" font-family="serif" font-weight="700" font-size="38" fill="${ink}">${name}</text></svg>`;

const portrait =
	'<svg xmlns="http://www.w3.org/2000/svg" width="160" height="160"><rect width="160" height="160" fill="#9fb3c4"/><circle cx="80" cy="66" r="32" fill="#4a5b6c"/><path d="M18 160a62 56 0 0 1 124 0z" fill="#4a5b6c"/></svg>';

/** Serves logos and portraits, which lie on a server that does not exist; one portrait is lost. */
export async function hangLogos(page: Page): Promise<void> {
	await page.context().route(`${at}/**`, (route) => {
		const path = new URL(route.request().url()).pathname;
		const svg = (body: string) => route.fulfill({ contentType: 'image/svg+xml', body });
		switch (path) {
			case '/logo.svg':
				return svg(lettering('Northern Light', '#00513b'));
			case '/logo-dark.svg':
				return svg(lettering('Northern Light', '#ffffff'));
			case '/portrait.svg':
				return svg(portrait);
			default:
				return route.fulfill({ status: 404 });
		}
	});
}

const quote = (words: string, name: string, role: string): Element => ({
	type: 'quote',
	paragraphs: [words],
	speaker: { name, role },
});

interface Story {
	blog: BlogFields & { slug: string; title: string };
	posts: { title: string; words: string; said: Element }[];
}

const english: Story = {
	blog: {
		slug: 'lighthouse',
		title: 'The lighthouse at Ferrow Point goes dark for the first time in a century',
		standfirst: 'The lamp went out at dusk. The keeper’s house is empty, and three boats are still at sea.',
		language: 'en',
		contributors: [
			{
				name: 'Odile Marsh',
				role: 'at Ferrow Point',
				photo: `${at}/portrait.svg`,
				url: 'https://paper.example/odile-marsh',
			},
			{ name: 'Peer Lund', role: 'shipping', photo: `${at}/lost.svg` },
			{ name: 'Ruth Okell' },
		],
		theme: {
			accent: '#00513b',
			width: 'wide',
			logo: `${at}/logo.svg`,
			logoDark: `${at}/logo-dark.svg`,
			logoWidth: 360,
			logoHeight: 60,
			home: 'https://paper.example/',
		},
	},
	posts: [
		{
			title: 'The lamp goes out',
			words:
				'At <strong>18:40</strong> the light turned once more and stayed away. From the pier one can see the gallery, and nobody on it.',
			said: quote(
				'“It has not missed a night since my grandmother kept it.”',
				'Elin Farrow',
				'harbour pilot',
			),
		},
		{
			title: 'Two of three boats are in',
			words:
				'The <em>Kittiwake</em> and the <em>Petrel</em> tied up at 20:15. The third has answered by radio, four miles out.',
			said: quote('We steered by the church until we had the pier.', 'Jonas Vik', 'skipper of the Petrel'),
		},
	],
};

const ukrainian: Story = {
	blog: {
		slug: 'mist',
		title: 'Старий міст зачинили: місто шукає інший шлях через річку',
		standfirst: 'Інженери знайшли тріщину вранці. Автобуси їдуть в об’їзд, а човнярі повернулися до роботи.',
		language: 'uk',
		timezone: 'Europe/Kyiv',
		contributors: [
			{ name: 'Ярина Гай', role: 'на мосту', photo: `${at}/portrait.svg` },
			{ name: 'Ґеник Щур' },
		],
		theme: { accent: '#0b4f9e', width: 'narrow' },
	},
	posts: [
		{
			title: 'Човни замість трамвая',
			words: 'Перший човен відійшов о 7:30. Квиток коштує 15 ₴, черга тягнеться до пошти № 4.',
			said: quote('«Я возив людей ще до мосту, повожу й після нього».', 'Остап Лелека', 'човняр'),
		},
		{
			title: 'Тріщина завдовжки в долоню',
			words:
				'Міст оглянули двічі. <strong>Рух заборонено</strong> щонайменше до п’ятниці, сказали в міськраді.',
			said: quote('„Краще тиждень пішки, ніж один день у воді“.', 'Зоряна Їжак', 'інженерка'),
		},
	],
};

const hebrew: Story = {
	blog: {
		slug: 'market',
		title: 'השוק הישן נסגר לשבוע, והסוחרים פורשׂים דוכנים ברחוב',
		standfirst: 'השערים ננעלו עם שחר. העירייה מבטיחה לפתוח ביום ראשון; בסמטאות כבר מוכרים לחם.',
		language: 'he',
		timezone: 'Asia/Jerusalem',
		contributors: [{ name: 'נעמי אלון', role: 'בשוק', photo: `${at}/portrait.svg` }, { name: 'יונתן שקד' }],
		theme: { accent: '#7a2048', face: 'sans' },
	},
	posts: [
		{
			title: 'הדוכן הראשון עומד',
			words: 'בשעה 6:30 נפרשׂו השולחנות הראשונים. כיכר לחם עולה 12 ₪, <strong>כמו אתמול</strong>.',
			said: quote('„אבא שלי מכר כאן, ואני מוכרת כאן.”', 'תמר לוי', 'סוחרת'),
		},
		{
			title: 'השער נעול',
			words: 'על השער תלויה מודעה קצרה. איש לא ראה מי תלה אותה.',
			said: quote('נחכה עד שיפתחו.', 'עמוס דרור', 'סוחר דגים'),
		},
	],
};

const arabicStory: Story = {
	blog: {
		slug: 'souk',
		title: 'إغلاق السوق القديم يُخرج التجار إلى الشارع',
		standfirst: 'أُغلقت الأبواب عند الفجر، وتعد البلدية بفتحها يوم الأحد؛ وفي الأزقة يُباع الخبز منذ الصباح.',
		language: 'ar',
		timezone: 'Africa/Cairo',
		contributors: [
			{ name: 'سلمى الورد', role: 'من السوق', photo: `${at}/portrait.svg` },
			{ name: 'هادي النخيل' },
		],
		theme: { accent: '#00513b' },
	},
	posts: [
		{
			title: 'الباب مغلق',
			words: 'وصل التجار في الساعة ٦:٣٠ فوجدوا الباب مغلقًا، وعليه <strong>ورقة قصيرة</strong>.',
			said: quote('«باع أبي هنا، وأبيع هنا أنا أيضًا».', 'ليلى الزيتون', 'تاجرة'),
		},
		{
			title: 'أول طاولة في الشارع',
			words: 'رغيف الخبز بثمن الأمس، والطابور يصل إلى مكتب البريد.',
			said: quote('سننتظر حتى يفتح.', 'كريم البحر', 'بائع سمك'),
		},
	],
};

export const stories = { english, ukrainian, hebrew, arabic: arabicStory };

export async function tellThemed(newsroom: Newsroom, { blog, posts }: Story): Promise<void> {
	await newsroom.open(blog);
	for (const [i, { title, words, said }] of posts.entries()) {
		await newsroom.publish(blog.slug, {
			title,
			keyEvent: true,
			pinned: i === 0,
			publishedAt: new Date(Date.now() - (posts.length - i) * 47 * 60_000).toISOString(),
			elements: [...text(words), said],
		});
	}
}
