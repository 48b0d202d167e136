import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defineConfig, type Plugin } from 'vite';
import { packed } from '../packed.ts';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

// Scripts by their ISO 15924 codes, as tokens/fonts.mjs names their files.
const scripts = { Latn: 'latin', Cyrl: 'cyrillic', Hebr: 'hebrew', Arab: 'arabic' };

// The server asks for files by role; which file has which is in manifest.json
// (web/embed.go reads it).
function manifest(): Plugin {
	return {
		name: 'reader-manifest',
		buildStart() {
			this.emitFile({ type: 'asset', name: 'icon.svg', source: readFileSync(here('icon.svg')) });
		},
		generateBundle(_, bundle) {
			const named = (pattern: RegExp) => {
				const found = Object.keys(bundle).filter((name) => pattern.test(name));
				if (found.length !== 1) {
					throw new Error(`${found.length} files match ${pattern}; the page needs one`);
				}
				return found[0];
			};
			const byScript = (family: string) =>
				Object.fromEntries(
					Object.entries(scripts).map(([code, script]) => [
						code,
						named(new RegExp(`^${family}-${script}-(?!ext-).*\\.woff2$`)),
					]),
				);
			const roles = {
				script: named(/^reader-.*\.js$/),
				player: named(/^player-.*\.js$/),
				style: named(/^style-.*\.css$/),
				guide: named(/^guide-.*\.css$/),
				icon: named(/^icon-.*\.svg$/),
				serif: byScript('serif'),
				sans: byScript('sans'),
			};
			this.emitFile({ type: 'asset', fileName: 'manifest.json', source: JSON.stringify(roles) });
		},
	};
}

export default defineConfig({
	root: here('.'),
	base: '/assets/',
	publicDir: false,
	plugins: [manifest(), packed()],
	build: {
		outDir: here('../built/reader'),
		emptyOutDir: true,
		target: 'es2022',
		// Browsers that know light-dark(): what is older gets the page without its look's finer points.
		cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
		assetsInlineLimit: 0,
		modulePreload: false,
		rolldownOptions: {
			input: {
				reader: here('main.ts'),
				player: here('player.ts'),
				style: here('reader.css'),
				guide: here('guide.css'),
			},
			preserveEntrySignatures: 'exports-only',
			output: {
				entryFileNames: '[name]-[hash].js',
				assetFileNames: '[name]-[hash][extname]',
			},
		},
	},
});
