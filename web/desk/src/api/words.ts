// The newsroom's words as the API speaks them, under their own names.
import type { components } from './schema.gen';

type Schemas = components['schemas'];

export type User = Schemas['User'];
export type Blog = Schemas['Blog'];
export type NewBlog = Schemas['NewBlog'];
export type Post = Schemas['Post'];
export type Revision = Schemas['Revision'];
export type Presence = Schemas['Presence'];
export type Audience = Schemas['AudienceBody'];
export type Comment = Schemas['Comment'];
export type Thread = Schemas['Thread'];
export type Profile = Schemas['Profile'];
export type Theme = Schemas['Theme'];
export type Legibility = Schemas['Legibility'];
export type FieldError = Schemas['Field'];

export type Contributor = Schemas['Contributor'];
export type Source = Schemas['Source'];
export type Relation = Schemas['Relation'];
export type Correction = Schemas['Correction'];
export type QuoteElement = Schemas['QuoteElement'];
export type ImageElement = Schemas['ImageElement'];
export type Picture = Schemas['Picture'];
export type Element = Schemas['Element'];

export type State = Blog['state'];
export type Status = Post['status'];
export type Claim = NonNullable<Post['claim']>;
export type SourceKind = NonNullable<Source['kind']>;
export type RelationType = Relation['type'];
export type CorrectionKind = Correction['kind'];
export type CopyBody = Schemas['CopyBody'];
export type Copied = Schemas['Copied'];

export const STATES = ['upcoming', 'live', 'paused', 'ended'] as const satisfies readonly State[];
export const CLAIMS = ['reported', 'confirmed', 'official', 'unverified'] as const satisfies readonly Claim[];
export const SOURCE_KINDS = [
	'agency',
	'official',
	'social',
	'own',
	'other',
] as const satisfies readonly SourceKind[];
export const RELATION_TYPES = [
	'updates',
	'confirms',
	'contradicts',
	'corrects',
	'answers',
] as const satisfies readonly RelationType[];

export const CORRECTION_KINDS = [
	'minor',
	'clarification',
	'correction',
	'retraction',
] as const satisfies readonly CorrectionKind[];

/** What a person writes in a post, and nothing that the server decides. */
export type Copy = Pick<
	Post,
	| 'title'
	| 'keyEvent'
	| 'pinned'
	| 'summary'
	| 'claim'
	| 'byline'
	| 'sources'
	| 'elements'
	| 'relations'
	| 'silenced'
>;

/** A post as the desk makes it. */
export type NewPost = Copy & {
	status: 'draft' | 'submitted' | 'scheduled' | 'published';
	/** When a scheduled one is to be published. */
	publishedAt?: string;
	/** Nobody may publish it before. */
	embargo?: string;
};

/** A change of a post: the fields that differ, null for one that goes (RFC 7396). */
export type PostPatch = {
	[K in keyof Copy]?: Copy[K] | null;
} & {
	status?: Status;
	/** What orders posts, and when a scheduled one is to be published. */
	publishedAt?: string | null;
	/** Nobody may publish it before. */
	embargo?: string | null;
	/** To its writer, where it is sent back. */
	note?: string;
	/** All there are, and the one of this change. */
	corrections?: Correction[];
};

/** What an editor sets of a blog. */
export type Header = Omit<Blog, 'id' | 'seq' | 'slug' | 'createdAt' | 'updatedAt'>;

/** A change of a blog: the fields that differ, null for one that goes (RFC 7396). */
export type BlogPatch = { [K in keyof Omit<Header, 'theme'>]?: Header[K] | null } & {
	theme?: { [K in keyof Theme]?: Theme[K] | null } | null;
};

/** Somebody who has been quoted, with the role of the last time. */
export type KnownSpeaker = Schemas['KnownSpeaker'];
/** Somebody who has been quoted, with all their names. */
export type SpeakerRecord = Schemas['SpeakerRecord'];
/** Words on record in a public post of any blog. */
export type FoundQuote = Schemas['FoundQuote'];
/** What an address stands for. */
export type Unfurled = Schemas['Page'];
/** A post as it is being written, to be read before it goes out. */
export type Unread = Schemas['UnreadBody'];
/** What the subs found in it. */
export type Reading = Schemas['Read'];
export type Warning = Schemas['Warning'];
export type TimeLink = Schemas['TimeLink'];
/** A line of a blog's style list. */
export type StyleRule = Schemas['StyleRule'];
/** Pasted copy as the copytaster reads it. */
export type Tasted = Schemas['Tasted'];
export type TastedPost = Schemas['TastedPost'];
/** What oneself is typing, as the server keeps it. */
export type WorkingCopy = Schemas['WorkingCopy'];
