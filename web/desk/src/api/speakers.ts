// Who is who among those that are quoted.
import { type Answer, ask } from './request';
import type { SpeakerRecord } from './words';

export interface SpeakerPatch {
	name?: string | null;
	kind?: SpeakerRecord['kind'] | null;
	url?: string | null;
	wikidata?: string | null;
}

const pathOf = (id: string) => `/speakers/${encodeURIComponent(id)}`;

export const getSpeaker = (id: string): Promise<Answer<SpeakerRecord>> => ask(pathOf(id));

export const changeSpeaker = (id: string, patch: SpeakerPatch): Promise<Answer<SpeakerRecord>> =>
	ask(pathOf(id), { method: 'PATCH', body: patch });

/** Makes another speaker, with all their names, one with this one. */
export const mergeSpeakers = (id: string, other: string): Promise<Answer<SpeakerRecord>> =>
	ask(`${pathOf(id)}/merge`, { method: 'POST', body: { with: other } });

/** Makes one of a speaker's names a speaker of its own again. */
export const splitSpeaker = (id: string, name: string): Promise<Answer<SpeakerRecord>> =>
	ask(`${pathOf(id)}/split`, { method: 'POST', body: { name } });
