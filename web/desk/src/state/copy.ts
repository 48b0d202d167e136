// Copy: what a person writes in a post. Its empty form, how two differ, and what
// it lacks before readers may see it.
import type { Copy, Element, FieldError, ImageElement, Post, PostPatch, Status } from '../api/words';
import { toDocument, toElements } from '../document/elements';

export const emptyCopy = (): Copy => ({
	title: '',
	keyEvent: false,
	pinned: false,
	summary: false,
	byline: [],
	sources: [],
	elements: [],
	relations: [],
});

export function copyOf(post: Post): Copy {
	const { title, keyEvent, pinned, summary, claim, byline, sources, elements, relations, silenced } = post;
	return {
		title,
		keyEvent,
		pinned,
		summary,
		...(claim === undefined ? {} : { claim }),
		byline,
		sources,
		elements,
		relations,
		...(silenced === undefined ? {} : { silenced }),
	};
}

/** Nothing in it that somebody could miss. */
export function isEmpty(copy: Copy): boolean {
	const { silenced: _, ...words } = copy;
	return same(normal({ ...words, title: copy.title.trim() }), normal(emptyCopy()));
}

const FIELDS = [
	'title',
	'keyEvent',
	'pinned',
	'summary',
	'claim',
	'byline',
	'sources',
	'elements',
	'relations',
	'silenced',
] as const satisfies readonly (keyof Copy)[];

export type CopyField = (typeof FIELDS)[number];

/** The fields in which two copies differ. Elements that the editor gives back unchanged don't. */
export function differing(a: Copy, b: Copy): CopyField[] {
	const [left, right] = [normal(a), normal(b)];
	return FIELDS.filter((field) => !same(left[field], right[field]));
}

/** The merge patch that makes `from` into `to`, naming only what differs. */
export function patchOf(from: Copy, to: Copy): PostPatch {
	return Object.fromEntries(differing(from, to).map((field) => [field, to[field] ?? null]));
}

/**
 * What is to be kept of `mine`, written on top of `base`, now that `theirs` is the
 * newest: title and elements to the letter as in `mine`, and of the rest what was
 * changed in it; what was left alone is as in `theirs`.
 */
export function rebased(base: Copy, mine: Copy, theirs: Copy): Copy {
	const changed = new Set<CopyField>([...differing(base, mine), 'title', 'elements']);
	const kept = FIELDS.map((field) => [field, (changed.has(field) ? mine : theirs)[field]]);
	return Object.fromEntries(kept.filter(([, value]) => value !== undefined)) as Copy;
}

function normal(copy: Copy): Copy {
	return { ...copy, elements: settled(copy.elements) };
}

/** The form that elements have after a way through the editor. */
const settled = (elements: readonly Element[]): Element[] => toElements(toDocument(elements));

/** Whether two values of JSON say the same; a field that is missing equals one that is undefined. */
export function same(a: unknown, b: unknown): boolean {
	if (a === b) {
		return true;
	}
	if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) {
		return false;
	}
	if (Array.isArray(a) !== Array.isArray(b)) {
		return false;
	}
	const [left, right] = [a as Record<string, unknown>, b as Record<string, unknown>];
	return [...new Set([...Object.keys(left), ...Object.keys(right)])].every((key) =>
		same(left[key], right[key]),
	);
}

/** In characters, as the server counts. */
const LONGEST_TITLE = 300;

const ADDRESS = /^https?:\/\/[^\s/]+/i;

/** A picture that was uploaded here, or is on its way. */
const PICTURE = /^(?:\/media\/|upload:)/;

const isMute = (image: ImageElement): boolean => (image.alt ?? '').trim() === '' && image.decorative !== true;

/**
 * What the copy lacks to be saved with the status, each with its field named as the API
 * names it. What readers have seen so `before` stops nobody from correcting the rest.
 */
export function lacks(copy: Copy, status: Status, before: readonly Element[] = []): FieldError[] {
	const readers = status === 'published' || status === 'scheduled';
	const found: FieldError[] = [];
	const say = (field: string, message: string) => found.push({ location: `body.${field}`, message });
	if ([...copy.title].length > LONGEST_TITLE) {
		say('title', `The title has ${[...copy.title].length} characters; up to ${LONGEST_TITLE} are kept.`);
	}
	if (copy.keyEvent && copy.title.trim() === '') {
		say('title', 'A key event needs a title.');
	}
	if (readers && copy.elements.length === 0) {
		say('elements', 'Write something first: readers would see an empty post.');
	}
	copy.elements.forEach((element, i) => {
		const address = (field: string, value: string | undefined, required: boolean, what: string) => {
			if (value === undefined || value.trim() === '') {
				if (required) {
					say(`elements[${i}].${field}`, `${what} needs an address that begins with https://.`);
				}
			} else if (!ADDRESS.test(value)) {
				say(
					`elements[${i}].${field}`,
					`${what} has an address that does not begin with https:// or http://.`,
				);
			}
		};
		switch (element.type) {
			case 'quote':
				if (element.paragraphs.length === 0) {
					say(`elements[${i}].paragraphs`, 'The quote needs the words that were said.');
				}
				if (element.speaker.name.trim() === '') {
					say(
						`elements[${i}].speaker.name`,
						'The quote needs a speaker: a name, or the role if there is none.',
					);
				}
				address('url', element.url, false, 'The quote');
				break;
			case 'image':
				if (!PICTURE.test(element.media)) {
					address('media', element.media, true, 'The image');
				}
				if (
					readers &&
					isMute(element) &&
					!before.some((e) => e.type === 'image' && e.media === element.media && isMute(e))
				) {
					say(
						`elements[${i}].alt`,
						'The image needs alternative text: what it shows, for those who cannot see it. Or mark it as decorative.',
					);
				}
				break;
			case 'embed':
				address('url', element.url, true, 'The embed');
				break;
			case 'link':
				address('url', element.url, true, 'The link');
				break;
		}
	});
	copy.byline.forEach((contributor, i) => {
		if (contributor.name.trim() === '') {
			say(`byline[${i}].name`, 'Each name in the byline needs words, or take it out.');
		}
	});
	copy.sources.forEach((source, i) => {
		if (source.name.trim() === '') {
			say(`sources[${i}].name`, 'Each source needs a name, or take it out.');
		}
		if (source.url !== undefined && source.url !== '' && !ADDRESS.test(source.url)) {
			say(`sources[${i}].url`, 'The address of a source must begin with https:// or http://.');
		}
	});
	return found;
}
