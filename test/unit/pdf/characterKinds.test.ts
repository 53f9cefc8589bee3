import {
	DELIMITER,
	KINDS,
	REGULAR,
	WHITE_SPACE,
} from '../../../nodes/WoSignDoc/pdf/file/characterKinds';

/** The bytes of a kind, as a PDF's standard lists them. */
const ofKind = (kind: number) => [...KINDS.keys()].filter((byte) => KINDS[byte] === kind);

it('white space and delimiters are those of ISO 32000-1, tables 1 and 2', () => {
	expect(ofKind(WHITE_SPACE)).toEqual([0x00, 0x09, 0x0a, 0x0c, 0x0d, 0x20]);
	expect(Buffer.from(ofKind(DELIMITER)).toString('latin1')).toBe('%()/<>[]{}');
	expect(ofKind(REGULAR)).toHaveLength(256 - 6 - 10);
});
