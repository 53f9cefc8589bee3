import { HookContext } from 'n8n-core';
import { createHash } from 'node:crypto';
import { cms } from '../../support/signatures/cms';
import { makeIdentity } from '../../support/signatures/identities';
import { rsa } from '../../support/signatures/manners';
import { plainPdf, signedPdf } from '../../support/signatures/signedPdf';
import { additionalDataWith } from '../support/additionalData';
import { startBinaryStorage } from '../support/binaryStorage';
import { contract, useTriggers } from '../support/trigger';
import { nodeOf, workflowOf } from '../support/workflow';

const startTrigger = useTriggers();
beforeAll(async () => await startBinaryStorage('default'));

/** Text that breaks lines in every way, clears a terminal, reverses direction, hides text, and fakes the rest of a line. */
const EVIL = 'X\r\n\u0085\u2028\u2029\u001b[2K\u202e\u200b\ufeff", from "127.0.0.1';
/** The same in OpenSSL's configuration syntax. */
const EVIL_NAME = EVIL.replace('\r', '\\r').replace('\n', '\\n').replaceAll('"', '\\"');
const ONE_PLAIN_LINE = /^[^\p{C}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]+$/u;

/** Lines logged by n8n from now on. */
function watchLog(): string[] {
	const node = nodeOf('woSignDocTrigger', {});
	const additionalData = additionalDataWith({});
	const { logger } = new HookContext(workflowOf(node), node, additionalData, 'trigger', 'manual');
	const lines: string[] = [];
	for (const level of ['info', 'warn'] as const) {
		jest.spyOn(logger, level).mockImplementation((...[line]) => void lines.push(line));
	}
	return lines;
}
afterEach(() => jest.restoreAllMocks());

function pushOf(document: Buffer, { actiontype = 'PushSignedDoc', hash = '' } = {}) {
	return {
		actiontype,
		status: 1,
		errorcode: '0',
		extendData: {
			signid: `${EVIL} signid`,
			ordernumber: `${EVIL} order`,
			content: document.toString('base64'),
			hash: hash || createHash('sha256').update(document).digest('hex'),
		},
	};
}

const strangers = () =>
	signedPdf(plainPdf(), (bytes) =>
		cms(bytes, { identity: makeIdentity({ name: EVIL_NAME }), manner: rsa('sha256') }),
	);

const REFUSED =
	/^WoSignDoc push refused: 4\d\d \w+, …; signid (?:…|null), order (?:…|null), from …$/;
const RECEIVED = /^WoSignDoc push …: signid …, order …, \d+ bytes, … verified, \d+ ms$/;

it.each([
	['another action', () => pushOf(contract, { actiontype: EVIL }), 'unsupportedAction', REFUSED],
	['a wrong hash', () => pushOf(contract, { hash: '0'.repeat(64) }), 'hashMismatch', REFUSED],
	['someone else’s signature', () => pushOf(strangers()), 'signerNotAllowed', REFUSED],
	['nothing that is wrong', () => pushOf(strangers()), undefined, RECEIVED],
] as const)(
	'a push with %s, full of line breaks and disguises, leaves one plain line, in the log as in the answer',
	async (_, body, code, told) => {
		const lines = watchLog();
		const additionalOptions = { requireSignature: 'intact', allowedSigners: 'Alice' };
		const parameters = { acknowledge: 'workflowFinished', ...(code && { additionalOptions }) };
		const trigger = await startTrigger({ node: { parameters } });
		const response = await fetch(trigger.url, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify(body()),
		});
		expect(response.ok).toBe(code === undefined);
		expect(await response.text()).toMatch(ONE_PLAIN_LINE);
		await trigger.ended(1);
		expect(lines).toEqual([expect.stringMatching(ONE_PLAIN_LINE)]);
		const skeleton = lines[0]?.replaceAll(/"(?:[^"\\]|\\.)*"/g, '…');
		expect(skeleton).toMatch(told);
		// Workflows get the original text.
		const [item] = trigger.outputs().flat();
		expect(item?.json).toMatchObject({ ...(code && { code }) });
		if (code !== 'unsupportedAction') {
			expect(item?.json).toMatchObject({ orderNumber: `${EVIL} order`, signid: `${EVIL} signid` });
		}
	},
);
