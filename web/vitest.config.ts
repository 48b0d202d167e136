import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';

export default defineConfig({
	plugins: [svelte({ configFile: 'desk/svelte.config.js' })],
	// Components are mounted in tests, so Svelte must give its browser half.
	resolve: { conditions: ['browser'] },
	test: {
		environment: 'happy-dom',
		include: ['{desk,embed,reader,tokens}/**/*.test.ts'],
	},
});
