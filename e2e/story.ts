// A story with every element, every relation and every mark, to look at and to
// hold to the rules of accessibility.
import type { Page } from '@playwright/test';
import { type BlogFields, type Newsroom, type Post, text } from './newsroom.ts';

export const story = 'ferry-strike';
export const arabic = 'market-hall';

const picture =
	'<svg xmlns="http://www.w3.org/2000/svg" width="1600" height="900"><rect width="1600" height="900" fill="#567"/><rect y="600" width="1600" height="300" fill="#345"/><path d="M500 600h600l-90 120H600z" fill="#ddd"/></svg>';

/** Serves the story's pictures, which lie on a server that does not exist. */
export async function hangPictures(page: Page): Promise<void> {
	await page
		.context()
		.route('https://pictures.example/**', (route) =>
			route.fulfill({ contentType: 'image/svg+xml', body: picture }),
		);
}

/** Tells the story, hour by hour; the newest post is a minute old. */
export async function tell(newsroom: Newsroom, state: BlogFields['state'] = 'live'): Promise<Post[]> {
	const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();
	await newsroom.open({
		slug: story,
		title: 'Ferry crews walk out across the Ellery islands, and nobody knows who will bring the post',
		standfirst:
			'Four of five boats are tied up. Talks go on at the customs house, where the two sides sit in different rooms and share a teapot.',
		state: 'live',
	});
	const posts: Post[] = [];
	const file = async (minutes: number, fields: Parameters<Newsroom['publish']>[1] & object) => {
		const post = await newsroom.publish(story, { publishedAt: ago(minutes), ...fields });
		posts.push(post);
		return post;
	};

	const opening = await file(310, {
		title: 'The first boat does not sail',
		keyEvent: true,
		byline: [{ name: 'Marit Quill', role: 'on the quay' }],
		elements: text(
			'The six o’clock boat has not left. Its crew are standing on the quay, <em>in uniform</em>, with a kettle. A notice on the gangway says: <strong>“Ask the office.”</strong>',
		),
	});
	await file(290, { elements: text('The office is closed.') });
	const count = await file(240, {
		title: 'How many boats are out',
		claim: 'unverified',
		sources: [
			{ name: 'Ellery Packet', kind: 'agency' },
			{ name: 'Harbour notices', kind: 'official', url: 'https://notices.example/today' },
		],
		elements: [
			...text('There are three accounts of how many boats are out:'),
			{
				type: 'list',
				ordered: false,
				items: ['the union says four', 'the company says two', 'we can see four from here'],
			},
			{
				type: 'link',
				url: 'https://notices.example/today',
				title: 'Today’s sailings, as the harbour lists them',
			},
		],
	});
	await file(200, {
		title: 'The company speaks',
		byline: [{ name: 'Marit Quill' }, { name: 'Osk Farrow', role: 'reporter' }],
		elements: [
			...text('The company’s director has come out to the gate for a minute.'),
			{
				type: 'quote',
				paragraphs: [
					'Two boats are late. That is not a strike, that is a Tuesday.',
					'Passengers get their money back, or a bun.',
				],
				speaker: { name: 'Hale Venn', role: 'director of the Ellery Ferry Company' },
				channel: 'at the gate',
				reportedBy: 'Ellery Packet',
				url: 'https://packet.example/venn',
			},
		],
	});
	await file(170, {
		title: 'Four boats, says the harbour master',
		keyEvent: true,
		claim: 'official',
		relations: [{ type: 'contradicts', post: count.id, note: 'the company counted two' }],
		elements: [
			{
				type: 'quote',
				paragraphs: ['I can count to four. Four.'],
				speaker: { name: 'Ruta Salt', role: 'harbour master' },
			},
			{ type: 'heading', text: 'What that means for the outer islands' },
			...text(
				'The outer islands have bread for three days, and jam for a year. See the <a href="https://notices.example/stores">list of stores</a>, which is kept by a man of ninety.',
			),
		],
	});
	await file(120, {
		elements: [
			{
				type: 'image',
				media: 'https://pictures.example/quay.svg',
				alt: 'A ferry tied up at an empty quay',
				caption: 'The Grey Petrel, this morning',
				credit: 'Osk Farrow',
			},
			{ type: 'embed', url: 'https://video.example/quay' },
		],
	});
	const fixed = await file(90, {
		title: 'Correction on the number of buns',
		relations: [{ type: 'corrects', post: opening.id }],
		elements: text('There were forty buns.'),
	});
	await newsroom.change(story, fixed.id, {
		elements: text('There were fourteen buns.'),
		corrections: [{ kind: 'correction', reason: 'An earlier version said that there were forty buns.' }],
	});
	await file(60, {
		title: 'Where things stand',
		summary: true,
		pinned: true,
		elements: [
			{
				type: 'list',
				ordered: true,
				items: ['Four of five boats are out.', 'The fifth is in the dock.', 'Talks go on until ten.'],
			},
		],
	});
	await file(20, {
		title: 'Averylongnameofaplacethatnobodycouldsayinonebreathandthatnolinecanholdonaphone',
		relations: [
			{ type: 'answers', post: count.id },
			{ type: 'confirms', post: opening.id },
		],
		elements: text(
			'https://notices.example/an/address/that/is/much/too/long/for/the/line/it/stands/in/and/has/no/place/to/break?and=goes&on=and-on',
		),
	});
	await file(1, { claim: 'reported', elements: text('A light is on in the office.') });
	if (state !== 'live') {
		await newsroom.changeBlog(story, { state });
	}
	return posts;
}

/** A blog that is read from right to left. */
export async function tellInArabic(newsroom: Newsroom): Promise<void> {
	await newsroom.open({
		slug: arabic,
		title: 'إغلاق السوق القديم',
		standfirst: 'يتابع مراسلونا ما يجري في السوق.',
		language: 'ar',
		timezone: 'Africa/Cairo',
	});
	await newsroom.publish(arabic, {
		title: 'الباب مغلق',
		keyEvent: true,
		elements: [
			...text('وصل التجار صباحا فوجدوا الباب مغلقا.'),
			{ type: 'quote', paragraphs: ['سننتظر حتى يفتح.'], speaker: { name: 'سلمى الورد', role: 'تاجرة' } },
		],
	});
}
