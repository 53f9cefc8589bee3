import type { Order, Signer } from './inputSchema';

/** Which signers a code can be about (PROTOCOL.md, Error codes); the platform itself does not say. */
const CANDIDATES: Readonly<Record<string, (signer: Signer) => boolean>> = {
	'-50': (signer) => 'orgName' in signer,
	'-51': (signer) => 'orgName' in signer,
	'-52': (signer) => 'orgName' in signer,
	'-53': (signer) => 'userName' in signer,
	'-54': (signer) => 'userName' in signer,
	'-57': ({ pic, otherpic }) => !pic || !otherpic,
};

/** A sentence that names the signers that a refusal can be about; empty when it is about none in particular. */
export function signersMeant(code: number | string, { signerlist }: Order): string {
	const isCandidate = CANDIDATES[String(code)];
	if (!isCandidate) return '';
	const names = signerlist.flatMap((signer, index) =>
		isCandidate(signer) ? [`signer ${index + 1}`] : [],
	);
	if (names.length === 0) return '';
	return names.length === 1
		? `This is about ${names[0]}.`
		: `This is about one of ${names.slice(0, -1).join(', ')} and ${names.at(-1)}.`;
}
