// What the browser itself writes down of its work (the Trace Event Format).
import type { CDPSession } from '@playwright/test';

export interface TraceEvent {
	name: string;
	cat: string;
	ph: string;
	/** In microseconds. */
	ts: number;
	dur?: number;
	id2?: { local?: string };
	id?: string;
	args: Record<string, unknown>;
}

/** Has the browser write down what it does, until the work is done. */
export async function traced(
	devtools: CDPSession,
	categories: string[],
	work: () => Promise<void>,
): Promise<TraceEvent[]> {
	const events: TraceEvent[] = [];
	const collect = ({ value }: { value: object[] }) => void events.push(...(value as TraceEvent[]));
	devtools.on('Tracing.dataCollected', collect);
	await devtools.send('Tracing.start', {
		traceConfig: { includedCategories: categories, excludedCategories: ['*'] },
		transferMode: 'ReportEvents',
	});
	await work();
	const complete = new Promise((resolve) => devtools.once('Tracing.tracingComplete', resolve));
	await devtools.send('Tracing.end');
	await complete;
	devtools.off('Tracing.dataCollected', collect);
	return events;
}

/** How long each run of an asynchronous event took, in milliseconds, with what it began with. */
export function spans(events: TraceEvent[], name: string): { ms: number; args: Record<string, unknown> }[] {
	const open = new Map<string, TraceEvent>();
	const done: { ms: number; args: Record<string, unknown> }[] = [];
	for (const event of events.filter((e) => e.name === name).sort((a, b) => a.ts - b.ts)) {
		const key = event.id2?.local ?? event.id ?? '';
		if (event.ph === 'b') {
			open.set(key, event);
		} else if (event.ph === 'e') {
			const begun = open.get(key);
			open.delete(key);
			if (begun !== undefined) {
				done.push({ ms: (event.ts - begun.ts) / 1000, args: { ...begun.args, ...event.args } });
			}
		}
	}
	return done;
}

export function quantile(values: readonly number[], q: number): number {
	const sorted = values.toSorted((a, b) => a - b);
	return sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] ?? Number.NaN;
}
