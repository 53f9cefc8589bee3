// Replaces a decompressor that only WOFF 2 fonts need (setup/bundles.js).
module.exports = () => {
	throw new Error('WOFF 2 is not supported');
};
