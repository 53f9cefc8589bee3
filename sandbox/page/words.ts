import type { PushFault, PushFaultName } from '../push/faults';
import type { OrderState } from '../sandboxOrder';
import { html, type Html } from './html';

/** A label in English with the Chinese term beside it. */
export function term(english: string, chinese: string): Html {
	return html`${english} <span lang="zh-CN">${chinese}</span>`;
}

/** A text of the caller's: kept apart from the writing direction around it, Chinese marked as such. */
export function foreign(text: string): Html {
	if (!/\p{Script=Han}/u.test(text)) return html`<bdi>${text}</bdi>`;
	return html`<bdi lang="zh-CN">${text}</bdi>`;
}

/** All but the last four characters of an ID number hidden; all of a short one. */
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

export const signerTerms = { 1: term('Organization', '企业'), 2: term('Person', '个人') };

export const faultTexts: Record<PushFaultName, string> = {
	wrongHash: 'the hash of other bytes',
	sha224: 'the hash as SHA-224',
	sha384: 'the hash as SHA-384',
	sha512: 'the hash as SHA-512',
	upperCaseHash: 'the hash in upper case',
	base64Hash: 'the hash in base64',
	missingHash: 'no hash',
	missingContent: 'no content',
	notBase64: 'content that is not base64',
	truncatedBody: 'JSON that ends half-way',
	connectionCut: 'the connection cut half-way',
	slowBody: 'the body over two seconds',
	answerLost: 'the answer lost on its way back',
	duplicate: 'two pushes at the same instant',
	keysReordered: 'keys in another order and case',
	extendDataString: 'extendData as a string',
	formField: 'a form with the JSON in a field',
	gzip: 'gzip coded',
	deflate: 'deflate coded',
	bom: 'a byte order mark in front',
	statusZero: 'status 0 with two codes',
	otherAction: 'PushValidation as its action',
	rsaSigned: 'signed with RSA',
	rsaPssSigned: 'signed with RSA-PSS',
	ecdsaSigned: 'signed with ECDSA',
	sm2Signed: 'signed with SM2 and SM3',
	sha1Signed: 'signed with RSA and SHA-1',
	wosigndocSigned: 'signed as by the platform: SHA-1, more after the signed range',
	shortLivedSigned:
		'signed as by the platform, a day ago: certificates of ten minutes, time stamps',
	timeStamped: 'with time stamps',
	bytesAppended: 'white space after the end',
	certifiedSigned: 'certified by the first signer',
	filledInAfterSigning: 'a form filled in after signing, which was certified to allow that',
	changedAndSignedAgain: 'a page changed after certifying, and signed again by a stranger',
	changedAfterSigning: 'a page changed after signing',
	changedInside: 'a byte of the signed range changed',
	wrappedSignature: 'the signed bytes moved elsewhere',
	strangerSigned: 'self-signed certificates in the signers’ names',
	unsigned: 'no signature',
};

/** A fault in one line, as the sandbox's README names it. */
export function faultName(fault: PushFault): string {
	if (typeof fault === 'string') return fault;
	if ('statusZero' in fault) return `statusZero ${fault.statusZero.join('&')}`;
	return fault.map(faultName).join(' + ');
}
