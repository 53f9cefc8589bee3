import { PASSWORD } from '../bases/password';
import { NOTHING, outputOf, type Reader } from './reader';

const DRAW = ['draw', '-q', '-i', '-s5', '-r', '24', '-c', 'gray'];
const PAGE = /^page .* (\d+) ([0-9a-f]{32})$/gm;

/** MuPDF; compares the pixels of all pages. */
export const mupdf: Reader = {
	name: 'mupdf',
	look: async (path) => {
		const { stdout, stderr } = await outputOf('mutool', ...DRAW, '-p', PASSWORD, path);
		const pages = Buffer.concat([stdout, stderr]).toString('latin1').matchAll(PAGE);
		return [...pages].map(([, number, digest]) => `${number} ${digest}`).join() || NOTHING;
	},
};
