// Addresses as a reader should get them: without the detours and the marks that
// programs add to know who clicked.

const DETOURS: readonly (readonly [host: RegExp, parameter: string])[] = [
	[/\.safelinks\.protection\.outlook\.com$/i, 'url'],
	[/^(?:www\.)?google\.[a-z.]+$/i, 'q'],
	[/^l\.(?:facebook|instagram|messenger)\.com$/i, 'u'],
];

const MARKS = /^(?:utm_.+|fbclid|gclid|dclid|msclkid|mc_cid|mc_eid|igshid|_hs(?:enc|mi))$/i;

export function plainAddress(address: string): string {
	let url: URL;
	try {
		url = new URL(address);
	} catch {
		return address;
	}
	for (const [host, parameter] of DETOURS) {
		const behind = url.searchParams.get(parameter);
		const leads = parameter !== 'q' || url.pathname === '/url';
		if (host.test(url.hostname) && leads && behind !== null && /^https?:\/\//i.test(behind)) {
			return plainAddress(behind);
		}
	}
	const marked = [...url.searchParams.keys()].filter((name) => MARKS.test(name));
	if (marked.length === 0) {
		return address; // to the letter
	}
	for (const name of marked) {
		url.searchParams.delete(name);
	}
	return url.href;
}
