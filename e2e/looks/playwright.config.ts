import { defineConfig } from '@playwright/test';
import { chromium } from '../chromium.ts';

export default defineConfig({
	testDir: '.',
	testMatch: '*.looks.ts',
	outputDir: '../test-results',
	fullyParallel: true,
	workers: 2,
	timeout: 300_000,
	expect: { timeout: 30_000 },
	reporter: 'line',
	use: { ...chromium, serviceWorkers: 'block', actionTimeout: 20_000 },
});
