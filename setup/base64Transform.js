// Gives tests a binary file as a bundle has it: in base64 (setup/bundles.js).
const { readFileSync } = require('node:fs');

/** @type {import('@jest/transform').SyncTransformer} */
module.exports = {
	process: (_source, path) => ({
		code: `module.exports = { __esModule: true, default: ${JSON.stringify(readFileSync(path, 'base64'))} };`,
	}),
};
