import type { INodeParameters } from 'n8n-workflow';
import { PDFDocument } from '@cantoo/pdf-lib';
import { randomUUID } from 'node:crypto';
import type { Sandbox } from '../../../sandbox';
import { startSandbox } from '../../../sandbox';
import { formDocument } from '../../support/formDocument';
import { describeWithPoppler, run } from '../../support/poppler';
import { startBinaryStorage, storageModes } from '../support/binaryStorage';
import { failureOf } from '../support/orderFailure';
import type { SourceFile } from '../support/orders';
import { binaryOf, FILES, orderParameters, PERSON } from '../support/orders';
import type { NodeRunOptions } from '../support/runNode';
import { runNode } from '../support/runNode';
import { credentialFor } from '../support/sandboxCredential';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox({ autoSign: false });
});
afterAll(async () => await sandbox.stop());

const VALUES = { party: '深圳示例科技有限公司', agreed: true, city: '深圳', kind: 'annual' };
const LABEL = 'Form Field Values';

const form = async (): Promise<SourceFile> => ({
	bytes: await formDocument(),
	fileName: 'form.pdf',
});

/** An order of a PDF form, filled in with values. */
async function order(
	formValues: INodeParameters[string],
	{ options = {}, ...changes }: INodeParameters & { options?: INodeParameters } = {},
	contract?: SourceFile,
): Promise<NodeRunOptions> {
	const parameters = orderParameters(
		'form',
		{ orderNumber: randomUUID(), ...changes, options: { formValues, ...options } },
		[PERSON],
	);
	return {
		credential: credentialFor(sandbox),
		node: { parameters },
		items: [
			{
				json: { customer: VALUES },
				binary: await binaryOf({ ...FILES, contract: contract ?? (await form()) }),
			},
		],
	};
}

const withParameters = ({ node, ...rest }: NodeRunOptions, changes: INodeParameters) => ({
	...rest,
	node: { ...node, parameters: { ...node.parameters, ...changes } },
});

/** The document of the order that a run of the node sent. */
async function sentDocument(options: NodeRunOptions): Promise<Buffer> {
	const { items } = await runNode(options);
	const sent = sandbox.orders.find((one) => one.orderNumber === items[0]?.json['orderNumber']);
	return sent?.document ?? Buffer.alloc(0);
}

const fieldsOf = async (pdf: Buffer) => (await PDFDocument.load(pdf)).getForm();

describe.each(storageModes)('a form that is filled in, with n8n’s binary data %s', (mode) => {
	beforeAll(async () => await startBinaryStorage(mode));

	it('is sent with its fields as a part of the page', async () => {
		const sent = await sentDocument(await order(JSON.stringify(VALUES)));
		expect((await fieldsOf(sent)).getFields()).toEqual([]);
	});
});

describeWithPoppler('the words that are filled in', () => {
	it.each([
		['JSON', JSON.stringify(VALUES)],
		['an expression', '={{ $json.customer }}'],
		['an expression of JSON', '={{ JSON.stringify($json.customer) }}'],
	])('show in other readers, given as %s', async (_, values) => {
		const text = run('pdftotext', await sentDocument(await order(values))).toString();
		expect(text).toContain(VALUES.party);
		expect(text).toContain(VALUES.city);
	});

	it('show in a preview, too', async () => {
		const preview = { resource: 'document', operation: 'previewPositions' };
		const { items } = await runNode(
			withParameters(await order(JSON.stringify(VALUES)), {
				...preview,
				binaryPropertyOutput: 'preview',
			}),
		);
		const data = Buffer.from(items[0]?.binary?.['preview']?.data ?? '', 'base64');
		expect(run('pdftotext', data).toString()).toContain(VALUES.party);
	});
});

it('fields stay, with their values, where Flatten Form is off', async () => {
	const options = await order(JSON.stringify(VALUES), { options: { flattenForm: false } });
	const fields = await fieldsOf(await sentDocument(options));
	expect(fields.getTextField('party').getText()).toBe(VALUES.party);
	expect(fields.getCheckBox('agreed').isChecked()).toBe(true);
	expect(fields.getDropdown('city').getSelected()).toEqual([VALUES.city]);
});

it('a form in one of several files is filled in after they are joined', async () => {
	const options = await order(JSON.stringify({ party: VALUES.party }), {
		documentSource: 'files',
		binaryPropertyNames: 'license, contract',
		options: { flattenForm: false },
	});
	const fields = await fieldsOf(await sentDocument(options));
	expect(fields.getTextField('party').getText()).toBe(VALUES.party);
});

describe('a form that cannot be filled in is refused, and nothing is sent:', () => {
	const wrong = { party: VALUES.party, partner: 'nobody', city: 'Paris', agreed: 'perhaps' };
	it.each<[string, INodeParameters[string], Parameters<typeof order>[1], readonly string[]]>([
		[
			'all wrong values at once',
			JSON.stringify(wrong),
			{},
			[`${LABEL} › partner`, `${LABEL} › city`, `${LABEL} › agreed`],
		],
		['no value at all', '{}', {}, ['is empty']],
		['text that isn’t JSON', '{party: }', {}, [LABEL]],
		[
			'a template’s document',
			JSON.stringify(VALUES),
			{ documentSource: 'template' },
			['own document'],
		],
	])('%s', async (_, values, changes, words) => {
		const before = sandbox.requests.length;
		const templateId = changes?.['documentSource'] ? { templateId: 'T-1' } : {};
		const { message, description } = await failureOf(
			await order(values, { ...changes, ...templateId }),
		);
		for (const word of words) expect(`${message} ${description}`).toContain(word);
		expect(sandbox.requests).toHaveLength(before);
	});

	it('a picture', async () => {
		const failure = await failureOf(await order(JSON.stringify(VALUES), {}, FILES.material));
		expect(`${failure.message} ${failure.description}`).toContain('only a PDF has form fields');
	});

	it('and Check reports the same', async () => {
		const options = withParameters(await order(JSON.stringify({ partner: 'nobody' })), {
			operation: 'check',
		});
		const { items } = await runNode(options);
		expect(items[0]?.json['valid']).toBe(false);
		expect(JSON.stringify(items[0]?.json)).toContain(`${LABEL} › partner`);
	});
});
