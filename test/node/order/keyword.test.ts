import type { INodeParameters } from 'n8n-workflow';
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Sandbox } from '../../../sandbox';
import { startSandbox } from '../../../sandbox';
import { CHINESE_CONTRACT, pdfWithTexts } from '../support/contractPdf';
import { failureOf } from '../support/orderFailure';
import type { SourceFile } from '../support/orders';
import { FILES, inlineBinaryOf, orderParameters, PERSON } from '../support/orders';
import { pdfWith } from '../support/pdfs';
import type { NodeRunOptions } from '../support/runNode';
import { runNode } from '../support/runNode';
import { credentialFor } from '../support/sandboxCredential';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox({ autoSign: false });
});
afterAll(async () => await sandbox.stop());

const person = { ...PERSON.form, number: '11010519491231002X', country: '' };

/** An order with one signer who signs at these positions. */
function orderAt(
	places: readonly INodeParameters[],
	contract: SourceFile,
	{ mode = 'form', ...changes }: INodeParameters & { mode?: 'form' | 'json' } = {},
): NodeRunOptions {
	const signer = {
		form: { ...person, positions: { position: [...places] } },
		json: { ...PERSON.json, userNo: person.number, country: '', signlist: places },
	};
	return {
		credential: credentialFor(sandbox),
		node: {
			parameters: orderParameters(mode, { orderNumber: randomUUID(), ...changes }, [signer]),
		},
		items: [{ json: {}, binary: inlineBinaryOf({ ...FILES, contract }) }],
	};
}

/** A position in the form with all fields that n8n saves, including hidden ones. */
const formPlace = (keyword: string, more: INodeParameters = {}): INodeParameters => ({
	page: '1',
	placeBy: 'keyword',
	unit: 'fraction',
	x1: 0.6,
	keyword,
	hit: 'only',
	hitNumber: 1,
	pages: 'all',
	anchor: 'center',
	offsetX: 0,
	offsetY: 0,
	width: '',
	height: '',
	...more,
});

/** What the platform received. */
async function sentPlaces(options: NodeRunOptions) {
	await runNode(options);
	return sandbox.orders.at(-1)?.signers[0]?.places;
}

const verdictSchema = z.object({
	valid: z.boolean(),
	errors: z.array(z.object({ where: z.string(), message: z.string() })),
	request: z
		.object({ signerlist: z.array(z.object({ signlist: z.array(z.unknown()) })) })
		.optional(),
});

async function check({ node, ...options }: NodeRunOptions) {
	const parameters = { ...node.parameters, operation: 'check' };
	const { items } = await runNode({ ...options, node: { ...node, parameters } });
	return verdictSchema.parse(items[0]?.json);
}

describe('a signer who signs at a keyword', () => {
	it('signs there, given by the form or by JSON, and Check shows where', async () => {
		const contract = await pdfWithTexts([[['Sign here:', 100, 700]], [['Seal:', 100, 100]]]);
		const inForm = orderAt(
			[formPlace('Seal:', { anchor: 'lowerLeft', width: 60, height: '30' })],
			contract,
		);
		const places = await sentPlaces(inForm);
		expect(places).toHaveLength(1);
		expect(places).toMatchObject([{ page: 2 }]);
		const place = { keyword: 'Seal:', anchor: 'lowerLeft', width: 60, height: 30 };
		const inJson = orderAt([place], contract, { mode: 'json' });
		expect(await sentPlaces(inJson)).toEqual(places);
		const { valid, request } = await check(inJson);
		expect(valid).toBe(true);
		expect(request?.signerlist[0]?.signlist).toEqual([
			{ pagenumber: 2, position: expect.stringMatching(/^0\.166667,0\.12/) },
		]);
	});

	it('signs at Chinese words of a document from an office program, in whatever width they are typed', async () => {
		const places = [{ keyword: '甲方(盖章)' }, { keyword: '乙方 （签字）', anchor: 'lowerRight' }];
		const sent = await sentPlaces(orderAt(places, CHINESE_CONTRACT, { mode: 'json' }));
		expect(sent).toMatchObject([{ page: 1 }, { page: 1 }]);
	});

	it('signs at every hit when all are asked for', async () => {
		const contract = await pdfWithTexts([
			[
				['Sign', 100, 700],
				['Sign', 100, 500],
			],
			[['Sign', 100, 700]],
		]);
		const sent = await sentPlaces(orderAt([formPlace('Sign', { hit: 'all' })], contract));
		expect(sent).toMatchObject([{ page: 1 }, { page: 1 }, { page: 2 }]);
		const second = await sentPlaces(
			orderAt([formPlace('Sign', { hit: 'number', hitNumber: 3 })], contract),
		);
		expect(second).toMatchObject([{ page: 2 }]);
	});

	describe('that continues on the next line', () => {
		let contract: SourceFile;
		beforeAll(async () => {
			const landlord = ['The landlord: Seal', 100, 700] as const;
			contract = await pdfWithTexts([[landlord, ['here: and date', 100, 686]]]);
		});

		it('signs at its first part when that is asked for, in the form or in JSON', async () => {
			const more = { acrossLines: true, anchor: 'lowerLeft', width: 60, height: 30 };
			const inForm = orderAt([formPlace('Seal here:', more)], contract);
			const places = await sentPlaces(inForm);
			const inJson = orderAt([{ keyword: 'Seal here:', ...more }], contract, { mode: 'json' });
			expect(places).toMatchObject([{ page: 1 }]);
			expect(await sentPlaces(inJson)).toEqual(places);
			const { request } = await check(inForm);
			// After 14 letters of 6 points and a left margin of 100, on a page 600 points wide.
			expect(request?.signerlist[0]?.signlist).toEqual([
				{ pagenumber: 1, position: expect.stringMatching(/^0\.306667,0\.87/) },
			]);
		});

		it('otherwise isn’t signed, with an error that says where it is and which option to use', async () => {
			const { valid, errors } = await check(orderAt([formPlace('Seal here:')], contract));
			expect(valid).toBe(false);
			expect(errors).toEqual([
				{
					where: 'Signer 1 › Position 1',
					message: expect.stringMatching(
						/was not found on page 1; it was found split over lines or table cells: page 1 \(65 mm from the left, \d+ mm from the top\); turn on 'Match Across Lines' \(acrossLines\)/,
					),
				},
			]);
		});
	});

	it('signs on the document that goes with a template', async () => {
		const contract = await pdfWithTexts([[['Sign', 100, 700]]]);
		const order = orderAt([formPlace('Sign')], contract, {
			documentSource: 'templateWithFile',
			templateId: 'employment-contract',
		});
		expect(await check(order)).toMatchObject({ valid: true });
	});

	it('is an error that lists the keyword’s places if there are several, and nothing is sent', async () => {
		const before = sandbox.requests.length;
		const { message } = await failureOf(orderAt([formPlace('甲方')], CHINESE_CONTRACT));
		expect(message).toMatch(/^Signer 1 › Position 1: the keyword .*“甲方” occurs more than once/);
		expect(message).toMatch(/page 1 \(\d+ mm from the left, \d+ mm from the top\)/);
		expect(sandbox.requests).toHaveLength(before);
	});

	it('is an error that lists the searched pages, and which of them are pictures', async () => {
		const contract = await pdfWithTexts([[['Sign', 100, 700]], []]);
		const { errors } = await check(orderAt([formPlace('Stamp')], contract));
		expect(errors).toEqual([
			{
				where: 'Signer 1 › Position 1',
				message: 'the keyword “Stamp” was not found on pages 1–2; page 2: has no text at all',
			},
		]);
	});

	it.each([
		['a template’s own document', { documentSource: 'template', templateId: 'x' }, 'only in a PDF'],
		['no PDF', { options: { fileFormat: 'docx' } }, 'only in a PDF'],
	])('is an error if a keyword cannot be searched for in %s', async (_, changes, words) => {
		const word = { bytes: Buffer.from('PK\u0003\u0004 and more'), fileName: 'a.docx' };
		const { errors } = await check(orderAt([formPlace('Sign')], word, changes));
		expect(errors).toEqual([
			{ where: 'Signer 1 › Position 1', message: expect.stringContaining(words) },
		]);
	});

	it('is an error for an empty keyword, and for pages that the document does not have', async () => {
		const contract = await pdfWith();
		const { errors } = await check(
			orderAt([formPlace(''), formPlace('Sign', { pages: '7' })], contract),
		);
		expect(errors.map(({ where, message }) => `${where}: ${message}`)).toEqual([
			'Signer 1 › Position 1 › Keyword: is empty: give the text to look for in the PDF',
			'Signer 1 › Position 2: page 7: the document has 1 page',
		]);
	});
});
