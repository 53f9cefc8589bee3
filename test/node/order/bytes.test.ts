import type { IBinaryKeyData, INodeParameters } from 'n8n-workflow';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ReceivedRequest, Sandbox, SandboxOrder } from '../../../sandbox';
import { startSandbox } from '../../../sandbox';
import { startBinaryStorage, storageModes } from '../support/binaryStorage';
import type { SourceFile } from '../support/orders';
import {
	binaryOf,
	FILES,
	inlineBinaryOf,
	ORGANIZATION,
	orderParameters,
	PERSON,
	withoutPositions,
} from '../support/orders';
import { runNode } from '../support/runNode';
import { credentialFor } from '../support/sandboxCredential';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox({ autoSign: false });
});
afterAll(async () => await sandbox.stop());

/** Only a failed order's number can be reused. */
afterEach(async () => {
	const waiting = sandbox.orders.filter(({ state }) => state === 'signing');
	for (const { signid } of waiting) await sandbox.refuse(signid, [-69]);
});

async function send(
	parameters: INodeParameters,
	binary: IBinaryKeyData,
): Promise<{ request: ReceivedRequest; order: SandboxOrder }> {
	const before = sandbox.requests.length;
	const items = [{ json: {}, binary }];
	await runNode({ credential: credentialFor(sandbox), node: { parameters }, items });
	const [request, ...more] = sandbox.requests.slice(before);
	const order = sandbox.orders.at(-1);
	if (!request || !order || more.length > 0) throw new Error('not one request');
	return { request, order };
}

function golden(name: string): string {
	return readFileSync(join(__dirname, '../fixtures', `${name}.golden`), 'utf8').trimEnd();
}

const onTemplate = {
	templateId: 'employment-contract',
	options: { subject: 'Contract "A" 合同', password: 'open sesame' },
};
const templateSigners = [withoutPositions(ORGANIZATION), withoutPositions(PERSON)];

/** Parameters for each golden file, in either mode. */
const orders: ReadonlyArray<[string, INodeParameters, typeof templateSigners]> = [
	['file', {}, [ORGANIZATION, PERSON]],
	['organization', {}, [ORGANIZATION]],
	['person', {}, [PERSON]],
	['template', { documentSource: 'template', ...onTemplate }, templateSigners],
	['templateWithFile', { documentSource: 'templateWithFile', ...onTemplate }, templateSigners],
];

describe.each(storageModes)('with binary data kept in mode %s', (storage) => {
	beforeAll(async () => await startBinaryStorage(storage));

	describe.each(['form', 'json'] as const)('and signers given by %s', (mode) => {
		it.each(orders)(
			'the platform receives an order’s golden bytes, unchunked: %s',
			async (name, changes, signers) => {
				const { request } = await send(orderParameters(mode, changes, signers), await binaryOf());
				expect(request.body.toString()).toBe(golden(name));
				expect(request.headers['content-length']).toBe(String(request.body.length));
				expect(request.headers['transfer-encoding']).toBeUndefined();
				expect(request.contentType).toBe('application/json; charset=utf-8');
				expect(request).toMatchObject({ method: 'POST', path: '/', errorCode: 0 });
			},
		);
	});

	it('sends inline base64 in the item as it sends what n8n stores', async () => {
		const binary = { ...(await binaryOf()), ...inlineBinaryOf({ license: FILES.license }) };
		const mixed = await send(orderParameters('form'), binary);
		expect(mixed.request.body.toString()).toBe(golden('file'));
	});

	it.each([0, 1, 2])(
		'sends a document of some megabytes and %i bytes over a multiple of 3, whole',
		async (rest) => {
			const contract = large(3 * 1_024 * 1_024 + rest, 'contract.docx');
			const binary = await binaryOf({ ...FILES, contract });
			const { request, order } = await send(orderParameters('form'), binary);
			expect(request.headers['content-length']).toBe(String(request.body.length));
			expect(order.document.equals(contract.bytes)).toBe(true);
		},
	);

	it('keeps several large files of one request apart', async () => {
		const files = {
			contract: large(400_001, 'contract.docx'),
			license: large(700_002, 'license.jpg'),
			material: large(3, 'material.jpg'),
			stamp: FILES.stamp,
		};
		const { order } = await send(orderParameters('form'), await binaryOf(files));
		expect(order.document.equals(files.contract.bytes)).toBe(true);
		const [organization, person] = order.signers;
		expect(organization?.stamp?.equals(files.stamp.bytes)).toBe(true);
		for (const signer of [organization, person]) {
			expect(signer?.pic.equals(files.license.bytes)).toBe(true);
			expect(signer?.otherpic.equals(files.material.bytes)).toBe(true);
		}
	});
});

it('sends an item’s inline base64 when n8n keeps new binary data on disk', async () => {
	await startBinaryStorage('filesystem');
	const { request } = await send(orderParameters('form'), inlineBinaryOf());
	expect(request.body.toString()).toBe(golden('file'));
});

it('sends what n8n stored on disk when it keeps new binary data in the items', async () => {
	await startBinaryStorage('filesystem');
	const binary = await binaryOf();
	expect(binary['contract']?.id).toContain('filesystem');
	await startBinaryStorage('default');
	const { request } = await send(orderParameters('form'), binary);
	expect(request.body.toString()).toBe(golden('file'));
});

it('takes images as base64 text in the signers’ JSON, too', async () => {
	const base64 = FILES.license.bytes.toString('base64');
	const signer = {
		...PERSON.json,
		picBinary: undefined,
		otherpicBinary: undefined,
		pic: `data:image/png;base64,${base64}`,
		otherpic: FILES.material.bytes.toString('base64').replace(/.{20}/g, '$&\n'),
	};
	const parameters = orderParameters('json', {}, [{ ...PERSON, json: signer }]);
	const { request } = await send(parameters, await binaryOf());
	expect(request.body.toString()).toBe(golden('person'));
});

it.each<[string, Partial<SourceFile>, string, string]>([
	['the option, above all', { fileName: 'a.pdf' }, '.DOCX', 'docx'],
	['the file’s name', { fileName: 'Contract v1.2.WPS', mimeType: 'application/pdf' }, '', 'wps'],
	['the MIME type of a file without a name', { mimeType: 'application/ofd' }, '', 'ofd'],
])('takes the document’s format from %s', async (_, named, fileFormat, expected) => {
	const contract = { bytes: bytesOfLength(100), ...named };
	const binary = await binaryOf({ ...FILES, contract });
	const { order } = await send(orderParameters('form', { options: { fileFormat } }), binary);
	expect(order.fileFormat).toBe(expected);
});

function large(length: number, fileName: string): SourceFile {
	return { bytes: bytesOfLength(length), fileName };
}

/** Bytes that begin like a DOCX file and don't repeat, so that a lost or moved piece is noticed. */
function bytesOfLength(length: number): Buffer {
	const bytes = Buffer.alloc(length);
	for (let at = 0; at + 4 <= length; at += 4)
		bytes.writeUInt32LE(Math.imul(at, 2_654_435_761) >>> 0, at);
	bytes.write('PK\u0003\u0004', 'latin1');
	return bytes;
}
