import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { digestOf } from '../../../nodes/WoSignDoc/signatures/cms/digests';
import { isSeal, parseSealSignature } from '../../../nodes/WoSignDoc/signatures/cms/electronicSeal';
import { verdictOf } from '../../../nodes/WoSignDoc/signatures/cms/verdictOf';
import { verifySealSignature } from '../../../nodes/WoSignDoc/signatures/cms/verifySeal';

/**
 * Signatures with seals out of public OFD documents (`NAME.der`), each with the file that its digest is of (`NAME.xml`):
 * the standard is the same for OFD and PDF, and no public PDF with one was found.
 */
const SAMPLES = resolve(__dirname, '../../../../shared/seals');
const missing = existsSync(SAMPLES) ? '' : 'the samples are not there';
const describeSamples = missing
	? (name: string, body: () => void) => describe.skip(`${name} (skipped: ${missing})`, body)
	: describe;

/** Those that do not hold, and why. */
const REASONS: Readonly<Record<string, RegExp>> = {
	'SESV4SignDoc-Sign_0': /its seal was not valid at the time/,
	'keyword-Sign_1': /critical extension 1\.3\.6\.1\.5\.5\.7\.1\.4/,
	'n-Sign_0': /version 1/,
};

const names = missing
	? ['none']
	: readdirSync(SAMPLES)
			.filter((file) => file.endsWith('.der'))
			.map((file) => file.replace(/\.der$/, ''));

describeSamples('a seal in a document of others', () => {
	it.each(names)('%s is valid for what it was made for, or the exception is explained', (name) => {
		const contents = readFileSync(join(SAMPLES, `${name}.der`));
		const document = readFileSync(join(SAMPLES, `${name}.xml`));
		const over = (bytes: Buffer) =>
			verdictOf(() => verifySealSignature(parseSealSignature(contents), digestOf('sm3', bytes)));
		expect(isSeal(contents)).toBe(true);
		const { integrity, reason } = over(document);
		if (REASONS[name]) expect(reason).toMatch(REASONS[name]);
		else expect([integrity, reason]).toEqual(['ok', '']);
		expect(over(Buffer.concat([document, Buffer.from(' ')])).integrity).not.toBe('ok');
	});
});
