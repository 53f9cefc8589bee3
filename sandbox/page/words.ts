import type { PushFault, PushFaultName } from '../push/faults';
import type { OrderState } from '../sandboxOrder';
import { html, type Html } from './html';

/** An English label followed by the Chinese term. */
export function term(english: string, chinese: string): Html {
	return html`${english} <span lang="zh-CN">${chinese}</span>`;
}

/** Text from a caller: its writing direction is isolated, and Chinese is marked as such. */
export function foreign(text: string): Html {
	if (!/\p{Script=Han}/u.test(text)) return html`<bdi>${text}</bdi>`;
	return html`<bdi lang="zh-CN">${text}</bdi>`;
}

/** An ID number with all but the last four characters hidden. Short numbers are hidden completely. */
export function maskNumber(number: string): string {
	const characters = [...number];
	const shown = characters.length >= 8 ? 4 : 0;
	return characters.map((one, at) => (at < characters.length - shown ? '•' : one)).join('');
}

export const stateTerms: Record<OrderState, Html> = {
	signing: term('Waiting to be signed', '待签署'),
	signed: term('Signed', '已签署'),
	failed: term('Failed', '签署失败'),
};

export const signerTerms = { 1: term('Organization', '单位'), 2: term('Person', '个人') };

export const faultTexts: Record<PushFaultName, string> = {
	wrongHash: 'hash of different bytes',
	sha224: 'SHA-224 hash',
	sha384: 'SHA-384 hash',
	sha512: 'SHA-512 hash',
	upperCaseHash: 'uppercase hash',
	base64Hash: 'base64 hash',
	missingHash: 'no hash',
	missingContent: 'no content',
	notBase64: 'content is not valid base64',
	truncatedBody: 'JSON cut off halfway',
	connectionCut: 'connection cut halfway',
	slowBody: 'body sent over two seconds',
	answerLost: 'response lost',
	duplicate: 'two identical pushes at once',
	keysReordered: 'keys in a different order and case',
	extendDataString: 'extendData as a string',
	formField: 'form with the JSON in a field',
	gzip: 'gzip-compressed',
	deflate: 'deflate-compressed',
	bom: 'starts with a byte order mark',
	statusZero: 'status 0 with two codes',
	otherAction: 'actiontype PushValidation',
	rsaSigned: 'signed with RSA',
	rsaPssSigned: 'signed with RSA-PSS',
	ecdsaSigned: 'signed with ECDSA',
	sm2Signed: 'signed with SM2 and SM3',
	sha1Signed: 'signed with RSA and SHA-1',
	wosigndocSigned: 'signed like WoSignDoc: SHA-1, extra data after the signed range',
	shortLivedSigned: 'signed like WoSignDoc a day ago: ten-minute certificates, timestamps',
	timeStamped: 'with timestamps',
	bytesAppended: 'whitespace after the end',
	certifiedSigned: 'certified by the first signer',
	filledInAfterSigning: 'form filled in after signing, as the certification allows',
	changedAndSignedAgain: 'page changed after certification, then signed by someone else',
	changedAfterSigning: 'page changed after signing',
	changedInside: 'one byte of the signed range changed',
	wrappedSignature: 'signed bytes moved (signature wrapping)',
	strangerSigned: 'self-signed certificates in the signers’ names',
	unsigned: 'no signature',
};

/** A fault's name on one line, as in the sandbox's README. */
export function faultName(fault: PushFault): string {
	if (typeof fault === 'string') return fault;
	if ('statusZero' in fault) return `statusZero ${fault.statusZero.join('&')}`;
	return fault.map(faultName).join(' + ');
}
