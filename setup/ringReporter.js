/** @typedef {import('@jest/reporters').AggregatedResult} AggregatedResult */

/**
 * Lists the skipped tests after Jest's summary, by headings, which give the reason. Fails the run if a ring has no
 * passing tests.
 */
module.exports = class {
	/** @type {Error | undefined} */
	failure;

	/** @param {import('@jest/reporters').Config.GlobalConfig} globalConfig */
	constructor({ testNamePattern, testPathPatterns }) {
		// If only some tests are selected, the rest are skipped on purpose.
		this.runsAllTests = !testNamePattern && !testPathPatterns.isSet();
	}

	/** @param {unknown} _contexts @param {AggregatedResult} results */
	onRunComplete(_contexts, { testResults }) {
		if (!this.runsAllTests) return;
		/** @type {Map<string, number>} */
		const skipped = new Map();
		/** @type {Map<string, number>} */
		const passed = new Map();
		for (const { displayName, numPassingTests, testResults: tests } of testResults) {
			const ring = displayName?.name ?? '';
			passed.set(ring, (passed.get(ring) ?? 0) + numPassingTests);
			for (const { status, ancestorTitles, title } of tests) {
				if (status === 'passed' || status === 'failed') continue;
				const heading = `${ring}: ${ancestorTitles[0] ?? title}`;
				skipped.set(heading, (skipped.get(heading) ?? 0) + 1);
			}
		}
		for (const [heading, count] of skipped) console.error(`${count} skipped, ${heading}`);
		const silent = [...passed].filter(([, count]) => count === 0).map(([ring]) => ring);
		if (silent.length === 0) return;
		this.failure = new Error(`No tests passed in: ${silent.join(', ')}`);
		console.error(this.failure.message);
	}

	getLastError() {
		return this.failure;
	}
};
