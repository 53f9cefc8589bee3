import type { Asn1Value } from './asn1';
import { isSequence, members, parseAsn1 } from './asn1';

/** What a file of certificates or keys can be. */
export type CredentialKind =
	'certificate' | 'privateKey' | 'publicKey' | 'request' | 'pkcs7' | 'pfx' | 'revocationList';

/** A letter for each ASN.1 type, by its universal tag: integer, bit string, octet string, object identifier, … */
const LETTERS: ReadonlyMap<number, string> = new Map([
	[2, 'I'],
	[3, 'B'],
	[4, 'O'],
	[6, 'D'],
	[16, 'S'],
]);
const UNIVERSAL_CLASS = 1;

/** The kinds, by the types of their members: RFC 2315, 7292, 5208, 8017, 5915, 5280. */
const SHAPES: ReadonlyArray<readonly [RegExp, CredentialKind]> = [
	[/^D-$/, 'pkcs7'],
	[/^ISS?$/, 'pfx'],
	// PKCS #8, encrypted or not, PKCS #1, and SEC 1.
	[/^(?:ISO|SO$|I{6}|IO)/, 'privateKey'],
	[/^(?:SB|II)$/, 'publicKey'],
];
/** Signed structures, by the types of the members of their signed part. */
const SIGNED_SHAPES: ReadonlyArray<readonly [RegExp, CredentialKind]> = [
	[/^(?:-I|ISSSSS)/, 'certificate'],
	[/^ISS-?$/, 'request'],
	[/^I?SS/, 'revocationList'],
];

/** What DER contains, by its structure; undefined if it is none of these. */
export function kindOfDer(bytes: Uint8Array): CredentialKind | undefined {
	try {
		const value = parseAsn1(bytes);
		const [first] = members(value);
		if (!isSequence(value) || !first) return undefined;
		const shape = shapeOf(value);
		return shape === 'SSB' ? match(SIGNED_SHAPES, shapeOf(first)) : match(SHAPES, shape);
	} catch {
		return undefined;
	}
}

function match(
	shapes: ReadonlyArray<readonly [RegExp, CredentialKind]>,
	shape: string,
): CredentialKind | undefined {
	return shapes.find(([pattern]) => pattern.test(shape))?.[1];
}

function shapeOf(value: Asn1Value): string {
	return members(value)
		.map(({ idBlock: { tagClass, tagNumber } }) =>
			tagClass === UNIVERSAL_CLASS ? (LETTERS.get(tagNumber) ?? '?') : '-',
		)
		.join('');
}
