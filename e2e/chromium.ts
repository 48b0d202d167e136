// The browser that the tests and the benchmark run in.
import { getuid } from 'node:process';
import type { PlaywrightTestOptions, PlaywrightWorkerOptions } from '@playwright/test';

const path = process.env.STOPPRESS_CHROMIUM;

export const chromium: Partial<PlaywrightTestOptions & PlaywrightWorkerOptions> = {
	browserName: 'chromium',
	locale: 'en-GB',
	timezoneId: 'Europe/London',
	launchOptions: {
		...(path ? { executablePath: path } : {}),
		args: [
			// A Chromium that runs as root has no sandbox; any other keeps it.
			...(getuid?.() === 0 ? ['--no-sandbox'] : []),
			'--disable-gpu',
			'--disable-quic',
			'--no-first-run',
			'--disable-background-networking',
			'--disable-component-update',
			'--disable-sync',
		],
	},
};
