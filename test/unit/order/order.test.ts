import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PLATFORM_VARIATIONS } from '../../../nodes/WoSignDoc/order/fields/platformVariations';
import type { PlatformVariation } from '../../../nodes/WoSignDoc/order/fields/platformVariations';
import { orderProblems } from '../../../nodes/WoSignDoc/order/judge/orderProblems';
import type { Order } from '../../../nodes/WoSignDoc/order/judge/orderSchema';
import { orderSchema } from '../../../nodes/WoSignDoc/order/judge/orderSchema';
import { parsePositions } from '../../../nodes/WoSignDoc/order/judge/parsePositions';
import { placedBoxes } from '../../../nodes/WoSignDoc/order/judge/placedBoxes';
import { buildRequest } from '../../../nodes/WoSignDoc/order/send/buildRequest';
import { encodingFor } from '../../../nodes/WoSignDoc/order/send/requestVariations';
import { inlineBase64 } from '../../../nodes/WoSignDoc/shared/binarySource';
import { JSON_BODY } from '../../../nodes/WoSignDoc/shared/bodyEncoding';
import { requestBody } from '../../../nodes/WoSignDoc/shared/requestBody';
import { validationMessage } from '../../../nodes/WoSignDoc/shared/validationMessage';

/** Two pages of A4. */
const PAGES = [1, 2].map(() => ({ width: 595, height: 842 }));

const base64 = (text: string) => inlineBase64(Buffer.from(text).toString('base64'));

type TestOrder = Readonly<Record<string, unknown>> & { readonly signerlist: unknown };

const ORGANIZATION = {
	signType: '1',
	orgName: '沃通电子认证服务有限公司',
	orgNo: '440301103308619',
	stampbase: base64('stamp'),
	pic: base64('license'),
	otherpic: base64('material'),
	signlist: [{ pagenumber: 1, position: '0.30,0.57,0.46,0.69' }],
};
const PERSON = {
	signType: 2,
	userName: '张三',
	userNo: '212125666868686888',
	country: 'HK',
	signlist: [
		{ pagenumber: 1, position: '0.65,0.47,0.82,0.59' },
		{ pagenumber: '2', position: '0.27,0.39,0.44,0.50' },
	],
};
const FILE_ORDER = {
	documentSource: 'file',
	orderNumber: 'ORDER-1',
	subject: '',
	password: '',
	document: { filebase: base64('the document'), fileformat: 'pdf' },
	signerlist: [ORGANIZATION, PERSON],
};
const VARIED_ORDER = {
	...FILE_ORDER,
	subject: '100 % C++',
	document: { filebase: base64('\u03fb\u03ef~~'), fileformat: 'pdf' },
};
const TEMPLATE_ORDER = {
	documentSource: 'template',
	tempid: 'T-1',
	orderNumber: 'ORDER-2',
	subject: 'Contract "A" 合同\n',
	password: 'open sesame',
	signerlist: [
		{ ...ORGANIZATION, country: 'cn', stampbase: undefined, signlist: undefined },
		{ ...PERSON, signlist: [] },
	],
};

const DOCUMENT = { kind: 'usable', pages: PAGES, warnings: [] } as const;

function placed({ signerlist }: TestOrder) {
	const { positions, issues } = parsePositions(signerlist);
	const { boxes, issues: ofPlaces } = placedBoxes(positions, DOCUMENT, undefined);
	return { boxes, issues: [...issues, ...ofPlaces] };
}

function orderOf(input: TestOrder): Order {
	const { boxes, issues } = placed(input);
	expect(issues).toEqual([]);
	return { ...orderSchema.parse(input), boxes };
}

async function bytesOf(
	input: TestOrder,
	variations: readonly PlatformVariation[] = [],
): Promise<Buffer> {
	const files = { open: () => Promise.reject(new Error('nothing is stored')) };
	const set = new Set(variations);
	const request = buildRequest(orderOf(input), 'TOKEN', set);
	const body = await requestBody(files, request, encodingFor(JSON_BODY, set));
	if (!Buffer.isBuffer(body.bytes)) throw new Error('not inline');
	expect(body.bytes.length).toBe(body.contentLength);
	return body.bytes;
}

function problemsOf(input: TestOrder): string[] {
	const { error } = orderSchema.safeParse(input, { errorMap: validationMessage });
	const problems = orderProblems(input, DOCUMENT, error?.issues ?? [], placed(input).issues);
	return problems.map(({ where, message }) => `${where}: ${message}`);
}

describe('the bytes of a CreateSignOrder', () => {
	it.each([
		['file', FILE_ORDER],
		['template', TEMPLATE_ORDER],
		[
			'templateWithFile',
			{ ...TEMPLATE_ORDER, documentSource: 'templateWithFile', document: FILE_ORDER.document },
		],
	])('are those of the golden file: %s', async (name, order) => {
		const golden = join(__dirname, '../../fixtures/order', `${name}.json`);
		expect((await bytesOf(order)).toString()).toBe(readFileSync(golden, 'utf8').trimEnd());
	});

	it.each(PLATFORM_VARIATIONS)(
		'are those of the golden file with the variation %s',
		async (one) => {
			const golden = join(__dirname, '../../fixtures/order/variations', `${one}.json`);
			const bytes = await bytesOf(VARIED_ORDER, [one]);
			expect(bytes.toString()).toBe(readFileSync(golden, 'utf8').trimEnd());
		},
	);

	it('are the same for the same order, whatever the order of its keys', async () => {
		const { signerlist, ...fields } = FILE_ORDER;
		const reversed = Object.fromEntries(Object.entries(fields).reverse());
		expect(await bytesOf({ signerlist, ...reversed })).toEqual(await bytesOf(FILE_ORDER));
	});
});

describe('an order that is wrong', () => {
	it('is reported with all its problems, each with signer and field', () => {
		const problems = problemsOf({
			...FILE_ORDER,
			orderNumber: ' ',
			document: { filebase: { kind: 'missing', message: 'there is no file' }, fileformat: '' },
			signerlist: [
				{ ...ORGANIZATION, orgNo: '', signlist: [] },
				{
					...PERSON,
					userName: undefined,
					signlist: [{ pagenumber: 0, position: '0.5,0.1,0.4,0.2' }],
				},
				{ signType: 3 },
			],
		});
		expect(problems).toEqual([
			'Input Data Field Name: there is no file',
			expect.stringContaining('File Format: File format is unknown'),
			'Order Number: Order number is empty',
			'Signer 1 › License Number (orgNo): Business license number is empty',
			'Signer 1 › Positions (signlist): at least one position is needed when there is no template',
			'Signer 2 › Person’s Name (userName): is missing',
			'Signer 2 › Position 1 › pagenumber: must be a whole number, 1 or more; pages count from 1',
			'Signer 2 › Position 1 › position: x1 (left) must be less than x2 (right)',
			'Signer 3 › Type (signType): must be 1 (organization) or 2 (person), not "3"',
		]);
	});

	it('needs a position for each signer when there is no template', () => {
		const order = { ...FILE_ORDER, signerlist: [{ ...PERSON, signlist: [] }] };
		expect(problemsOf(order)).toEqual([
			'Signer 1 › Positions (signlist): at least one position is needed when there is no template',
		]);
	});

	it('needs a template ID when there is a template, and a signer at all', () => {
		expect(problemsOf({ ...TEMPLATE_ORDER, tempid: '', signerlist: [] })).toEqual([
			'Template ID: Template ID is empty',
			'Signers: at least one signer is needed',
		]);
	});

	it('is rejected for a misspelled field rather than sent without it', () => {
		const order = { ...FILE_ORDER, signerlist: [{ ...ORGANIZATION, stampBase: 'x' }] };
		expect(problemsOf(order)[0]).toContain('Signer 1: unknown field "stampBase"');
	});

	it('is rejected for a number that lost its digits in a spreadsheet', () => {
		const order = { ...FILE_ORDER, signerlist: [{ ...PERSON, userNo: 2121256668686868888 }] };
		expect(problemsOf(order)[0]).toContain('must be stored as text');
	});

	it.each([
		'',
		'0.1,0.1,0.2',
		'0.1,0.1,0.2,1.2',
		'-0.1,0,1,1',
		'a,b,c,d',
		'1e-1,0,1,1',
		'0,0.5,1,0.5',
	])('may not place a signature at "%s"', (position) => {
		const signer = { ...PERSON, signlist: [{ pagenumber: 1, position }] };
		expect(problemsOf({ ...FILE_ORDER, signerlist: [signer] })).toHaveLength(1);
	});
});

describe('the subject', () => {
	it('is cut at 256 code points, the ellipsis included, never inside a character', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'grapheme', minLength: 200, maxLength: 400 }), (text) => {
				const order = orderSchema.parse({ ...TEMPLATE_ORDER, subject: `x${text}x` });
				const points = [...(order.subject ?? '')];
				expect(points.length).toBeLessThanOrEqual(256);
				const whole = [...`x${text}x`];
				if (whole.length <= 256) expect(order.subject).toBe(`x${text}x`);
				else expect(points).toEqual([...whole.slice(0, 255), '…']);
			}),
		);
	});
});
