import forge from 'node-forge';

const objectIds = {
	data: '1.2.840.113549.1.7.1',
	encryptedData: '1.2.840.113549.1.7.6',
	/** pbeWithSHAAnd40BitRC2-CBC */
	pbeWithRc2: '1.2.840.113549.1.12.1.6',
};

/** The contents of a PKCS#12 file, in PEM. */
export interface PfxParts {
	certificate: string;
	privateKey: string;
	caCertificate: string;
	passphrase: string;
}

/** PKCS#12 that OpenSSL 3 and Node.js can read: AES-256. */
export function modernPfx(parts: PfxParts): Buffer {
	return der(pkcs12(parts, 'aes256'));
}

/**
 * PKCS#12 as Windows and old Java tools wrote it for decades: certificates encrypted with 40-bit RC2, the key with
 * triple DES. OpenSSL 3, and therefore Node.js, rejects it ("unsupported").
 */
export function legacyPfx(parts: PfxParts): Buffer {
	const pfx = pkcs12(parts, '3des');
	const safe = forge.asn1.fromDer(octets(authenticatedSafe(pfx)));
	safe.value = [encryptContent(descend(safe, 0), parts.passphrase), descend(safe, 1)];
	const encoded = forge.asn1.toDer(safe).getBytes();
	authenticatedSafe(pfx).value = encoded;
	sealAgain(pfx, encoded, parts.passphrase);
	return der(pfx);
}

function pkcs12(parts: PfxParts, algorithm: 'aes256' | '3des'): forge.asn1.Asn1 {
	const chain = [parts.certificate, parts.caCertificate].map((text) =>
		forge.pki.certificateFromPem(text),
	);
	const key = forge.pki.privateKeyFromPem(parts.privateKey);
	const options = { algorithm, friendlyName: 'WoSignDoc sandbox' } as const;
	return forge.pkcs12.toPkcs12Asn1(key, chain, parts.passphrase, options);
}

// node-forge doesn't encrypt the certificates in a PKCS#12 and supports RC2 only for reading, so this replaces their
// ContentInfo with an encrypted one (RFC 2315, 10.1; RFC 7292, appendix C).
function encryptContent(contentInfo: forge.asn1.Asn1, passphrase: string): forge.asn1.Asn1 {
	const plain = octets(descend(contentInfo, 1, 0));
	const salt = forge.random.getBytesSync(8);
	const iterations = 2048;
	const saltBuffer = forge.util.createBuffer(salt);
	const key = forge.pkcs12.generateKey(passphrase, saltBuffer, 1, iterations, 5);
	const iv = forge.pkcs12.generateKey(passphrase, forge.util.createBuffer(salt), 2, iterations, 8);
	const cipher = forge.rc2.createEncryptionCipher(key, 40);
	cipher.start(iv);
	cipher.update(forge.util.createBuffer(plain));
	cipher.finish();
	const algorithm = sequence(
		oid(objectIds.pbeWithRc2),
		sequence(octetString(salt), integer(iterations)),
	);
	const encrypted = context(0, false, cipher.output.getBytes());
	const content = sequence(oid(objectIds.data), algorithm, encrypted);
	return sequence(oid(objectIds.encryptedData), context(0, true, [sequence(integer(0), content)]));
}

/** Recomputes the file's MAC over the changed content, with the salt and iteration count already in it. */
function sealAgain(pfx: forge.asn1.Asn1, content: string, passphrase: string): void {
	const key = forge.pkcs12.generateKey(
		passphrase,
		forge.util.createBuffer(octets(descend(pfx, 2, 1))),
		3,
		forge.asn1.derToInteger(octets(descend(pfx, 2, 2))),
		20,
	);
	const hmac = forge.hmac.create();
	hmac.start(forge.md.sha1.create(), key);
	hmac.update(content);
	descend(pfx, 2, 0, 1).value = hmac.getMac().getBytes();
}

/** The OCTET STRING that contains the AuthenticatedSafe. */
function authenticatedSafe(pfx: forge.asn1.Asn1): forge.asn1.Asn1 {
	return descend(pfx, 1, 1, 0);
}

/** The node at this path of child indexes. */
function descend(node: forge.asn1.Asn1, ...path: number[]): forge.asn1.Asn1 {
	return path.reduce((parent, index) => {
		const child = typeof parent.value === 'string' ? undefined : parent.value[index];
		if (!child) throw new TypeError('not the structure of a PKCS#12 file');
		return child;
	}, node);
}

function octets(node: forge.asn1.Asn1): string {
	if (typeof node.value !== 'string') throw new TypeError('not the structure of a PKCS#12 file');
	return node.value;
}

const { Class, Type } = forge.asn1;

function sequence(...values: forge.asn1.Asn1[]): forge.asn1.Asn1 {
	return forge.asn1.create(Class.UNIVERSAL, Type.SEQUENCE, true, values);
}

function context(tag: number, constructed: boolean, value: string | forge.asn1.Asn1[]) {
	return forge.asn1.create(Class.CONTEXT_SPECIFIC, tag, constructed, value);
}

function oid(dotted: string): forge.asn1.Asn1 {
	const bytes = forge.asn1.oidToDer(dotted).getBytes();
	return forge.asn1.create(Class.UNIVERSAL, Type.OID, false, bytes);
}

function octetString(value: string): forge.asn1.Asn1 {
	return forge.asn1.create(Class.UNIVERSAL, Type.OCTETSTRING, false, value);
}

function integer(value: number): forge.asn1.Asn1 {
	const bytes = forge.asn1.integerToDer(value).getBytes();
	return forge.asn1.create(Class.UNIVERSAL, Type.INTEGER, false, bytes);
}

function der(node: forge.asn1.Asn1): Buffer {
	return Buffer.from(forge.asn1.toDer(node).getBytes(), 'binary');
}
