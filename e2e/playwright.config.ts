import { defineConfig } from '@playwright/test';
import { chromium } from './chromium.ts';

export default defineConfig({
	testDir: 'tests',
	outputDir: 'test-results',
	fullyParallel: true,
	workers: 2,
	retries: 0,
	forbidOnly: true,
	// How long to wait for what has to happen is no promise of speed: both cores may be busy with something else.
	timeout: 300_000,
	expect: { timeout: 30_000, toPass: { timeout: 60_000 } },
	reporter: [['list'], ['./last-line.ts']],
	use: { ...chromium, screenshot: 'only-on-failure', serviceWorkers: 'block' },
});
