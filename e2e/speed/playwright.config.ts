import { defineConfig } from '@playwright/test';
import { chromium } from '../chromium.ts';

export default defineConfig({
	testDir: '.',
	testMatch: '*.speed.ts',
	outputDir: '../test-results',
	workers: 1,
	timeout: 600_000,
	expect: { timeout: 30_000 },
	reporter: 'line',
	use: { ...chromium, serviceWorkers: 'block' },
});
