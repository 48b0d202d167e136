import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

// One script under a name that never changes: it is written into other sites' pages.
export default defineConfig({
	root: here('.'),
	publicDir: false,
	build: {
		outDir: here('../built/embed'),
		emptyOutDir: true,
		target: 'es2022',
		modulePreload: false,
		rolldownOptions: {
			input: { embed: here('embed.ts') },
			output: { format: 'iife', entryFileNames: '[name].js' },
		},
	},
});
