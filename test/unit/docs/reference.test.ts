import type { INodeProperties } from 'n8n-workflow';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { WoSignDocApi } from '../../../credentials/WoSignDocApi.credentials';
import { WoSignDoc } from '../../../nodes/WoSignDoc/WoSignDoc.node';
import { WoSignDocTrigger } from '../../../nodes/WoSignDoc/WoSignDocTrigger.node';
import { errorCodeMeaning } from '../../../nodes/WoSignDoc/protocol/errorCodes';
import { ProtocolError } from '../../../nodes/WoSignDoc/protocol/errors';
import { failedItem, rejectedItem, signedItem } from '../../../nodes/WoSignDoc/push/pushItem';
import { PushRefusal } from '../../../nodes/WoSignDoc/push/wire/refusal';
import { toErrorJson } from '../../../nodes/WoSignDoc/shared/nodeErrors';
import { reportDocument } from '../../../nodes/WoSignDoc/signatures/reportDocument';
import { ERROR_FIELDS } from '../../../setup/reference/errorFields';
import { innerLists } from '../../../setup/reference/labels';
import { FAILED_FIELDS, REJECTED_FIELDS, SIGNED_FIELDS } from '../../../setup/reference/pushFields';
import { RECEIVED } from '../../../setup/reference/receivedData';
import { reference } from '../../../setup/reference/reference';
import { FAILURES } from '../../../setup/reference/sendingFailures';

const root = join(__dirname, '../../..');
const read = (file: string) => readFileSync(join(root, file), 'utf8');

/** The text of everything that ships. */
const source = readdirSync(join(root, 'nodes'), { recursive: true, encoding: 'utf8' })
	.filter((file) => file.endsWith('.ts') && !/(?:Texts|Fields)\.ts$/.test(file))
	.map((file) => read(join('nodes', file)))
	.join('\n');

describe('docs/REFERENCE.md', () => {
	it('is what npm run docs makes of the nodes as they are', () => {
		expect(read('docs/REFERENCE.md')).toBe(reference());
	});

	it.each([
		['the action', new WoSignDoc().description.properties],
		['the trigger', new WoSignDocTrigger().description.properties],
		['the credential', new WoSignDocApi().properties],
	])('documents every parameter of %s', (_, properties) => {
		const text = reference();
		const all = (list: readonly INodeProperties[]): INodeProperties[] =>
			list.flatMap((one) => [one, ...innerLists(one).flatMap((inner) => all(inner.properties))]);
		const told = all(properties).filter(({ type }) => type !== 'notice');
		expect(told.length).toBeGreaterThan(3);
		const rows = told.map(({ displayName, name }) => `| ${displayName} | \`${name}\` | `);
		expect(rows.filter((row) => !text.includes(row))).toEqual([]);
	});
});

describe('the fields in the reference', () => {
	const push = {
		status: 1,
		signid: 's-1',
		orderNumber: 'A-1',
		hash: '00',
		hasContent: true,
		errorCodes: ['-50'],
		extendData: { remark: 'x' },
	} as const;
	const digest = { hashAlgorithm: 'sha256', hash: '00', sha256: '00', size: 1 } as const;
	const evidence = { json: { evidence: { sha256: '00' } }, binary: {} };
	const document = { data: '', mimeType: 'application/pdf', fileName: 'A-1.pdf' };

	it.each([
		[
			'Signed',
			signedItem(
				{
					kind: 'signed',
					push,
					digest,
					remarks: ['so'],
					signatures: reportDocument([], false),
					document,
				},
				'data',
				new Date(),
				evidence,
			),
			SIGNED_FIELDS,
		],
		[
			'Failed',
			failedItem({ kind: 'failed', push: { ...push, status: 0 } }, new Date()),
			FAILED_FIELDS,
		],
		[
			'Rejected',
			rejectedItem(
				{
					refusal: new PushRefusal('hashMismatch', 'wrong'),
					order: { signid: 's-1', orderNumber: 'A-1' },
					hash: 'aa',
					document: { ...digest, mimeType: 'application/pdf' },
					mediaType: 'application/json',
					charset: '',
					excerpt: 'x',
					suppressed: 1,
				},
				document,
				evidence,
			),
			REJECTED_FIELDS,
		],
	])('are those of the output %s', (_, { json }, fields) => {
		expect(new Set(Object.keys(json))).toEqual(new Set(Object.keys(fields)));
	});

	it('are those of an order’s error', () => {
		const error = new ProtocolError('orderRefused', 'refused', {
			description: 'mend it',
			problems: [{ where: '', message: 'wrong' }],
			refusal: errorCodeMeaning(-50),
			refusals: [-50, -57].map(errorCodeMeaning),
			httpStatus: 500,
		});
		expect(new Set(Object.keys(toErrorJson(error)))).toEqual(new Set(Object.keys(ERROR_FIELDS)));
	});
});

describe('a failure in the reference', () => {
	const rows = FAILURES.map((failure) => [failure.when, failure] as const);

	it.each(rows)('is shown in words that the source has: %s', (_, { message, parts }) => {
		const told = parts ?? message.split(/(?:: )?…/);
		expect(told.filter((part) => !source.includes(part))).toEqual([]);
	});
});

describe('the test that the reference names', () => {
	it.each([
		...FAILURES.map(({ when, test }) => [when, test] as const),
		...RECEIVED.map(({ comes, test }) => [comes, test] as const),
	])('is there: %s', (_, [file, name, row]) => {
		const text = read(join('test', file));
		const named = [name, ...(row === undefined ? [] : [row])].map((part) => `'${part}'`);
		expect(named.filter((part) => !text.includes(part))).toEqual([]);
		expect(row === undefined || name.includes('%s')).toBe(true);
	});

	it.each(FAILURES.map(({ when, test }) => [when, test] as const))(
		'is one row for a failure: %s',
		(_, [, name, row]) => expect(name.includes('%s')).toBe(row !== undefined),
	);
});
