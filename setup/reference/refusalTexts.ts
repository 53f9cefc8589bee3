import { JSON_LIMITS } from '../../nodes/WoSignDoc/push/wire/jsonScanner';
import { MOST_HELD } from '../../nodes/WoSignDoc/push/wire/openPushes';
import type { RefusalCode } from '../../nodes/WoSignDoc/push/wire/refusal';
import { SLOWEST_RATE } from '../../nodes/WoSignDoc/push/wire/sender';

const limit = (name: keyof typeof JSON_LIMITS) => JSON_LIMITS[name].toLocaleString('en');

/** Why a push is refused, for `docs/REFERENCE.md`; nothing that runs reads this. */
export const REFUSAL_TEXTS = {
	misconfigured:
		'A parameter of the trigger is wrong or was left empty, or an expression in it fails or gives nothing',
	addressNotAllowed: 'The caller’s address is not among Allowed IPs',
	missingToken: 'The credential has a Callback Token, but the address was called without it',
	wrongToken: 'The token is not the credential’s Callback Token',
	unsupportedMediaType:
		'The body is neither JSON nor a form; the media type does not matter where it begins as JSON does',
	unsupportedEncoding: 'The body is coded otherwise than with gzip or deflate',
	unsupportedCharset: 'The body declares a charset that Node.js does not know, or more than one',
	bodyTooLarge: 'The body is larger than Max Body Size; the sender is cut off',
	malformedBody:
		'The body does not decompress, ends early, or is a form without exactly one field `data`',
	malformedText:
		'The body is not in the charset that it declares, or declares none and is not in UTF-8',
	malformedJson: 'The body is not JSON',
	tooDeep: `The JSON is nested deeper than ${limit('depth')}`,
	tooManyValues: `The JSON has more than ${limit('values')} values and keys`,
	keyTooLong: `A key is longer than ${limit('keyLength')} bytes`,
	stringTooLong: `A string other than the document is longer than ${limit('stringLength')} bytes`,
	numberTooLong: `A number is longer than ${limit('numberLength')} characters`,
	fieldsTooLarge: `All but the document is together larger than ${limit('textLength')} bytes`,
	repeatedContent: 'There is more than one document',
	notBase64: 'The document is not base64',
	notAPush: 'A field of a push is missing or of the wrong kind, or there is no order to it',
	unsupportedAction: '`actiontype` is not `PushSignedDoc`',
	missingContent: '`status` is 1, but there is no document',
	missingHash: '`status` is 1, but there is no `hash`',
	unknownHash: '`hash` is no SHA-2 digest in hexadecimal or base64',
	unexpectedHash:
		'`hash` is by another member of SHA-2 than those before and came after a large document; pushed again, it is verified',
	hashMismatch: 'The document is not the one that was hashed',
	signatureNotIntact:
		'Require Signature is on, and the document has no signature, or was changed, or it cannot be told',
	signatureNotTrusted:
		'Require Signature is Trusted, and a certificate leads to none of the credential’s Trusted Roots',
	signerNotAllowed: 'A signer, and the issuer of the certificate, is not among Allowed Signers',
	notExpected: 'The order is not among Expected Orders',
	stillProcessing: 'The same push is being worked on; it will come again',
	tooManyAtWork: 'n8n works on 10,000 pushes that are not answered yet; it will come again',
	overloaded: `The pushes being received hold more than ${MOST_HELD / 1_024 / 1_024} MB of memory together, and this one weighs most; WoSignDoc retries`,
	senderStalled: `Nothing came for longer than Idle Timeout, or on average less than ${SLOWEST_RATE / 1_024} KB a second`,
	connectionLost: 'The connection ended before the push was whole',
	notStored: 'n8n could not store the document',
} satisfies Record<RefusalCode, string>;
