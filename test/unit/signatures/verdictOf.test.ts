import { Asn1Error } from '../../../nodes/WoSignDoc/protocol/certificate/asn1';
import {
	MalformedSignature,
	UnsupportedSignature,
} from '../../../nodes/WoSignDoc/signatures/cms/signatureErrors';
import { verdictOf } from '../../../nodes/WoSignDoc/signatures/cms/verdictOf';

it.each<[unknown, string, string]>([
	[new MalformedSignature('it has no signer'), 'malformed', 'it has no signer'],
	[new UnsupportedSignature('its digest is odd'), 'unsupported', 'its digest is odd'],
	[new Asn1Error('not ASN.1'), 'malformed', 'not ASN.1'],
	[new TypeError('it is an error of a library'), 'malformed', 'it cannot be read'],
	['no error at all', 'malformed', 'it cannot be read'],
])('%p is a verdict that shows no message but our own', (error, integrity, reason) => {
	const verdict = verdictOf(() => {
		throw error;
	});
	expect(verdict).toEqual({ integrity, reason });
});
