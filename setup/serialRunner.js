const { default: TestRunner } = require('jest-runner');

/** Runs the files of a ring one after another: each starts a real n8n, too heavy for two at once. */
module.exports = class extends TestRunner {
	/** @override */
	isSerial = true;
};
