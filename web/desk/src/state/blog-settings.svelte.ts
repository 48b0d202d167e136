// A blog's settings as they are being changed: the fields, and what of them differs
// from what the blog has.
import { changeBlog } from '../api/blogs';
import { inWords } from '../api/request';
import type { Blog, BlogPatch, FieldError, Header, Profile, State, StyleRule, Theme } from '../api/words';
import { same } from './copy';
import type { Refusal, Session } from './session.svelte';

/** The fields of a form: text and ticks, with nothing left out. */
export interface Fields {
	title: string;
	standfirst: string;
	state: State;
	language: string;
	timezone: string;
	orderOnceEnded: 'oldest' | 'newest';
	contributors: Required<Profile>[];
	accent: string;
	accentDark: string;
	pollCeiling: string;
	index: boolean;
	comments: string;
	reportersPublish: boolean;
	silentMinutes: string;
	remindAfterHours: string;
	style: StyleRule[];
}

export function fieldsOf(blog: Blog): Fields {
	return {
		title: blog.title,
		standfirst: blog.standfirst,
		state: blog.state,
		language: blog.language,
		timezone: blog.timezone,
		orderOnceEnded: blog.orderOnceEnded ?? 'oldest',
		contributors: (blog.contributors ?? []).map(({ name, role = '', photo = '', url = '' }) => ({
			name,
			role,
			photo,
			url,
		})),
		accent: blog.theme?.accent ?? '',
		accentDark: blog.theme?.accentDark ?? '',
		pollCeiling: blog.pollCeiling?.toString() ?? '',
		index: blog.noIndex !== true,
		comments: blog.comments ?? '',
		reportersPublish: blog.reportersPublish !== false,
		silentMinutes: blog.silentMinutes?.toString() ?? '',
		remindAfterHours: blog.remindAfterHours?.toString() ?? '',
		style: (blog.style ?? []).map(({ write, not }) => ({ write, not })),
	};
}

/** The header that the fields say, without what they say nothing of. */
function headerOf(fields: Fields, theme: Theme | undefined): BlogPatch {
	const or = <T>(value: T, empty: T): T | null => (value === empty ? null : value);
	const number = (text: string) => (text.trim() === '' ? null : Number(text));
	const colours = { accent: or(fields.accent.trim(), ''), accentDark: or(fields.accentDark.trim(), '') };
	const others = Object.entries(theme ?? {}).some(([name]) => name !== 'accent' && name !== 'accentDark');
	return {
		title: fields.title,
		standfirst: fields.standfirst,
		state: fields.state,
		language: fields.language,
		timezone: fields.timezone,
		orderOnceEnded: or<Fields['orderOnceEnded']>(fields.orderOnceEnded, 'oldest'),
		contributors: fields.contributors.length === 0 ? null : fields.contributors.map(withoutEmpty),
		theme: colours.accent === null && colours.accentDark === null && !others ? null : colours, // null takes a colour away, and leaves the rest of the theme
		pollCeiling: number(fields.pollCeiling),
		noIndex: or(!fields.index, false),
		comments: or(fields.comments.trim(), ''),
		reportersPublish: or(fields.reportersPublish, true),
		silentMinutes: number(fields.silentMinutes),
		remindAfterHours: number(fields.remindAfterHours),
		style: fields.style.length === 0 ? null : fields.style,
	};
}

/** What stands in a field for a number and is none, which would be sent as nothing at all. */
export function notNumbers(fields: Fields): FieldError[] {
	return (['pollCeiling', 'silentMinutes', 'remindAfterHours'] as const)
		.filter((field) => !/^\d*$/.test(fields[field].trim()))
		.map((field) => ({
			location: `body.${field}`,
			message: `“${fields[field].trim()}” is no whole number: use digits alone, or leave it empty.`,
		}));
}

function withoutEmpty(profile: Required<Profile>): Profile {
	const { name, role, photo, url } = profile;
	const given = (field: string, value: string) => (value.trim() === '' ? {} : { [field]: value });
	return { name, ...given('role', role), ...given('photo', photo), ...given('url', url) };
}

/** What is to be sent so that a blog becomes what the fields say. */
export function patchFor(blog: Blog, fields: Fields): BlogPatch {
	const before = headerOf(fieldsOf(blog), blog.theme);
	const after = headerOf(fields, blog.theme);
	return Object.fromEntries(
		Object.entries(after).filter(([name, value]) => !same(value, before[name as keyof Header])),
	);
}

export class BlogSettings {
	fields: Fields;
	/** The version of the blog that the fields are based on. */
	base: Blog;
	busy = $state(false);
	refusal = $state.raw<Refusal | undefined>(undefined);
	#session: Session;

	constructor(blog: Blog, session: Session) {
		this.base = $state.raw(blog);
		this.fields = $state(fieldsOf(blog));
		this.#session = session;
	}

	/** Resolves to the blog as it is now, or to nothing where it was not changed. */
	async save(): Promise<Blog | undefined> {
		this.busy = true;
		this.refusal = undefined;
		try {
			return await this.#send();
		} finally {
			this.busy = false;
		}
	}

	async #send(): Promise<Blog | undefined> {
		for (;;) {
			const { base } = this;
			const fields = $state.snapshot(this.fields);
			const errors = notNumbers(fields);
			if (errors.length > 0) {
				this.refusal = { why: '', errors };
				return undefined;
			}
			const patch = patchFor(base, fields);
			if (Object.keys(patch).length === 0) {
				return base;
			}
			const answer = await this.#session.keep(() => changeBlog(base.slug, base.seq, patch));
			if (answer.ok) {
				return answer.value;
			}
			const { failure } = answer;
			if (failure.kind !== 'stale') {
				this.refusal = {
					why: inWords(failure),
					errors: failure.kind === 'refused' ? failure.errors : [],
				};
				return undefined;
			}
			const newest = failure.current as Blog;
			const theirs = Object.keys(patchFor(base, fieldsOf(newest)));
			const both = theirs.filter((name) => name in patch);
			// What others changed meanwhile is shown in its field, unless it was changed here too.
			const fresh = fieldsOf(newest);
			const old = fieldsOf(base);
			for (const name of Object.keys(fresh) as (keyof Fields)[]) {
				if (same(fields[name], old[name])) {
					Object.assign(this.fields, { [name]: fresh[name] });
				}
			}
			this.base = newest;
			if (both.length > 0) {
				this.refusal = {
					why: `Somebody else changed ${both.join(', ')} meanwhile. Save again, and yours counts.`,
					errors: [],
				};
				return undefined;
			}
		}
	}
}
