import { type Answer, ask } from './request';
import type { components } from './schema.gen';

type Schemas = components['schemas'];

const path = (blog: string) => `/blogs/${encodeURIComponent(blog)}/presence`;

export const whoIsHere = (blog: string): Promise<Answer<Schemas['HereList']>> => ask(path(blog));

export const beHere = (blog: string, at: Schemas['PresenceBody']): Promise<Answer<void>> =>
	ask(path(blog), { method: 'PUT', body: at });

export const leave = (blog: string, tab: string): Promise<Answer<void>> =>
	ask(`${path(blog)}/${tab}`, { method: 'DELETE' });
