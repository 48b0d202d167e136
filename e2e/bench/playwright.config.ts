import { defineConfig } from '@playwright/test';
import { chromium } from '../chromium.ts';

export default defineConfig({
	testDir: '.',
	testMatch: '*.bench.ts',
	outputDir: '../test-results',
	workers: 1,
	timeout: 120_000,
	reporter: 'line',
	use: { ...chromium, serviceWorkers: 'block' },
});
