// In place of a decompressor of which only fonts in WOFF 2 have need (setup/bundles.js).
module.exports = () => {
	throw new Error('WOFF 2 is not read');
};
