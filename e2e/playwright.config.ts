import { defineConfig } from '@playwright/test';
import { chromium } from './chromium.ts';

export default defineConfig({
	testDir: 'tests',
	outputDir: 'test-results',
	fullyParallel: true,
	workers: 2,
	retries: 0,
	forbidOnly: true,
	timeout: 90_000,
	expect: { timeout: 10_000 },
	reporter: [['list'], ['./last-line.ts']],
	use: { ...chromium, screenshot: 'only-on-failure' },
});
