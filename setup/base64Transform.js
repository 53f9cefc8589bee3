// Loads binary files in tests the way bundles do: as base64 (setup/bundles.js).
const { readFileSync } = require('node:fs');

/** @type {import('@jest/transform').SyncTransformer} */
module.exports = {
	process: (_source, path) => ({
		code: `module.exports = { __esModule: true, default: ${JSON.stringify(readFileSync(path, 'base64'))} };`,
	}),
};
