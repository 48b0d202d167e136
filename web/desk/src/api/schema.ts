// The shapes that the server's API speaks, laid out as openapi-typescript lays
// them out, so that the file it generates from /api/openapi.json can take this
// one's place.

export interface components {
	schemas: {
		User: { id: string; name: string; email: string; role: 'reporter' | 'editor' | 'admin' };
		SessionAnswer: { user: components['schemas']['User'] };

		Blog: {
			id: string;
			seq: number;
			slug: string;
			title: string;
			standfirst: string;
			language: string;
			timezone: string;
			state: 'upcoming' | 'live' | 'paused' | 'ended';
			createdAt: string;
			updatedAt: string;
			orderOnceEnded?: 'oldest' | 'newest';
			contributors?: components['schemas']['Profile'][];
			theme?: components['schemas']['Theme'];
			pollCeiling?: number;
			noIndex?: boolean;
			comments?: string;
			reportersPublish?: boolean;
			remindAfterHours?: number;
		};
		Profile: { name: string; role?: string; photo?: string; url?: string };
		Theme: {
			accent?: string;
			accentDark?: string;
			face?: 'serif' | 'sans';
			width?: 'narrow' | 'regular' | 'wide';
			logo?: string;
			logoDark?: string;
			logoWidth?: number;
			logoHeight?: number;
			icon?: string;
			home?: string;
		};
		Legibility: { colour: string; ratio: number; needs: number; nearest?: string };
		AccentCheck: {
			accent?: components['schemas']['Legibility'];
			accentDark?: components['schemas']['Legibility'];
		};
		NewBlog: {
			slug: string;
			title: string;
			standfirst?: string;
			language?: string;
			timezone?: string;
			state?: components['schemas']['Blog']['state'];
		};
		BlogList: { blogs: components['schemas']['Blog'][]; next?: string };

		Author: { id: string; name: string };
		Presence: {
			tab: string;
			user: components['schemas']['Author'];
			post?: string;
			since?: string;
			tookOver?: boolean;
			away?: boolean;
		};
		HereList: { here: components['schemas']['Presence'][]; beat: number };
		PresenceBody: { tab: string; post?: string | null; takeOver?: boolean; away?: boolean };
		AudienceBody: {
			readers: number;
			viewsPerMinute: number;
			postsPerHour: number;
			nodes: number;
			seq: number;
		};
		Comment: { id: string; at: string; by: components['schemas']['Author']; text: string };
		Thread: { post: string; comments: components['schemas']['Comment'][] };
		ThreadCounts: { counts: Record<string, number> };
		Note: { text: string; by: components['schemas']['Author']; at: string };
		Contributor: { name: string; role?: string };
		Source: { name: string; kind?: 'agency' | 'official' | 'social' | 'own' | 'other'; url?: string };
		Relation: {
			type: 'updates' | 'confirms' | 'contradicts' | 'corrects' | 'answers';
			post: string;
			note?: string;
		};
		Correction: {
			kind: 'minor' | 'clarification' | 'correction' | 'retraction';
			reason: string;
			at?: string;
		};

		TextElement: { type: 'text'; html: string };
		HeadingElement: { type: 'heading'; text: string };
		ListElement: { type: 'list'; ordered?: boolean; items: string[] };
		QuoteElement: {
			type: 'quote';
			paragraphs: string[];
			speaker: { name: string; role?: string };
			channel?: string;
			saidAt?: string;
			language?: string;
			reportedBy?: string;
			url?: string;
		};
		ImageElement: {
			type: 'image';
			media: string;
			alt?: string;
			decorative?: boolean;
			caption?: string;
			credit?: string;
			width?: number;
			height?: number;
			placeholder?: string;
		};
		EmbedElement: {
			type: 'embed';
			url: string;
			title?: string;
			still?: string;
			width?: number;
			height?: number;
			placeholder?: string;
		};
		Picture: {
			id: string;
			media: string;
			width: number;
			height: number;
			placeholder: string;
			alt: string;
			caption: string;
			credit: string;
		};
		LinkElement: { type: 'link'; url: string; title?: string };
		Element:
			| components['schemas']['TextElement']
			| components['schemas']['HeadingElement']
			| components['schemas']['ListElement']
			| components['schemas']['QuoteElement']
			| components['schemas']['ImageElement']
			| components['schemas']['EmbedElement']
			| components['schemas']['LinkElement'];

		Post: {
			id: string;
			seq: number;
			blog: string;
			status: 'draft' | 'submitted' | 'scheduled' | 'published' | 'withdrawn';
			title: string;
			keyEvent: boolean;
			pinned: boolean;
			summary: boolean;
			claim?: 'reported' | 'confirmed' | 'official' | 'unverified';
			publishedAt?: string;
			createdAt: string;
			updatedAt: string;
			firstPublishedAt?: string;
			author: components['schemas']['Author'];
			embargo?: string;
			note?: components['schemas']['Note'];
			byline: components['schemas']['Contributor'][];
			sources: components['schemas']['Source'][];
			elements: components['schemas']['Element'][];
			relations: components['schemas']['Relation'][];
			corrections: components['schemas']['Correction'][];
		};
		NewPost: {
			status: 'draft' | 'submitted' | 'scheduled' | 'published';
			title: string;
			keyEvent: boolean;
			pinned: boolean;
			summary: boolean;
			claim?: components['schemas']['Post']['claim'];
			byline: components['schemas']['Contributor'][];
			sources: components['schemas']['Source'][];
			elements: components['schemas']['Element'][];
			relations: components['schemas']['Relation'][];
		};
		PostList: { posts: components['schemas']['Post'][]; next?: string };
		Revision: {
			seq: number;
			at: string;
			by: components['schemas']['Author'];
			post: components['schemas']['Post'];
		};
		History: { revisions: components['schemas']['Revision'][] };

		KnownSpeaker: { name: string; role?: string; here: boolean; at: string };
		SpeakerList: { speakers: components['schemas']['KnownSpeaker'][] };
		Page: {
			url: string;
			embed: boolean;
			provider?: string;
			title?: string;
			site?: string;
			image?: string;
		};
		TastedDecision: { rule: string; confidence: number; words: string };
		TastedPost: {
			title: string;
			byline: components['schemas']['Contributor'][];
			sources: components['schemas']['Source'][];
			elements: components['schemas']['Element'][];
			decisions: components['schemas']['TastedDecision'][];
		};
		Tasted: {
			title: string;
			standfirst: string;
			posts: components['schemas']['TastedPost'][];
			furniture: string[];
			warnings: string[];
		};
		WorkingCopy: { name: string; device: string; revision: number; at: string; words: unknown };
		WorkingList: { drafts: { name: string; revision: number; at: string }[] };

		FieldError: { location?: string; message: string };
		Problem: {
			type?: string;
			title?: string;
			status?: number;
			detail?: string;
			errors?: components['schemas']['FieldError'][];
			/** The newer version, where a change was based on an older one. */
			current?: unknown;
		};
	};
}
