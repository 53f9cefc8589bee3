const { default: TestRunner } = require('jest-runner');

/** Runs a ring's test files one at a time, because each starts a real n8n. */
module.exports = class extends TestRunner {
	/** @override */
	isSerial = true;
};
