import { Container } from '@n8n/di';
import { BinaryDataService } from 'n8n-core';
import type { IBinaryData, INodeExecutionData } from 'n8n-workflow';
import { createHash } from 'node:crypto';
import type { PushFault } from '../../../sandbox';
import { bytesOf, startBinaryStorage, storageModes, storedFiles } from '../support/binaryStorage';
import type { ServedTrigger } from '../support/trigger';
import { contract, useTriggers } from '../support/trigger';
import { nodeOf, trigger, workflowOf } from '../support/workflow';

const startTrigger = useTriggers();

/** The one item of a call on the output Signed. */
function signedItem(trigger: ServedTrigger, call = 0): INodeExecutionData {
	const [signed = [], ...others] = trigger.outputs(call);
	expect(others).toEqual([[], []]);
	const [item, ...more] = signed;
	if (!item || more.length > 0) throw new Error('not one item on Signed');
	return item;
}

/** The bytes before a member's name in a ZIP file. */
const ZIP_HEADER = `PK\u0003\u0004${'\u0000'.repeat(26)}`;

/** All supported forms of a push (PROTOCOL.md, PushSignedDoc, Decided). */
const forms: ReadonlyArray<[string, PushFault]> = [
	['as documented', []],
	['keys in another order and case', 'keysReordered'],
	['extendData as a string', 'extendDataString'],
	['a form field', 'formField'],
	['gzip', 'gzip'],
	['deflate', 'deflate'],
	['a byte order mark', 'bom'],
	['a slow body', 'slowBody'],
	['the hash in upper case', 'upperCaseHash'],
	['the hash in base64', 'base64Hash'],
	['a SHA-224 hash', 'sha224'],
	['a SHA-384 hash', 'sha384'],
	['a SHA-512 hash', 'sha512'],
	[
		'all at once',
		['keysReordered', 'extendDataString', 'formField', 'gzip', 'sha512', 'base64Hash'],
	],
];

function algorithmOf(fault: PushFault): string {
	return /sha\d+/.exec(JSON.stringify(fault))?.[0] ?? 'sha256';
}

describe.each(storageModes)('with binary data kept in mode %s', (mode) => {
	beforeAll(async () => await startBinaryStorage(mode));

	it.each(forms)('a signed document arrives whole and verified: %s', async (_, fault) => {
		const trigger = await startTrigger();
		const push = await trigger.push({ fault });
		expect(push).toMatchObject({ accepted: true, httpStatus: 200, answer: '1' });
		const { json, binary } = signedItem(trigger);
		const hashAlgorithm = algorithmOf(fault);
		const [fileName, mimeType] = [`${push.orderNumber}.pdf`, 'application/pdf'];
		expect(json).toMatchObject({
			event: 'signed',
			status: 1,
			signid: push.signid,
			orderNumber: push.orderNumber,
			hash: createHash(hashAlgorithm).update(contract).digest('hex'),
			hashAlgorithm,
			sha256: createHash('sha256').update(contract).digest('hex'),
			size: contract.length,
			fileName,
			mimeType,
			receivedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/) as string,
			extendData: {},
		});
		expect(binary).toEqual({ data: expect.objectContaining({ fileName, mimeType }) as object });
		expect((await bytesOf(binary?.['data'])).equals(contract)).toBe(true);
	});

	it('a signed document arrives under the name of the field that the node is set to', async () => {
		const trigger = await startTrigger({
			node: { parameters: { binaryPropertyName: 'contract' } },
		});
		await trigger.push();
		expect(Object.keys(signedItem(trigger).binary ?? {})).toEqual(['contract']);
	});

	it.each<PushFault>(['gzip', 'formField', 'bom'])(
		'a signed document arrives when n8n has read the body already: %s',
		async (fault) => {
			const trigger = await startTrigger({ readBody: true });
			expect(await trigger.push({ fault })).toMatchObject({ accepted: true });
			const { binary } = signedItem(trigger);
			expect((await bytesOf(binary?.['data'])).equals(contract)).toBe(true);
		},
	);

	it('a document pushed twice at the same moment starts the workflow once', async () => {
		const trigger = await startTrigger();
		await trigger.push({ fault: 'duplicate' });
		await trigger.ended(2);
		const started = [0, 1].filter((call) => trigger.outputs(call).length > 0);
		expect(started).toHaveLength(1);
		const { binary } = signedItem(trigger, started[0]);
		expect((await bytesOf(binary?.['data'])).equals(contract)).toBe(true);
	});
});

describe('with binary data kept on disk', () => {
	beforeAll(async () => await startBinaryStorage('filesystem'));

	const large = Buffer.concat([contract, Buffer.alloc(5_000_001, 'some megabytes ')]);

	/** The name that n8n stored permanently with a document and offers for downloads. */
	const storedName = async (binary: IBinaryData | undefined) =>
		(await Container.get(BinaryDataService).getMetadata(binary?.id ?? '')).fileName;

	it('a document is stored under the name that its item has', async () => {
		const trigger = await startTrigger();
		await trigger.push({ document: large, orderNumber: 'HT/2026/01' });
		const { json, binary } = signedItem(trigger);
		expect(json['fileName']).toBe('HT_2026_01~87c744a7.pdf');
		expect(await storedName(binary?.['data'])).toBe(json['fileName']);
	});

	it('a document is stored without a name when its order number came after it', async () => {
		const trigger = await startTrigger();
		const document = Buffer.alloc(large.length);
		document.write(`${ZIP_HEADER}OFD.xml`, 'latin1');
		await trigger.push({ document, orderNumber: 'HT/2026/01', fault: 'keysReordered' });
		const { json, binary } = signedItem(trigger);
		const [fileName, fileExtension] = ['HT_2026_01~87c744a7.ofd', 'ofd'];
		expect(json).toMatchObject({ fileName });
		expect(binary?.['data']).toMatchObject({ fileName, fileExtension });
		expect(await storedName(binary?.['data'])).toBeUndefined();
	});

	it('a document of some megabytes is stored once, byte for byte', async () => {
		const trigger = await startTrigger();
		const before = storedFiles().length;
		expect(await trigger.push({ document: large })).toMatchObject({ accepted: true });
		const { binary } = signedItem(trigger);
		expect((await bytesOf(binary?.['data'])).equals(large)).toBe(true);
		// The document and its metadata.
		expect(storedFiles()).toHaveLength(before + 2);
	});
});

it.each([
	['CONTRACT-2026-0042', 'CONTRACT-2026-0042.pdf'],
	['合同/2026:№ 42', '合同_2026_No_42~8ee2b28e.pdf'],
	['../../etc/passwd', 'etc_passwd~3754d6cb.pdf'],
	['CON', 'CON~a3dbc4b6.pdf'],
	// Without an order number, it is named after the signid, but differs from the name for an order of that number.
	['', expect.stringMatching(/^[\w-]+~[\da-f]{8}\.pdf$/)],
	// The same applies if the number is only spaces, as other orders' may be, too.
	[' ', expect.not.stringMatching(/^document~/)],
])('a file is named after its order number, made safe: %s', async (orderNumber, fileName) => {
	const trigger = await startTrigger();
	await trigger.push({ orderNumber });
	const { json, binary } = signedItem(trigger);
	expect(json).toMatchObject({ orderNumber, fileName });
	expect(binary?.['data']).toMatchObject({ fileName });
});

it('a document whose form did not encode + says so in its item', async () => {
	const trigger = await startTrigger();
	const content = Buffer.from([0xfb, 0xef, 0xbe, 0xfb]).toString('base64');
	const hash = createHash('sha256').update(Buffer.from(content, 'base64')).digest('hex');
	const extendData = { signid: 'S', ordernumber: 'A+B', content, hash };
	const json = JSON.stringify({ actiontype: 'PushSignedDoc', status: 1, extendData });
	expect(content).toContain('+');
	const response = await fetch(trigger.url, {
		method: 'POST',
		headers: { 'content-type': 'application/x-www-form-urlencoded' },
		body: `data=${json}`,
	});
	expect(await response.text()).toBe('1');
	expect(signedItem(trigger).json).toMatchObject({
		orderNumber: 'A+B',
		remarks: [expect.stringContaining('+')],
	});
});

it.each([
	[`${ZIP_HEADER}word/document.xml`, 'docx'],
	[`${ZIP_HEADER}OFD.xml`, 'ofd'],
	['\u0089PNG\r\n\u001a\n', 'png'],
	['something else', 'bin'],
])('a file’s type is known by its bytes: %j', async (beginning, extension) => {
	const trigger = await startTrigger();
	const { orderNumber } = await trigger.push({ document: Buffer.from(beginning, 'latin1') });
	expect(signedItem(trigger).json['fileName']).toBe(`${orderNumber}.${extension}`);
});

it('n8n hands the body over unread, whatever its size', () => {
	const { nodes } = workflowOf(nodeOf('woSignDocTrigger', {}));
	// n8n asks this of webhook nodes before it reads a body, but only for type version 1.
	expect(Object.values(nodes)[0]).toMatchObject({
		typeVersion: 1,
		parameters: { options: { binaryData: true } },
	});
	expect(trigger.description.version).toBe(1);
});
