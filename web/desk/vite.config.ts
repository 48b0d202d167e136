import { createHash } from 'node:crypto';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig, type Plugin } from 'vite';
import { packed } from '../packed.ts';

const base = '/desk/';

/** Tells the service worker what the desk cannot do without: its page, script and style. */
function shell(): Plugin {
	return {
		name: 'desk-shell',
		enforce: 'post',
		generateBundle(_, bundle) {
			const names = Object.keys(bundle).filter((name) => /^assets\/.*\.(js|css)$/.test(name));
			const digest = createHash('sha256').update(names.sort().join()).digest('hex').slice(0, 12);
			const worker = bundle['worker.js'];
			if (worker?.type !== 'chunk' || !worker.code.includes('%SHELL%')) {
				throw new Error('there is no worker.js with a place for the files of the shell');
			}
			worker.code = worker.code.replace(
				'%SHELL%',
				JSON.stringify({ name: `desk-${digest}`, files: [base, ...names.map((name) => base + name)] }),
			);
		},
	};
}

// The server's Content-Security-Policy lets in scripts and styles of its own
// origin only, so nothing may be inlined: no data: fonts, no polyfill in the page.
export default defineConfig({
	root: import.meta.dirname,
	base,
	plugins: [svelte(), shell(), packed()],
	build: {
		outDir: '../built/desk',
		emptyOutDir: true,
		assetsInlineLimit: 0,
		modulePreload: { polyfill: false },
		target: 'es2022',
		// ProseMirror, TipTap and Svelte are one program here: 180 KB compressed, needed at once.
		chunkSizeWarningLimit: 700,
		rolldownOptions: {
			input: {
				index: `${import.meta.dirname}/index.html`,
				worker: `${import.meta.dirname}/worker/worker.ts`,
			},
			output: {
				// A worker is found again under the same name.
				entryFileNames: ({ name }) => (name === 'worker' ? 'worker.js' : 'assets/[name]-[hash].js'),
			},
		},
	},
});
