import type { CredentialKind } from './kindOfDer';
import { kindOfDer } from './kindOfDer';
import { isCutOff, pemBlocks } from './pem';

/** What was pasted into a field that expects something else. */
export type Pasted = CredentialKind | 'path' | 'openssh' | 'cutOff';

/** The fields of the credential that take PEM text or a file in base64. */
export type CertificateField = 'certificate' | 'privateKey' | 'pfx' | 'authorities';

const NAMES: Readonly<Record<Pasted, string>> = {
	certificate: 'this is a certificate',
	privateKey: 'this is a private key',
	publicKey: 'this is a public key',
	request: 'this is a certificate signing request (CSR)',
	pkcs7: 'this is a PKCS#7 file (.p7b)',
	pfx: 'this is a PFX file',
	revocationList: 'this is a certificate revocation list (CRL)',
	openssh: 'this is an OpenSSH key',
	path: 'this is a file’s name, not its contents',
	cutOff: 'a BEGIN or END line is missing',
};

const CONTENTS = 'n8n reads no files here: open the file and paste its contents.';
const ADD_LINES =
	'It is in DER form: put -----BEGIN CERTIFICATE----- on a line before it and -----END CERTIFICATE----- after it.';
const UNPACK =
	'Take the certificates out of it with “openssl pkcs7 -print_certs -in file.p7b -out certificate.pem” (with -inform der for a binary file) and paste them.';
const WHOLE = 'Paste the whole text, from its first -----BEGIN to its last -----END line.';

/** What to do about the contents of a field. */
const REMEDIES: Readonly<Record<CertificateField, Partial<Record<Pasted, string>>>> = {
	certificate: {
		certificate: ADD_LINES,
		privateKey: "It belongs in 'Private Key'; paste the certificate here.",
		publicKey: 'Paste the certificate; a public key alone does not say whose it is.',
		request: 'Paste the certificate that was issued for it.',
		pkcs7: UNPACK,
		pfx: "Choose 'PFX' under 'Certificate Format' and paste it there.",
	},
	privateKey: {
		certificate: "It belongs in 'Certificate'; paste the private key here.",
		privateKey:
			'It is in DER form: “openssl pkey -inform der -in file.key -out key.pem” makes the text to paste.',
		publicKey: 'Paste the private key, which was made together with it.',
		request: 'Paste the private key, which was made together with it.',
		pfx: "Choose 'PFX' under 'Certificate Format' and paste it there.",
		openssh: 'Convert a copy of it with “ssh-keygen -p -m PEM -f copy.key” and paste that.',
	},
	pfx: {
		certificate: "Choose 'PEM' under 'Certificate Format' and paste it there.",
		privateKey: "Choose 'PEM' under 'Certificate Format' and paste it there.",
		pkcs7: 'It has no private key. Export certificate and key together as .pfx or .p12.',
	},
	authorities: {
		certificate: ADD_LINES,
		pkcs7: UNPACK,
	},
};
const OTHERWISE: Readonly<Record<CertificateField, string>> = {
	certificate: 'Paste the PEM text from -----BEGIN CERTIFICATE----- to -----END CERTIFICATE-----.',
	privateKey:
		'Paste the PEM text from -----BEGIN … PRIVATE KEY----- to -----END … PRIVATE KEY-----.',
	pfx: 'Give the whole .pfx or .p12 file as base64 text.',
	authorities:
		'Paste certificates in PEM form, from -----BEGIN CERTIFICATE----- to -----END CERTIFICATE-----.',
};

const WANTED: Readonly<Record<CertificateField, Pasted>> = {
	certificate: 'certificate',
	privateKey: 'privateKey',
	pfx: 'pfx',
	authorities: 'certificate',
};

/** What is wrong with a field that can't be read: what it contains instead, empty if unknown, and what to do. */
export function misplaced(
	field: CertificateField,
	text: string,
): { instead: string; remedy: string } {
	const pasted = whatIs(text);
	// It has its lines and is of the expected kind, so it must be damaged.
	const isDamaged = pasted === WANTED[field] && (field === 'pfx' || pemBlocks(text).length > 0);
	if (!pasted || isDamaged) return { instead: '', remedy: OTHERWISE[field] };
	const general: Partial<Record<Pasted, string>> = { path: CONTENTS, cutOff: WHOLE };
	return {
		instead: `: ${NAMES[pasted]}`,
		remedy: REMEDIES[field][pasted] ?? general[pasted] ?? OTHERWISE[field],
	};
}

/** What a text is: by the contents of its first block, or by its label; without blocks, by its base64. */
export function whatIs(text: string): Pasted | undefined {
	const [block] = pemBlocks(text);
	if (block?.label === 'OPENSSH PRIVATE KEY' || /^(?:ssh-|ecdsa-sha2-)/.test(text))
		return 'openssh';
	if (block) return kindOfDer(Buffer.from(block.base64, 'base64')) ?? kindOfLabel(block.label);
	if (isCutOff(text)) return 'cutOff';
	if (isPath(text)) return 'path';
	return kindOfDer(Buffer.from(text, 'base64'));
}

function kindOfLabel(label: string): Pasted | undefined {
	if (label.endsWith('PRIVATE KEY')) return 'privateKey';
	if (label.endsWith('PUBLIC KEY')) return 'publicKey';
	if (label.endsWith('CERTIFICATE REQUEST')) return 'request';
	if (/^(?:PKCS ?#?7|CMS)/.test(label)) return 'pkcs7';
	if (/^(?:PKCS ?#?12|PFX)/.test(label)) return 'pfx';
	if (label === 'X509 CRL') return 'revocationList';
	return label.endsWith('CERTIFICATE') ? 'certificate' : undefined;
}

function isPath(text: string): boolean {
	const line = text.trim();
	if (line.includes('\n') || line.length > 500) return false;
	return (
		/^(?:~|\.{1,2})?[/\\]\S*\.\w+$|^[A-Za-z]:[/\\]|^file:/.test(line) ||
		/\.(?:pem|crt|cer|der|key|pfx|p12|p7b|txt)$/i.test(line)
	);
}
