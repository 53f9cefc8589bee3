import type { OrderFields, Signer } from '../judge/orderSchema';

/** Which signers a code can be about (PROTOCOL.md, Error codes); the platform itself doesn't say. */
const CANDIDATES: ReadonlyMap<string, (signer: Signer) => boolean> = new Map([
	['-50', isOrganization],
	['-51', isOrganization],
	['-52', isOrganization],
	['-53', isPerson],
	['-54', isPerson],
	['-57', ({ pic, otherpic }) => !pic || !otherpic],
]);

/** A sentence that names the signers a rejection can be about; empty if it isn't about particular ones. */
export function affectedSigners(code: number | string, { signerlist }: OrderFields): string {
	const isCandidate = CANDIDATES.get(String(code));
	if (!isCandidate) return '';
	const names = signerlist.flatMap((signer, index) =>
		isCandidate(signer) ? [`signer ${index + 1}`] : [],
	);
	if (names.length === 0) return '';
	return names.length === 1
		? `This is about ${names[0]}.`
		: `This is about one of ${names.slice(0, -1).join(', ')} and ${names.at(-1)}.`;
}

function isOrganization(signer: Signer): boolean {
	return 'orgName' in signer;
}

function isPerson(signer: Signer): boolean {
	return 'userName' in signer;
}
