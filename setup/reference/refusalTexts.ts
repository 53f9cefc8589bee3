import { JSON_LIMITS } from '../../nodes/WoSignDoc/push/wire/jsonScanner';
import { MOST_HELD } from '../../nodes/WoSignDoc/push/wire/openPushes';
import type { RefusalCode } from '../../nodes/WoSignDoc/push/wire/refusal';
import { SLOWEST_RATE } from '../../nodes/WoSignDoc/push/wire/sender';

const limit = (name: keyof typeof JSON_LIMITS) => JSON_LIMITS[name].toLocaleString('en');

/** Why a push is rejected. Used only for `docs/REFERENCE.md`. */
export const REFUSAL_TEXTS = {
	misconfigured:
		'A parameter of the trigger is invalid or empty, or an expression in it fails or returns nothing',
	addressNotAllowed: 'The caller’s address is not in Allowed IPs',
	missingToken: 'The credential has a Callback Token, but the URL was called without it',
	wrongToken: 'The token is not the credential’s Callback Token',
	unsupportedMediaType:
		'The body is neither JSON nor a form; the media type is ignored if the body begins like JSON',
	unsupportedEncoding: 'The body has a content encoding other than gzip or deflate',
	unsupportedCharset: 'The body declares a charset that Node.js doesn’t support, or more than one',
	bodyTooLarge: 'The body is larger than Max Body Size; the connection is closed',
	malformedBody:
		'The body can’t be decompressed, ends early, or is a form without exactly one field `data`',
	malformedText: 'The body is invalid in its declared charset, or in UTF-8 if it declares none',
	malformedJson: 'The body is not valid JSON',
	tooDeep: `The JSON is nested deeper than ${limit('depth')}`,
	tooManyValues: `The JSON has more than ${limit('values')} values and keys`,
	keyTooLong: `A key is longer than ${limit('keyLength')} bytes`,
	stringTooLong: `A string other than the document is longer than ${limit('stringLength')} bytes`,
	numberTooLong: `A number is longer than ${limit('numberLength')} characters`,
	fieldsTooLarge: `Everything except the document is larger than ${limit('textLength')} bytes in total`,
	repeatedContent: 'There is more than one document',
	notBase64: 'The document is not valid base64',
	notAPush: 'A field of the push is missing or has the wrong type, or the push names no order',
	unsupportedAction: '`actiontype` is not `PushSignedDoc`',
	missingContent: '`status` is 1, but there is no document',
	missingHash: '`status` is 1, but there is no `hash`',
	unknownHash: '`hash` is not a SHA-2 digest in hexadecimal or base64',
	unexpectedHash:
		'`hash` uses a different SHA-2 algorithm than previous pushes and follows a large document; the retry is verified',
	hashMismatch: 'The document doesn’t match the hash',
	signatureNotIntact:
		'Require Signature is on, and the document has no signature, was changed, or can’t be verified',
	signatureNotTrusted:
		'Require Signature is Trusted, and a certificate doesn’t lead to any of the credential’s Trusted Roots',
	signerNotAllowed: 'Neither a signer nor the certificate’s issuer is in Allowed Signers',
	notExpected: 'The order is not in Expected Orders',
	stillProcessing: 'The same push is still being processed; WoSignDoc retries',
	tooManyAtWork: 'n8n is already processing 10,000 unanswered pushes; WoSignDoc retries',
	overloaded: `The pushes being received use more than ${MOST_HELD / 1_024 / 1_024} MB of memory in total, and this one uses the most; WoSignDoc retries`,
	senderStalled: `No data arrived for longer than Idle Timeout, or less than ${SLOWEST_RATE / 1_024} KB per second on average`,
	connectionLost: 'The connection ended before the push was complete',
	notStored: 'n8n could not store the document',
} satisfies Record<RefusalCode, string>;
