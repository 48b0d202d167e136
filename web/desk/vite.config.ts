import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vite';
import { packed } from '../packed.ts';

// The server's Content-Security-Policy lets in scripts and styles of its own
// origin only, so nothing may be inlined: no data: fonts, no polyfill in the page.
export default defineConfig({
	root: import.meta.dirname,
	base: '/desk/',
	plugins: [svelte(), packed()],
	build: {
		outDir: '../built/desk',
		emptyOutDir: true,
		assetsInlineLimit: 0,
		modulePreload: { polyfill: false },
		target: 'es2022',
		// ProseMirror, TipTap and Svelte are one program here: 165 KB compressed, needed at once.
		chunkSizeWarningLimit: 600,
	},
});
