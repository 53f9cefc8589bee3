import fc from 'fast-check';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isSeal } from '../../../nodes/WoSignDoc/signatures/cms/electronicSeal';
import { signSm2 } from '../../support/signatures/identities';
import { sealInfo, sealOf, sm2Identity } from '../../support/signatures/seal';
import { plainPdf, signedPdf } from '../../support/signatures/signedPdf';
import { verify } from '../../support/signatures/verify';

const signer = sm2Identity({ name: '沃通公司' });
const maker = sm2Identity({ name: '制章中心' });
const [validFrom, validTo] = [new Date('2026-01-01T00:00:00Z'), new Date('2036-01-01T00:00:00Z')];

/** The value to be written, and what the values in it are, in hexadecimal. */
interface Parts {
	readonly first: 'info' | 'toSign' | 'whole';
	readonly dataHash?: string;
	readonly seal?: string;
	readonly signature?: string;
}

/** GB/T 38540-2020, 6 and 7, for `openssl asn1parse -genconf`. */
const template = ({ first, dataHash = '00', seal = '00', signature = '00' }: Parts) => `
asn1=SEQUENCE:${first}
[whole]
toSign=SEQUENCE:toSign
cert=FORMAT:HEX,OCTETSTRING:${signer.der.toString('hex')}
signatureAlgID=OID:1.2.156.10197.1.501
signature=FORMAT:HEX,BITSTRING:${signature}
[toSign]
version=INTEGER:4
eseal=SEQUENCE:eseal
timeInfo=GENERALIZEDTIME:20270203040506Z
dataHash=FORMAT:HEX,BITSTRING:${dataHash}
propertyInfo=IA5STRING:/ByteRange
[eseal]
esealInfo=SEQUENCE:info
cert=FORMAT:HEX,OCTETSTRING:${maker.der.toString('hex')}
signAlgID=OID:1.2.156.10197.1.501
signedValue=FORMAT:HEX,BITSTRING:${seal}
[info]
header=SEQUENCE:header
esID=IA5STRING:31000000000001
property=SEQUENCE:property
picture=SEQUENCE:picture
[header]
ID=IA5STRING:ES
version=INTEGER:4
Vid=IA5STRING:example
[property]
type=INTEGER:1
name=FORMAT:UTF8,UTF8String:沃通电子合同专用章
certListType=INTEGER:1
certList=SEQUENCE:certList
createDate=GENERALIZEDTIME:20260101000000Z
validStart=GENERALIZEDTIME:20260101000000Z
validEnd=GENERALIZEDTIME:20360101000000Z
[certList]
one=FORMAT:HEX,OCTETSTRING:${signer.der.toString('hex')}
[picture]
type=IA5STRING:png
data=FORMAT:ASCII,OCTETSTRING:picture
width=INTEGER:40
height=INTEGER:40
`;

function encoded(parts: Parts): Buffer {
	const folder = mkdtempSync(join(tmpdir(), 'seal-'));
	try {
		writeFileSync(join(folder, 'config'), template(parts));
		const command = ['asn1parse', '-genconf', 'config', '-noout', '-out', 'der'];
		execFileSync('openssl', command, { cwd: folder, stdio: 'pipe' });
		return readFileSync(join(folder, 'der'));
	} finally {
		rmSync(folder, { recursive: true });
	}
}

/** A signature with a seal, all of which OpenSSL has written and signed. */
function signWithOpenssl(bytes: Buffer): Buffer {
	const dataHash = createHash('sm3').update(bytes).digest('hex');
	const seal = signSm2(maker, encoded({ first: 'info' })).toString('hex');
	const signature = signSm2(signer, encoded({ first: 'toSign', dataHash, seal })).toString('hex');
	return encoded({ first: 'whole', dataHash, seal, signature });
}

describe('the structure of a seal', () => {
	it('is the one that OpenSSL writes of the standard’s definition', async () => {
		const report = await verify(signedPdf(plainPdf(), signWithOpenssl), '', 1_000, validTo);
		expect(report).toMatchObject({ intact: true, signers: ['沃通公司'] });
		expect(report.signatures[0]).toMatchObject({ claimedTime: '2027-02-03T04:05:06.000Z' });
		expect(sealInfo({ signer, maker, validFrom, validTo })).toEqual(encoded({ first: 'info' }));
	});

	it('is not intact once any bit of it is another, but where that changes nothing', async () => {
		const file = signedPdf(plainPdf(), sealOf({ signer, maker }), { subFilter: 'GM.sm2seal' });
		const start = file.indexOf('/Contents <') + '/Contents <'.length;
		const hex = file.toString('latin1', start, file.indexOf('>', start));
		const length = hex.replace(/(?:00)+$/, '').length / 2;
		const right = await verify(file, '', 10_000, validTo);
		await fc.assert(
			fc.asyncProperty(fc.nat(length - 1), fc.nat(7), async (at, bit) => {
				const changed = Buffer.from(file);
				const byte = Number.parseInt(hex.slice(2 * at, 2 * at + 2), 16) ^ (1 << bit);
				changed.write(byte.toString(16).padStart(2, '0'), start + 2 * at, 'latin1');
				const report = await verify(changed, '', 10_000, validTo);
				// Some bits are of no signed byte, as in how a number of the signature is written.
				expect(report.intact ? report : undefined).toEqual(report.intact ? right : undefined);
			}),
			{ numRuns: 200 },
		);
		expect(right.intact).toBe(true);
	});

	it('is distinguished from anything else', () => {
		fc.assert(fc.property(fc.uint8Array(), (bytes) => !isSeal(Buffer.from(bytes))));
		expect(isSeal(Buffer.from('3006300430021602455300', 'hex'))).toBe(false);
	});
});
