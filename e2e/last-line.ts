// The last line of a run, for whoever reads only that.
import type { Reporter, Suite } from '@playwright/test/reporter';

export default class LastLine implements Reporter {
	#suite: Suite | undefined;

	onBegin(_config: unknown, suite: Suite): void {
		this.#suite = suite;
	}

	onEnd(): void {
		const outcomes = this.#suite?.allTests().map((t) => t.outcome()) ?? [];
		const count = (...wanted: string[]) => outcomes.filter((o) => wanted.includes(o)).length;
		process.stdout.write(`\n${count('expected', 'flaky')} passed, ${count('unexpected')} failed\n`);
	}

	printsToStdio(): boolean {
		return true;
	}
}
