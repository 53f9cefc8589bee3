import { DataDeduplicationService } from 'n8n-core';
import type { IDataDeduplicator, INode, INodeExecutionData, INodeParameters } from 'n8n-workflow';
import { randomUUID } from 'node:crypto';
import { recordOf } from '../../../nodes/WoSignDoc/push/processed/processedPushes';
import type { Sandbox } from '../../../sandbox';
import { startSandbox } from '../../../sandbox';
import { startBinaryStorage } from '../support/binaryStorage';
import { inlineBinaryOf, ORGANIZATION, orderParameters } from '../support/orders';
import { runWorkflow } from '../support/runWorkflow';
import { credentialFor } from '../support/sandboxCredential';
import { strictDouble } from '../support/strictDouble';

/** A push identity that n8n's database can't store. */
const FAULTY = 'faulty';
const FAULTY_RECORD = recordOf('node', FAULTY);
const seen = new Set<string>();

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox({ autoSign: false });
	await startBinaryStorage('default');
	const checkProcessedAndRecord = async (items: unknown[]) => {
		if (items.includes(FAULTY_RECORD)) throw new Error('the database is away');
		const fresh = items.map(String).filter((item) => !seen.has(item));
		fresh.forEach((item) => seen.add(item));
		return { new: fresh, processed: items.map(String).filter((item) => !fresh.includes(item)) };
	};
	await DataDeduplicationService.init(
		strictDouble<IDataDeduplicator>('deduplicator', { checkProcessedAndRecord }),
	);
});
afterAll(async () => await sandbox.stop());
beforeEach(() => seen.clear());

type OnError = Exclude<INode['onError'], undefined>;

interface Run {
	readonly parameters: INodeParameters;
	readonly items: INodeExecutionData[];
	readonly onError: OnError;
	readonly sendResponse?: () => Promise<void>;
	readonly retryOnFail?: boolean;
}

async function outputsOf({ parameters, items, onError, sendResponse, retryOnFail = false }: Run) {
	return await runWorkflow({
		credential: credentialFor(sandbox),
		node: {
			parameters,
			onError,
			...(retryOnFail && { retryOnFail, maxTries: 2, waitBetweenTries: 0 }),
		},
		items,
		...(sendResponse && { sendResponse }),
	});
}

const item = (field: unknown, json = {}): INodeExecutionData => ({
	json: { field, number: randomUUID(), ...json } as never,
	binary: inlineBinaryOf(),
});
const failed = (index: number, json: object = {}): unknown =>
	expect.objectContaining({
		json: { ...json, error: expect.objectContaining({ message: expect.any(String) }) },
		pairedItem: { item: index },
	});
const done = (index: number): unknown =>
	expect.objectContaining({
		json: expect.not.objectContaining({ error: expect.anything() }),
		pairedItem: { item: index },
	});

/** Operations with a parameter that is invalid for the second of three items. */
const field = '={{ $json.field }}';
const ordered = (parameters: INodeParameters) =>
	orderParameters('form', { orderNumber: '={{ $json.number }}', ...parameters }, [ORGANIZATION]);
const cases: ReadonlyArray<readonly [string, INodeParameters, right: unknown, wrong: unknown]> = [
	['signOrder: create, its document', ordered({ binaryPropertyName: field }), 'contract', 42],
	['signOrder: create, an option', ordered({ options: { timeout: field } }), 60, 'soon'],
	[
		'document: previewPositions',
		ordered({
			resource: 'document',
			operation: 'previewPositions',
			binaryPropertyOutput: field,
		}),
		'preview',
		{},
	],
	[
		'document: verifySignatures',
		{ resource: 'document', operation: 'verifySignatures', binaryPropertyName: field },
		'contract',
		true,
	],
	[
		'document: createEvidence',
		{
			...{ resource: 'document', operation: 'createEvidence', binaryPropertyName: field },
			...{ binaryPropertyEvidence: 'evidence', binaryPropertyEvidencePdf: 'evidencePdf' },
		},
		'contract',
		true,
	],
];

describe.each(cases)('the item that fails: %s', (_, parameters, right, wrong) => {
	const items = () => [item(right), item(wrong), item(right)];
	const { operation = '' } = parameters;
	const hasInput = operation === 'verifySignatures' || operation === 'createEvidence';

	it('has only the error if the workflow continues, and the others proceed', async () => {
		const given = items();
		const own = hasInput ? given[1]?.json : {};
		expect(await outputsOf({ parameters, items: given, onError: 'continueRegularOutput' })).toEqual(
			[[done(0), failed(1, own), done(2)]],
		);
	});

	it('is the only one on the error output, with its own data', async () => {
		const given = items();
		expect(await outputsOf({ parameters, items: given, onError: 'continueErrorOutput' })).toEqual([
			[done(0), done(2)],
			[failed(1, given[1]?.json)],
		]);
	});
});

it('an option that the first item has wrong fails that item alone', async () => {
	const parameters = ordered({ options: { timeout: field } });
	const items = [item('soon'), item(60)];
	const [output] = await outputsOf({ parameters, items, onError: 'continueRegularOutput' });
	expect(output).toEqual([failed(0), done(1)]);
});

describe('push: skipProcessed with an item that fails', () => {
	const parameters = {
		resource: 'push',
		operation: 'skipProcessed',
		pushIdentity: field,
		record: 'whenPassed',
	};
	const items = () => [item('A'), item({}), item('A'), item(FAULTY), item('B')];

	it('is on New with only its error, after the others, if the workflow continues', async () => {
		const outputs = await outputsOf({
			parameters,
			items: items(),
			onError: 'continueRegularOutput',
		});
		expect(outputs).toEqual([[done(0), done(4), failed(1), failed(3)], [done(2)]]);
		expect(outputs[0]?.map(({ binary }) => binary === undefined)).toEqual([
			...[false, false],
			...[true, true],
		]);
	});

	it('has it on the error output alone', async () => {
		const given = items();
		expect(await outputsOf({ parameters, items: given, onError: 'continueErrorOutput' })).toEqual([
			[done(0), done(4)],
			[done(2)],
			[failed(1, given[1]?.json), failed(3, given[3]?.json)],
		]);
	});

	it('passes what is new once where n8n retries', async () => {
		const given = [item({}), item('A')];
		const onError = 'continueErrorOutput';
		expect(await outputsOf({ parameters, items: given, onError, retryOnFail: true })).toEqual([
			[done(1)],
			[],
			[failed(0, given[0]?.json)],
		]);
	});

	it('records nothing where an item stops the workflow', async () => {
		const run = outputsOf({ parameters, items: [item('A'), item('')], onError: 'stopWorkflow' });
		await expect(run).rejects.toThrow('the workflow stopped: Push Identity: is empty');
		expect(seen).toEqual(new Set());
	});
});

describe('push: acknowledge where n8n takes no answer', () => {
	const parameters = { resource: 'push', operation: 'acknowledge' };
	const sendResponse = async () => await Promise.reject(new Error('the connection is gone'));

	it('reports it on each item with its data if the workflow continues', async () => {
		const items = [item(1), item(2)];
		const onError = 'continueRegularOutput';
		const [output = []] = await outputsOf({ parameters, items, onError, sendResponse });
		expect(output).toEqual([failed(0, items[0]?.json), failed(1, items[1]?.json)]);
		expect(output.map(({ binary }) => binary)).toEqual(items.map(({ binary }) => binary));
		expect(output[0]?.['json']).toMatchObject({
			error: {
				code: 'notAcknowledged',
				message: 'The push was not acknowledged: the connection is gone',
			},
		});
	});

	it('has its items on the error output, with their data', async () => {
		const items = [item(1), item(2)];
		const onError = 'continueErrorOutput';
		const outputs = await outputsOf({ parameters, items, onError, sendResponse });
		expect(outputs).toEqual([[], [failed(0, items[0]?.json), failed(1, items[1]?.json)]]);
		expect(outputs[1]?.map(({ binary }) => binary)).toEqual(items.map(({ binary }) => binary));
	});

	it('stops the workflow otherwise', async () => {
		const run = outputsOf({ parameters, items: [item(1)], onError: 'stopWorkflow', sendResponse });
		await expect(run).rejects.toThrow('the workflow stopped: The push was not acknowledged');
	});
});
