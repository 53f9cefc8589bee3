import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import { z } from 'zod';
import type { ClientCertificate } from '../protocol/certificate/clientCertificate';
import { misplaced } from '../protocol/certificate/pasted';
import { pemBlocks, repairPem } from '../protocol/certificate/pem';
import { PLATFORM_URLS } from '../protocol/constants';
import { ProtocolError } from '../protocol/errors';
import { validationMessage } from './validationMessage';

/** The credential's name in n8n; saved in users' workflows. */
export const CREDENTIAL_TYPE = 'woSignDocApi';

const text = z.string().trim().default('');
const pem = z.string().default('').transform(repairPem);

const BASE64 = /^[A-Za-z0-9+/=_-]*$/;

const credentialSchema = z
	.object({
		environment: z.enum(['production', 'test', 'custom']),
		baseUrl: text,
		tokenId: text.pipe(z.string().min(1, "'TokenID' is empty")),
		certificateFormat: z.enum(['pem', 'pfx']),
		certificate: pem,
		privateKey: pem,
		pfx: z.string().default('').transform(pfxBase64),
		passphrase: z.string().default(''),
		caCertificate: pem,
	})
	.superRefine((fields, context) => {
		const problem = (message: string) => context.addIssue({ code: 'custom', message });
		if (fields.environment === 'custom' && !isHttpsUrl(fields.baseUrl)) {
			problem("'Base URL' must be an https:// address");
		}
		if (fields.certificateFormat === 'pfx' && !fields.pfx) problem("'PFX' is empty");
		if (fields.certificateFormat === 'pfx' && !BASE64.test(fields.pfx)) {
			const { instead, remedy } = misplaced('pfx', fields.pfx);
			problem(`'PFX' cannot be read${instead || ': this is not base64'}. ${remedy}`);
		}
		if (fields.certificateFormat === 'pem' && !fields.certificate)
			problem("'Certificate' is empty");
		if (fields.certificateFormat === 'pem' && !fields.privateKey) problem("'Private Key' is empty");
	})
	.transform((fields) => ({
		baseUrl:
			fields.environment === 'custom'
				? new URL(fields.baseUrl).href
				: PLATFORM_URLS[fields.environment],
		tokenId: fields.tokenId,
		clientCertificate: clientCertificateOf(fields),
		// It replaces the public authorities, so it must not apply to the vendor's own hosts.
		caCertificate: (fields.environment === 'custom' && fields.caCertificate) || undefined,
	}));

/** Parsed separately: signatures are verified without the platform, whatever else the credential lacks. */
const trustedRootsSchema = z.object({ trustedRoots: pem.catch('') });

/** The credential, ready for use: where to send requests, with which token and client certificate. */
export type Credential = z.output<typeof credentialSchema>;

/** TLS options with the client certificate, and the certificate authority to trust instead of the public ones. */
export interface ClientTlsOptions {
	readonly cert?: string;
	readonly key?: string;
	readonly pfx?: Buffer;
	readonly passphrase?: string;
	readonly ca?: string;
}

/** Parses n8n's credential data. Throws `invalidCredential`, which names every invalid field, but never a value. */
export function parseCredential(data: ICredentialDataDecryptedObject): Credential {
	const parsed = credentialSchema.safeParse(data, { errorMap: validationMessage });
	if (parsed.success) return parsed.data;
	throw new ProtocolError(
		'invalidCredential',
		`The WoSignDoc credential is incomplete: ${parsed.error.issues.map(describe).join('; ')}`,
		{ description: 'Open the credential, correct the fields named, and test it.' },
	);
}

/** The root certificates that signers are checked against, in PEM; empty when there are none. */
export function trustedRootsOf(data: ICredentialDataDecryptedObject): string {
	return trustedRootsSchema.parse(data).trustedRoots;
}

/**
 * What a TLS connection needs to present the client certificate. The server's certificate is always verified: against
 * `ca` if there is one, otherwise against the authorities that Node.js trusts.
 */
export function clientTlsOptions({
	clientCertificate,
	caCertificate,
}: Credential): ClientTlsOptions {
	const ca = caCertificate === undefined ? {} : { ca: caCertificate };
	if (clientCertificate.format === 'pfx') {
		return { pfx: clientCertificate.pfx, passphrase: clientCertificate.passphrase, ...ca };
	}
	const { certificate, privateKey, passphrase } = clientCertificate;
	return {
		cert: certificate,
		key: privateKey,
		...(passphrase === undefined ? {} : { passphrase }),
		...ca,
	};
}

function clientCertificateOf(fields: {
	certificateFormat: 'pem' | 'pfx';
	certificate: string;
	privateKey: string;
	pfx: string;
	passphrase: string;
}): ClientCertificate {
	if (fields.certificateFormat === 'pfx') {
		return {
			format: 'pfx',
			pfx: Buffer.from(fields.pfx, 'base64'),
			passphrase: fields.passphrase,
		};
	}
	const { certificate, privateKey, passphrase } = fields;
	return { format: 'pem', certificate, privateKey, passphrase: passphrase || undefined };
}

/** The base64 of a PFX file: plain, as a data URL, or between certificate lines, as Windows' certutil writes it. */
function pfxBase64(text: string): string {
	const [block] = pemBlocks(text);
	return block ? block.base64 : text.replace(/^data:[^,]*,/, '').replace(/\s+/g, '');
}

function isHttpsUrl(text: string): boolean {
	return URL.canParse(text) && new URL(text).protocol === 'https:';
}

function describe({ path, message }: z.ZodIssue): string {
	return path.length > 0 && !message.includes(' is empty')
		? `${path.join('.')}: ${message}`
		: message;
}
