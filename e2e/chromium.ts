// The browser that the tests and the benchmark run in.
import { getuid } from 'node:process';
import type { PlaywrightTestOptions, PlaywrightWorkerOptions } from '@playwright/test';

const path = process.env.STOPPRESS_CHROMIUM;

/**
 * Chromium heeds one list of this kind alone, so what of Playwright's own keeps the
 * network quiet and pages prompt is here again.
 */
const without = [
	// Each window would have suggestions for its address line at hand, in a renderer of
	// their own: more work than most of the pages here.
	'WebUIOmniboxPopup',
	'WebUIOmniboxAimPopup',
	'WebUIOmniboxFullPopup',
	// And one renderer more than it has pages.
	'SpareRendererForSitePerProcess',
	'AimEnabled',
	'HttpsFirstBalancedModeAutoEnable',
	'HttpsUpgrades',
	'LensOverlay',
	'MediaRouter',
	'NetworkTimeServiceQuerying',
	'OptimizationHints',
	'PaintHolding',
	'PreconnectToSearch',
];

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
			`--disable-features=${without.join(',')}`,
		],
	},
};
