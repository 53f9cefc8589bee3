import { PDFDocument } from '@cantoo/pdf-lib';
import type { IBinaryKeyData, IDataObject, INodeParameters } from 'n8n-workflow';
import { z } from 'zod';
import { run, poppler } from '../../support/poppler';
import { bytesOf, startBinaryStorage, storageModes } from '../support/binaryStorage';
import { CHINESE_CONTRACT } from '../support/contractPdf';
import { errorItemOf, failureOf } from '../support/orderFailure';
import type { SourceFile } from '../support/orders';
import {
	binaryOf,
	FILES,
	inlineBinaryOf,
	ORGANIZATION,
	orderParameters,
	PERSON,
} from '../support/orders';
import { encryptedPdf, pdfWith, withStream } from '../support/pdfs';
import type { NodeRunOptions } from '../support/runNode';
import { runNode } from '../support/runNode';

const MEGABYTE = 1024 * 1024;
const A4 = { width: 595, height: 842 };

const positionSchema = z.strictObject({
	number: z.number(),
	signer: z.number(),
	name: z.string(),
	position: z.number(),
	page: z.number(),
	fractions: z.strictObject({ x1: z.number(), y1: z.number(), x2: z.number(), y2: z.number() }),
	millimeters: z.strictObject({
		x1: z.number(),
		y1: z.number(),
		x2: z.number(),
		y2: z.number(),
		width: z.number(),
		height: z.number(),
	}),
	overlaps: z.array(z.number()),
	offPage: z.boolean(),
	keyword: z.string().optional(),
});
const outputSchema = z.strictObject({
	positions: z.array(positionSchema),
	pages: z.number(),
	errors: z.array(z.strictObject({ where: z.string(), message: z.string() })),
	warnings: z.array(z.strictObject({ code: z.string(), where: z.string(), message: z.string() })),
});

/** Runs the operation with an order’s parameters and without a credential. */
function preview(
	places: readonly (readonly INodeParameters[])[],
	contract: SourceFile,
	changes: INodeParameters = {},
	binary: IBinaryKeyData = inlineBinaryOf({ ...FILES, contract }),
): NodeRunOptions {
	const people = [ORGANIZATION, PERSON].map((signer, index) => ({
		...signer,
		form: { ...signer.form, positions: { position: [...(places[index] ?? [])] } },
	}));
	return {
		credential: {},
		node: {
			parameters: orderParameters(
				'form',
				{
					resource: 'document',
					operation: 'previewPositions',
					binaryPropertyOutput: 'preview',
					...changes,
				},
				people.slice(0, places.length),
			),
		},
		items: [{ json: { kept: 'no' }, binary }],
	};
}

async function previewed(options: NodeRunOptions) {
	const { items } = await runNode(options);
	const [item, ...more] = items;
	expect(more).toEqual([]);
	return {
		...outputSchema.parse(item?.json),
		binary: item?.binary ?? {},
		pairedItem: item?.pairedItem,
	};
}

const LOWER_RIGHT = { page: 'all', placeBy: 'preset', preset: 'lowerRight' };
const BESIDE = { page: '1', placeBy: 'corners', x1: 0.8, y1: 0.02, x2: 1.2, y2: 0.1 };

describe.each(storageModes)('a preview, with binary data kept in mode %s', (storage) => {
	beforeAll(async () => await startBinaryStorage(storage));

	it('is a PDF in its own field, in addition to the input, with a list of what it shows', async () => {
		const contract = await pdfWith([A4, A4]);
		const binary = await binaryOf({ ...FILES, contract });
		const result = await previewed(preview([[LOWER_RIGHT], [BESIDE]], contract, {}, binary));
		expect(result.pages).toBe(2);
		expect(result.pairedItem).toEqual({ item: 0 });
		expect(result.positions).toMatchObject([
			{ number: 1, signer: 1, name: ORGANIZATION.form.name, position: 1, page: 1, overlaps: [3] },
			{ number: 2, signer: 1, position: 1, page: 2, overlaps: [], offPage: false },
			{ number: 3, signer: 2, name: '张三', position: 1, page: 1, overlaps: [1], offPage: true },
		]);
		expect(result.positions[0]?.fractions).toEqual({
			x1: 0.737974,
			y1: 0.050498,
			x2: 0.928538,
			y2: 0.11783,
		});
		expect(result.positions[0]?.millimeters).toEqual({
			x1: 154.9,
			y1: 15,
			x2: 194.9,
			y2: 35,
			width: 40,
			height: 20,
		});
		expect(result.errors).toEqual([
			{
				where: 'Signer 2 › Position 1',
				message: expect.stringMatching(
					/^page 1, Right \(X2\): the box reaches 0.2 of the page’s width past/,
				),
			},
		]);
		expect(Object.keys(result.binary).sort()).toEqual([...Object.keys(binary), 'preview'].sort());
		expect(result.binary['contract']).toEqual(binary['contract']);
		const field = result.binary['preview'];
		expect(field).toMatchObject({ fileName: 'contract.preview.pdf', mimeType: 'application/pdf' });
		const drawn = await PDFDocument.load(await bytesOf(field));
		expect(drawn.getPageCount()).toBe(3);
	});
});

describe('a preview', () => {
	beforeAll(async () => await startBinaryStorage('default'));

	(poppler ? it : it.skip)('shows who signs at a keyword, by names that can be read', async () => {
		const result = await previewed(
			preview([[{ placeBy: 'keyword', keyword: '甲方（盖章）' }], []], CHINESE_CONTRACT),
		);
		expect(result.positions).toMatchObject([{ signer: 1, page: 1, keyword: '甲方（盖章）' }]);
		const text = run('pdftotext', await bytesOf(result.binary['preview'])).toString();
		const legend = text.split('\f')[1];
		expect(legend).toContain('预览件，请勿签署');
		expect(legend).toContain('沃通电子认证服务有限公司');
		expect(legend).toContain('房屋租赁合同.pdf');
	});

	it('needs neither a credential nor a complete order; problems are reported', async () => {
		const result = await previewed(
			preview([[LOWER_RIGHT, { placeBy: 'keyword', keyword: 'none' }]], await pdfWith(), {
				orderNumber: '',
			}),
		);
		expect(result.positions).toHaveLength(1);
		expect(result.errors.map(({ where }) => where)).toEqual([
			'Order Number',
			'Signer 1 › Position 2',
		]);
	});

	it('is refused by every operation that takes a document', async () => {
		const { binary } = await previewed(preview([[LOWER_RIGHT]], await pdfWith()));
		const drawn = { bytes: await bytesOf(binary['preview']), fileName: 'contract.pdf' };
		const again = await failureOf(preview([[LOWER_RIGHT]], drawn));
		expect(again.message).toContain('is a preview that Preview Positions made');
		for (const operation of ['create', 'check']) {
			const { node, ...options } = preview([[LOWER_RIGHT]], drawn);
			const parameters = { ...node.parameters, resource: 'signOrder', operation };
			const { errors } = await checkedOrFailed({ ...options, node: { parameters } });
			expect(errors).toContain('is a preview that Preview Positions made');
		}
	});

	it.each([
		['a PDF with a password', () => encryptedPdf('a password'), 'only with a password'],
		['no PDF', () => ({ bytes: Buffer.from('PK\u0003\u0004'), fileName: 'a.docx' }), 'only a PDF'],
		['a damaged PDF', () => ({ bytes: Buffer.from('%PDF-1.7 x'), fileName: 'a.pdf' }), 'damaged'],
		[
			'a PDF of more than 50 MB',
			async () => withStream((await pdfWith()).bytes, '', Buffer.alloc(51 * MEGABYTE, 'x')),
			'51.0 MB; one of more than 50 MB is not drawn on',
		],
	])('is not made of %s', async (_, contract, words) => {
		const failure = await failureOf(preview([[LOWER_RIGHT]], await contract()));
		expect(failure.message).toContain(words);
		expect(failure.message).toContain('Input Data Field Name');
	});

	it('is not made of a template’s own document, and the workflow may go on', async () => {
		const options = preview([[LOWER_RIGHT]], await pdfWith(), {
			documentSource: 'template',
			templateId: 'employment-contract',
		});
		expect(await errorItemOf(options)).toMatchObject({
			message: expect.stringContaining('a template’s own document isn’t available'),
		});
	});

	it('shows no number of a person', async () => {
		const contract = await pdfWith();
		const { items } = await runNode(preview([[LOWER_RIGHT], [BESIDE]], contract));
		expect(JSON.stringify(items[0]?.json)).not.toContain(PERSON.form.number);
		const drawn = await bytesOf(items[0]?.binary?.['preview']);
		if (poppler) expect(run('pdftotext', drawn).toString()).not.toContain(PERSON.form.number);
	});
});

/** The problems that the operation reports, as an error or in an item. */
async function checkedOrFailed(options: NodeRunOptions): Promise<{ errors: string }> {
	const outcome = await runNode(options).then(
		({ items }): IDataObject => items[0]?.json ?? {},
		(error: Error) => ({ message: error.message }),
	);
	return { errors: JSON.stringify(outcome) };
}
