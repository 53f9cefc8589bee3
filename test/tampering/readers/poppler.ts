import { PASSWORD } from '../bases/password';
import { hashOf, NOTHING, outputOf, type Reader } from './reader';

/** Poppler; compares the pixels of all pages. */
export const poppler: Reader = {
	name: 'poppler',
	look: async (path) => {
		const { stdout } = await outputOf('pdftoppm', '-r', '24', '-gray', '-upw', PASSWORD, path);
		return stdout.length === 0 ? NOTHING : hashOf(stdout);
	},
};
