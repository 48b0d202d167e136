// The pictures of the desk that a component stands in, for the editor deep inside it.
import { createContext } from 'svelte';
import type { Pictures } from './pictures.svelte';

export const [getPictures, setPictures] = createContext<Pictures>();
