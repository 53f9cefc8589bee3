import type { IBinaryData, IDataObject, INodeExecutionData, INodeParameters } from 'n8n-workflow';
import { randomUUID } from 'node:crypto';
import { SIGNERS_EXAMPLE } from '../../../nodes/WoSignDoc/order/fields/signerProperties';
import type { Sandbox, SandboxOrder, SandboxSigner, SigningPlace } from '../../../sandbox';
import { startSandbox } from '../../../sandbox';
import { startBinaryStorage, storageModes } from '../support/binaryStorage';
import { failureOf } from '../support/orderFailure';
import type { SourceFile } from '../support/orders';
import { binaryOf, FILES, inlineBinaryOf, orderParameters, PERSON } from '../support/orders';
import type { PageForm } from '../support/pdfs';
import { pdfWith } from '../support/pdfs';
import type { NodeRunOptions } from '../support/runNode';
import { runNode } from '../support/runNode';
import { credentialFor } from '../support/sandboxCredential';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox({ autoSign: false });
});
afterAll(async () => await sandbox.stop());

const NAME = '沃通电子认证服务有限公司';
const LICENSE_NUMBER = '440301103308619';
const CARD_NUMBER = '11010519491231002X';
const PLACE = { pagenumber: 1, position: '0.1,0.2,0.4,0.3' };
const pictures = { picBinary: 'license', otherpicBinary: 'material' };
const person: IDataObject = { signType: '2', userName: '张三', userNo: CARD_NUMBER, ...pictures };

const BY_EXPRESSION = '={{ $json.signers }}';

/** An order whose signers come from the item by an expression. */
function orderOf(
	signers: unknown,
	{ files = {}, expression = BY_EXPRESSION, ...item }: Changes = {},
): NodeRunOptions {
	const json = { signers } as IDataObject;
	const parameters: INodeParameters = {
		...orderParameters('json', { orderNumber: randomUUID() }),
		signersJson: expression,
	};
	const binary = inlineBinaryOf({ ...FILES, ...files });
	return {
		credential: credentialFor(sandbox),
		node: { parameters },
		items: [{ json, binary, ...item }],
	};
}

interface Changes extends Partial<INodeExecutionData> {
	files?: Record<string, SourceFile>;
	expression?: string;
}

interface Sent {
	order: SandboxOrder;
	signers: readonly SandboxSigner[];
	warnings: unknown;
}

/** Sends an order and returns what the platform received. */
async function sent(options: NodeRunOptions): Promise<Sent> {
	const before = sandbox.orders.length;
	const { items } = await runNode(options);
	const [order, ...more] = sandbox.orders.slice(before);
	if (!order || more.length > 0) throw new Error('not one order');
	return { order, signers: order.signers, warnings: items[0]?.json['warnings'] ?? [] };
}

/** Why nothing was sent. */
async function problemsOf(options: NodeRunOptions): Promise<string> {
	const before = sandbox.requests.length;
	const { message, description } = await failureOf(options);
	expect(sandbox.requests).toHaveLength(before);
	return `${message}\n${description}`;
}

const NOT_SENT =
	'Correct the field, or the expression in it, and run the node again. This order was not sent.';

const ignored = (where: string, name: string) => ({
	code: 'ignoredField',
	where,
	message: `unknown field "${name}" was ignored`,
});

describe('signers from a table', () => {
	const cells = { country: '', stampBinary: null, pic: '', otherpic: ' ', signlist: '', email: '' };
	const rows: IDataObject[] = [
		{
			row_number: 2,
			signType: 1,
			orgName: NAME,
			orgNo: Number(LICENSE_NUMBER),
			userName: '',
			userNo: '',
			...pictures,
			...cells,
			...PLACE,
		},
		{
			row_number: 3,
			signType: 2,
			orgName: '',
			orgNo: null,
			userName: '张三',
			userNo: CARD_NUMBER,
			...pictures,
			...cells,
			pagenumber: '1',
			position: '0.5, 0.2, 0.8, 0.3',
		},
	];

	it('are sent without warnings about row numbers and empty columns', async () => {
		const { signers, warnings } = await sent(orderOf(rows));
		expect(signers).toMatchObject([
			{ signType: 1, name: NAME, number: LICENSE_NUMBER, country: 'CN' },
			{ signType: 2, name: '张三', number: CARD_NUMBER, country: 'CN' },
		]);
		expect(signers.map(({ places }) => places)).toEqual([
			[{ page: 1, x1: 0.1, y1: 0.2, x2: 0.4, y2: 0.3 }],
			[{ page: 1, x1: 0.5, y1: 0.2, x2: 0.8, y2: 0.3 }],
		]);
		for (const { pic, otherpic, stamp } of signers) {
			expect(pic).toEqual(FILES.license.bytes);
			expect(otherpic).toEqual(FILES.material.bytes);
			expect(stamp).toBeUndefined();
		}
		expect(warnings).toEqual([]);
	});

	it.each<[string, unknown, string]>([
		['rows', rows, BY_EXPRESSION],
		['JSON text of rows', JSON.stringify(rows), BY_EXPRESSION],
		[
			'the items of a node',
			rows.map((json, item) => ({ json, pairedItem: { item } })),
			BY_EXPRESSION,
		],
		['rows from an expression', rows, '={{ $json.signers.map((row) => ({ ...row })) }}'],
		['the items that come in', undefined, '={{ $input.all().flatMap(({ json }) => json.rows) }}'],
	])('may come as %s', async (_, signers, expression) => {
		const json: IDataObject = { signers: signers as IDataObject[], rows };
		const { signers: received } = await sent(orderOf(signers, { json, expression }));
		expect(received.map(({ number }) => number)).toEqual([LICENSE_NUMBER, CARD_NUMBER]);
	});

	it('may come as the input’s own items', async () => {
		const items = [{ json: { ...person, ...PLACE } }];
		const expression = '={{ $input.all() }}';
		const { signers } = await sent(orderOf(undefined, { ...items[0], expression }));
		expect(signers).toMatchObject([{ name: '张三', number: CARD_NUMBER }]);
	});

	it('may be one row', async () => {
		const { signers } = await sent(orderOf({ ...person, ...PLACE }));
		expect(signers).toHaveLength(1);
	});

	it('may be written as databases and people write their columns', async () => {
		const row = {
			SIGN_TYPE: '2',
			'user name': '张三',
			USER_NO: CARD_NUMBER,
			pic_binary: 'license',
			'OtherPic-Binary': 'material',
			Page_Number: 1,
			Position: PLACE.position,
		};
		const { signers, warnings } = await sent(orderOf([row]));
		expect(signers).toMatchObject([{ name: '张三', number: CARD_NUMBER, places: [{ page: 1 }] }]);
		expect(warnings).toEqual([]);
	});

	it('may have Chinese headings and the vendor’s own words', async () => {
		const chinese = [
			{ 类型: '单位签署', 单位名称: NAME, 统一社会信用代码: LICENSE_NUMBER, ...pictures, ...PLACE },
			{
				'签署类型（必填）': '个人签署',
				'姓名*': '张三',
				身份证号: CARD_NUMBER,
				...pictures,
				文档页码: 1,
				坐标: '0.5,0.2,0.8,0.3',
			},
		];
		const { signers, warnings } = await sent(orderOf(chinese));
		expect(signers).toMatchObject([
			{ signType: 1, name: NAME, number: LICENSE_NUMBER, places: [{ page: 1 }] },
			{ signType: 2, name: '张三', number: CARD_NUMBER, places: [{ page: 1 }] },
		]);
		expect(warnings).toEqual([]);
	});

	it('under unknown headings are not sent, and the headings are named', async () => {
		const row = { ...person, userName: undefined, 签名人: '张三', ...PLACE };
		const problems = await problemsOf(orderOf([row]));
		expect(problems).toContain('Signer 1: unknown field "签名人" was ignored');
		expect(problems).toContain('Signer 1 › Person’s Name (userName): is missing');
	});

	it('with a heading of their own get only an explanation of what is wrong', async () => {
		const row = { ...person, userNo: '', email: 'a@b.c', ...PLACE };
		const problem = 'Signer 1 › Identity Card Number (userNo): is missing';
		expect(await problemsOf(orderOf([row]))).toBe(`${problem}\n${NOT_SENT}`);
	});

	it('of an unknown type are not sent, and the type is named', async () => {
		const problems = await problemsOf(orderOf([{ ...person, signType: '乙方', ...PLACE }]));
		expect(problems).toContain('must be 1 (organization) or 2 (person), not "乙方"');
	});

	it('are sent without empty rows, with a warning', async () => {
		const empty = { row_number: 3, userName: '', orgName: null, email: ' ' };
		const { signers, warnings } = await sent(orderOf([empty, { ...person, ...PLACE }, {}]));
		expect(signers).toMatchObject([{ name: '张三' }]);
		const message = 'rows 1, 3 of 3 are empty and were skipped; signers are numbered without';
		expect(warnings).toEqual([{ code: 'emptyRow', where: 'Signers', message }]);
	});

	it('are sent without a thousand empty rows, which are said in one warning', async () => {
		const rows = [{ ...person, ...PLACE }, ...Array.from({ length: 1_000 }, () => ({ email: '' }))];
		const { warnings } = await sent(orderOf(rows));
		expect(warnings).toEqual([
			{
				code: 'emptyRow',
				where: 'Signers',
				message:
					'rows 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 990 more of 1001 are empty and were skipped; signers are numbered without',
			},
		]);
	});

	it('are numbered without empty rows in errors, which say so', async () => {
		const problems = await problemsOf(
			orderOf([{ userNo: '' }, { ...person, userNo: '', ...PLACE }]),
		);
		expect(problems).toContain('Signer 1 › Identity Card Number (userNo)');
		expect(problems).toContain('Signers: row 1 of 2 is empty and was skipped');
	});

	it('are not there when all rows are empty', async () => {
		expect(await problemsOf(orderOf([{ row_number: 2 }]))).toContain(
			'at least one signer is needed',
		);
	});

	it.each<[string, (json: string) => string]>([
		['a byte order mark', (json) => `\ufeff${json}`],
		['a fence', (json) => `\`\`\`json\n${json}\n\`\`\``],
		['a fence without a language', (json) => `\n\`\`\`\n${json}\n\`\`\`\n`],
	])('may come as JSON text with %s around it', async (_, around) => {
		const { signers } = await sent(orderOf(around(JSON.stringify([{ ...person, ...PLACE }]))));
		expect(signers).toMatchObject([{ name: '张三' }]);
	});

	it.each([
		...[
			'1',
			' 1 ',
			'organization',
			'Organization',
			'COMPANY',
			'单位',
			'企业',
			'单位签署',
			'公司',
		].map((word) => [word, 1] as const),
		...['2', 'person', 'Individual', ' 个人 ', '个人签署'].map((word) => [word, 2] as const),
	])('may name their type "%s"', async (signType, expected) => {
		const row = { ...person, orgName: NAME, orgNo: LICENSE_NUMBER, ...PLACE, signType };
		const { signers } = await sent(orderOf([row]));
		expect(signers).toMatchObject([{ signType: expected, name: expected === 1 ? NAME : '张三' }]);
	});

	it('may give a person a company, which is reported and not sent', async () => {
		const row = { ...person, orgName: NAME, org_no: LICENSE_NUMBER, user_id: 7, ...PLACE };
		const { order, warnings } = await sent(orderOf([row]));
		expect(warnings).toEqual(
			['orgName', 'org_no', 'user_id'].map((name) => ignored('Signer 1', name)),
		);
		const request = sandbox.requests.at(-1)?.body.toString();
		expect(request).not.toContain('org');
		expect(order.signers).toMatchObject([{ signType: 2, name: '张三' }]);
	});

	it.each<[string, IDataObject, string]>([
		[
			'a name',
			{ userName: undefined, userNmae: '张三' },
			'Signer 1: unknown field "userNmae" was ignored; it resembles "userName".',
		],
		[
			'the type',
			{ signType: '', sign_typ: '2' },
			'Signer 1: unknown field "sign_typ" was ignored; it resembles "signType".',
		],
		[
			'a place’s field',
			{ signlist: [{ page: 1, placeBy: 'preset', preset: 'center', unit: 'mm', widht: 80 }] },
			'Signer 1 › Position 1: unknown field "widht"; is "width" meant?',
		],
		[
			'a place’s name',
			{ signlist: [{ page: 1, placeBy: 'preset', preset: 'centre' }] },
			'Signer 1 › Position 1 › Preset: ',
		],
	])('that misspell %s are reported, and nothing is sent', async (_, changes, problem) => {
		expect(await problemsOf(orderOf([{ ...person, signlist: [PLACE], ...changes }]))).toContain(
			problem,
		);
	});

	it.each([
		['County', 'country'],
		['stampBsae', 'stampbase'],
	])(
		'may have a column %s, which is sent without, with a warning that names %s',
		async (column, name) => {
			const options = orderOf([{ ...person, signlist: [PLACE], [column]: '朝阳区' }]);
			const { order, warnings } = await sent(options);
			const message = `unknown field "${column}" was ignored; it resembles "${name}". Rename it if that is what it means`;
			expect(order.signers).toMatchObject([{ name: '张三' }]);
			expect(warnings).toEqual([{ code: 'misspelledField', where: 'Signer 1', message }]);
			const again = orderOf([{ ...person, signlist: [PLACE], [column]: '朝阳区' }]);
			expect((await runNode(again)).hints).toEqual([
				{ type: 'warning', message: `Signer 1: ${message}` },
			]);
		},
	);

	it('with a name that resembles another are not sent where warnings are errors', async () => {
		const { node, ...options } = orderOf([{ ...person, signlist: [PLACE], County: '朝阳区' }]);
		const parameters = { ...node.parameters, options: { warningsAsErrors: true } };
		expect(await problemsOf({ ...options, node: { parameters } })).toContain(
			'unknown field "County" was ignored; it resembles "country"',
		);
	});

	it.each<[string, IDataObject]>([
		['a number that a spreadsheet rounded', { userNo: 110105194912310021 }],
		['a number with digits after the point', { userNo: 1.5 }],
		['a number that a spreadsheet rounded, as text', { userNo: '1.1010519491231E+17' }],
	])('with %s are reported as having lost digits', async (_, changes) => {
		expect(await problemsOf(orderOf([{ ...person, ...PLACE, ...changes }]))).toContain(
			'Signer 1 › Identity Card Number (userNo): has lost digits: a number this long must be stored as text',
		);
	});

	it.each<[string, IDataObject, string]>([
		['a full-width digit', { userNo: '1１010519491231002X' }, 'character 2 is full-width'],
		['a sign for an X', { userNo: '11010519491231002×' }, 'character 18 (U+00D7) looks like X'],
		[
			'a hidden mark',
			{ userNo: '\ufeff11010519491231002X' },
			'character 1 (U+FEFF) cannot be seen',
		],
	])(
		'are not sent with %s in a number; a corrected number is offered',
		async (_, changes, told) => {
			const problems = await problemsOf(orderOf([{ ...person, ...PLACE, ...changes }]));
			expect(problems).toContain(`Signer 1 › Identity Card Number (userNo): ${told}`);
			expect(problems).toContain(`Write 11${'•'.repeat(14)}2X`);
			expect(problems).not.toContain('0519491231');
		},
	);

	it('reports an unused field of a position', async () => {
		const { warnings } = await sent(orderOf([{ ...person, signlist: { ...PLACE, label: 'A' } }]));
		expect(warnings).toEqual([ignored('Signer 1 › Position 1', 'label')]);
	});

	it('counts the place in columns before those of the list', async () => {
		const signlist = [{ page: 1, placeBy: 'preset', preset: 'lowerRight', label: 'A' }];
		const { warnings } = await sent(orderOf([{ ...person, ...PLACE, signlist }]));
		expect(warnings).toEqual([ignored('Signer 1 › Position 2', 'label')]);
	});

	it.each<[string, unknown, string]>([
		['nothing', undefined, 'Signers: is missing'],
		['an empty text', ' ', 'Signers: is missing'],
		['a number', 7, 'Signers: must be a list of signers, or one signer'],
		['a text', '"张三"', 'Signers: must be a list of signers, or one signer'],
		['half an array', '[{"signType":', 'Signers: not valid JSON, at its end'],
		['a slip', '[\n{"signType": "2"; }]', 'Signers: not valid JSON, at line 2 column 17'],
		['no JSON', 'Mr. Zhang', 'Signers: not valid JSON, at line 1 column 1'],
		['an empty array', [], 'Signers: at least one signer is needed'],
		[
			'an array of names',
			['张三'],
			'Signer 1: must be a signer’s fields, such as {"signType": "2", "userName": "Zhang San", …}',
		],
	])('that are %s are reported once', async (_, signers, problem) => {
		expect(await problemsOf(orderOf(signers))).toBe(`${problem}\n${NOT_SENT}`);
	});
});

describe('where a row’s signer signs', () => {
	const preset = { page: 'last', placeBy: 'preset', preset: 'lowerRight' };

	it.each<[string, IDataObject, number]>([
		['two columns', PLACE, 1],
		['a list', { signlist: [PLACE, preset] }, 2],
		['one place', { signlist: preset }, 1],
		['JSON text of a list', { signlist: JSON.stringify([PLACE, preset]) }, 2],
		['JSON text of one place', { signlist: JSON.stringify(PLACE) }, 1],
		['a list and two columns', { signlist: [preset], ...PLACE }, 2],
	])('may be said by %s', async (_, places, count) => {
		const { signers } = await sent(orderOf([{ ...person, ...places }]));
		expect(signers[0]?.places).toHaveLength(count);
	});

	it.each<[string, IDataObject, string]>([
		[
			'text that isn’t JSON',
			{ signlist: 'lower right' },
			'Signer 1 › Positions (signlist): must be a list of positions, or JSON text of one',
		],
		[
			'JSON with a slip',
			{ signlist: '[{"pagenumber": 1,\n"position"：""}]' },
			'Signer 1 › Positions (signlist): not valid JSON, at line 2 column 11: ： is full-width, JSON has only half-width signs',
		],
		['a page alone', { pagenumber: 1 }, 'Signer 1 › Position 1 › position: is missing'],
		[
			'a place alone',
			{ position: PLACE.position },
			'Signer 1 › Position 1 › pagenumber: must be a page number, or pages such as 1,3-5,last',
		],
		[
			'a unit together with the API’s own position',
			{ signlist: [{ ...PLACE, unit: 'mm' }] },
			'Signer 1 › Position 1: unknown field "unit"',
		],
		[
			'nothing',
			{},
			'Signer 1 › Positions (signlist): at least one position is needed when there is no template',
		],
		[
			'a page that is not there',
			{ pagenumber: 3, position: PLACE.position },
			'Signer 1 › Position 1: page 3: the document has 2 pages',
		],
	])('is reported when it is %s', async (_, places, problem) => {
		expect(await problemsOf(orderOf([{ ...person, ...places }]))).toBe(`${problem}\n${NOT_SENT}`);
	});
});

describe.each(storageModes)('pictures, with binary data kept in mode %s', (storage) => {
	let fields: Record<string, IBinaryData>;
	beforeAll(async () => {
		await startBinaryStorage(storage);
		fields = await binaryOf();
	});

	const base64 = FILES.license.bytes.toString('base64');

	/** A binary field of another item, by an expression or from another node’s output. */
	const other = () => fields['license'] as unknown as IDataObject;
	const otherNode = () => ({ earlier: [[[{ json: {}, binary: fields }]]] });

	it.each<[string, () => IDataObject]>([
		['a field’s name', () => ({ picBinary: 'license' })],
		['another node’s binary field, in picBinary', () => ({ picBinary: other() })],
		['another node’s binary field, in pic', () => ({ pic: other() })],
		['base64', () => ({ pic: base64 })],
		['base64 in lines', () => ({ pic: base64.replace(/.{76}/g, '$&\r\n') })],
		['a data URL', () => ({ pic: `data:image/png;base64,${base64}` })],
		['a data URL with parameters', () => ({ pic: `data:image/png;name=a.png;base64,${base64}` })],
		[
			'a binary field whose text is a data URL',
			() => ({ pic: { mimeType: 'image/png', data: `data:image/png;base64,${base64}` } }),
		],
		[
			'a binary field whose text is in lines',
			() => ({ picBinary: { mimeType: 'image/png', data: base64.replace(/.{64}/g, '$&\n') } }),
		],
	])('may be given in JSON by %s', async (_, image) => {
		const row = { ...person, picBinary: undefined, ...image(), ...PLACE };
		const { signers } = await sent({ ...orderOf([row]), ...otherNode() });
		expect(signers[0]?.pic).toEqual(FILES.license.bytes);
		expect(signers[0]?.otherpic).toEqual(FILES.material.bytes);
	});

	it.each([
		['a field’s name', 'license'],
		['an expression that gives a name', '={{ "lice" + "nse" }}'],
		['a binary field by expression', '={{ $input.item.binary.license }}'],
		['another node’s binary field by expression', '={{ $json.photo }}'],
	])('may be given in the form by %s', async (_, picBinary) => {
		const parameters = orderParameters('form', { orderNumber: randomUUID() }, [
			{ ...PERSON, form: { ...PERSON.form, picBinary } },
		]);
		const items = [{ json: { photo: other() }, binary: await binaryOf() }];
		const order = { credential: credentialFor(sandbox), node: { parameters }, items };
		const options = { ...order, ...otherNode() };
		expect((await sent(options)).signers[0]?.pic).toEqual(FILES.license.bytes);
	});

	it('may be given as in $binary if n8n stores them, and otherwise the error says what to write', async () => {
		const parameters = orderParameters('form', { orderNumber: randomUUID() }, [
			{ ...PERSON, form: { ...PERSON.form, picBinary: '={{ $binary.license }}' } },
		]);
		const items = [{ json: {}, binary: await binaryOf() }];
		const options = { credential: credentialFor(sandbox), node: { parameters }, items };
		if (storage === 'default') {
			expect(await problemsOf(options)).toContain(
				'Signer 1 › Identity Card Image (pic): is a binary field without its content, as $binary gives it',
			);
		} else expect((await sent(options)).signers[0]?.pic).toEqual(FILES.license.bytes);
	});
});

describe('a picture', () => {
	it.each<[string, unknown, string]>([
		['no base64', 'not base64!', 'is not base64'],
		['base64 that was cut', 'AAAAA', 'is not base64'],
		['a list', [1], 'is neither base64 nor a binary field'],
		[
			'a binary field whose text would break out of the JSON',
			{ mimeType: 'image/png', data: '","userNo":"1' },
			'is not base64',
		],
	])('that is %s is reported, and nothing is sent', async (_, pic, problem) => {
		const row = { ...person, picBinary: undefined, pic, ...PLACE };
		expect(await problemsOf(orderOf([row]))).toContain(
			`Signer 1 › Identity Card Image (pic): ${problem}`,
		);
	});

	it('in an item’s own binary field has to be base64, too', async () => {
		const binary = inlineBinaryOf();
		const license = { mimeType: 'image/png', data: '","userNo":"1' };
		const options = orderOf([{ ...person, ...PLACE }], { binary: { ...binary, license } });
		expect(await problemsOf(options)).toContain(
			'Signer 1 › Identity Card Image (pic): is not base64',
		);
		const contract = orderOf([{ ...person, ...PLACE }], {
			binary: { ...binary, contract: license },
		});
		expect(await problemsOf(contract)).toContain('Input Data Field Name: is not base64');
	});

	it('may have many megabytes', async () => {
		const pic = Buffer.alloc(12 * 1024 * 1024, 'a picture ');
		const row = { ...person, picBinary: undefined, pic: pic.toString('base64'), ...PLACE };
		const { signers } = await sent(orderOf([row]));
		expect(signers[0]?.pic.equals(pic)).toBe(true);
	});

	it('that is an empty cell is missing, not wrong', async () => {
		sandbox.failNextRequest(-57);
		const row = { ...person, picBinary: ' ', pic: null, stampBinary: ' ', ...PLACE };
		expect((await failureOf(orderOf([row]))).description).toContain('This is about signer 1.');
	});
});

describe('places in people’s units', () => {
	const MM = 72 / 25.4;
	const pages: PageForm[] = [
		{ width: 600, height: 800 },
		{ width: 1000, height: 500 },
		{ width: 600, height: 900, rotate: 90 },
		{ width: 700, height: 900, rotate: 180, crop: { x: 50, y: 100, width: 500, height: 400 } },
		{ width: 700, height: 900, rotate: 270, crop: { x: 50, y: 100, width: 450, height: 650 } },
	];
	/** The displayed pages. */
	const seen = [
		[600, 800],
		[1000, 500],
		[900, 600],
		[500, 400],
		[650, 450],
	] as const;
	type Box = readonly [x1: number, y1: number, x2: number, y2: number];

	/** In points from the lower left of a page of this width and height. */
	const boxes: ReadonlyArray<[string, IDataObject, (width: number, height: number) => Box]> = [
		[
			'corners in millimeters',
			{ placeBy: 'corners', unit: 'mm', x1: 20, y1: 30, x2: 80.5, y2: 50 },
			() => [20 * MM, 30 * MM, 80.5 * MM, 50 * MM],
		],
		[
			'corners in millimeters from the upper left',
			{ placeBy: 'corners', unit: 'mm', origin: 'upperLeft', x1: 20, y1: 30, x2: 80, y2: 50 },
			(_, height) => [20 * MM, height - 50 * MM, 80 * MM, height - 30 * MM],
		],
		[
			'corners in percent',
			{ placeBy: 'corners', unit: 'percent', x1: 10, y1: 20, x2: 33.3, y2: 40 },
			(width, height) => [0.1 * width, 0.2 * height, 0.333 * width, 0.4 * height],
		],
		[
			'corners in points',
			{ placeBy: 'corners', unit: 'pt', x1: 100, y1: 120, x2: 250, y2: 180 },
			() => [100, 120, 250, 180],
		],
		[
			'corners in fractions',
			{ placeBy: 'corners', unit: 'fraction', x1: 0.25, y1: 0.5, x2: 0.75, y2: 1 },
			(width, height) => [width / 4, height / 2, (width * 3) / 4, height],
		],
		[
			'center and size in points',
			{ placeBy: 'center', unit: 'pt', centerX: 200, centerY: 100, width: '120', height: 60 },
			() => [140, 70, 260, 130],
		],
		[
			'a center in fractions, with the usual size, from the upper left',
			{
				placeBy: 'center',
				origin: 'upperLeft',
				centerX: 0.5,
				centerY: 0.25,
				width: '',
				height: '',
			},
			(width, height) => [
				width / 2 - 20 * MM,
				height * 0.75 - 10 * MM,
				width / 2 + 20 * MM,
				height * 0.75 + 10 * MM,
			],
		],
		[
			'the lower right',
			{ placeBy: 'preset', preset: 'lowerRight' },
			(width) => [width - 55 * MM, 15 * MM, width - 15 * MM, 35 * MM],
		],
		[
			'the upper left, with margin and size',
			{ placeBy: 'preset', preset: 'upperLeft', unit: 'mm', margin: '5', width: 30, height: 12 },
			(_, height) => [5 * MM, height - 17 * MM, 35 * MM, height - 5 * MM],
		],
		[
			'the middle, sized in percent',
			{ placeBy: 'preset', preset: 'center', unit: 'percent', width: 20, height: 10 },
			(width, height) => [0.4 * width, 0.45 * height, 0.6 * width, 0.55 * height],
		],
	];

	async function placesOf(
		mode: 'form' | 'json',
		entry: IDataObject,
	): Promise<readonly SigningPlace[]> {
		const parameters = orderParameters(mode, { orderNumber: randomUUID() }, [
			{
				form: { ...PERSON.form, positions: { position: [entry] } } as INodeParameters,
				json: { ...PERSON.json, signlist: [entry] },
			},
		]);
		const items = [
			{ json: {}, binary: inlineBinaryOf({ ...FILES, contract: await pdfWith(pages) }) },
		];
		const { signers } = await sent({
			credential: credentialFor(sandbox),
			node: { parameters },
			items,
		});
		return signers[0]?.places ?? [];
	}

	describe.each(['form', 'json'] as const)('given by %s', (mode) => {
		it.each(boxes)('arrive as parts of each page as it is seen: %s', async (_, entry, box) => {
			const places = await placesOf(mode, { page: 'all', ...entry });
			expect(places.map(({ page }) => page)).toEqual([1, 2, 3, 4, 5]);
			for (const { page, x1, y1, x2, y2 } of places) {
				const [width, height] = seen[page - 1] ?? [NaN, NaN];
				const [left, lower, right, upper] = box(width, height);
				expect(x1).toBeCloseTo(left / width, 5);
				expect(y1).toBeCloseTo(lower / height, 5);
				expect(x2).toBeCloseTo(right / width, 5);
				expect(y2).toBeCloseTo(upper / height, 5);
			}
		});

		it.each([
			['1', [1]],
			['last', [5]],
			['last-1', [4]],
			['2-4', [2, 3, 4]],
			['odd', [1, 3, 5]],
			['even', [2, 4]],
			['5, 1，3–4', [5, 1, 3, 4]],
			['4-last', [4, 5]],
		])('arrive on the pages named: %s', async (page, expected) => {
			const entry = { page, placeBy: 'preset', preset: 'center' };
			expect((await placesOf(mode, entry)).map((place) => place.page)).toEqual(expected);
		});
	});

	it('takes a selection of pages with a position in the API’s own terms', async () => {
		const places = await placesOf('json', { pagenumber: '1,last', position: '0.1,0.1,0.3,0.2' });
		expect(places).toEqual([1, 5].map((page) => ({ page, x1: 0.1, y1: 0.1, x2: 0.3, y2: 0.2 })));
	});
});

describe('a signer’s country', () => {
	it.each([
		['HK', 'HK'],
		[' us ', 'US'],
		['CN', undefined],
		['cn', undefined],
		['', undefined],
		[null, undefined],
	])('given as %j is sent as %j', async (country, expected) => {
		const inJson = orderOf([{ ...person, ...PLACE, country }]);
		const inForm = {
			...inJson,
			node: {
				parameters: orderParameters('form', { orderNumber: randomUUID() }, [
					{ ...PERSON, form: { ...PERSON.form, country: '={{ $json.signers[0].country }}' } },
				]),
			},
		};
		for (const options of [inJson, inForm]) {
			const { signers } = await sent(options);
			expect(signers[0]?.country).toBe(expected ?? 'CN');
			expect(sandbox.requests.at(-1)?.json).toMatchObject({
				signerlist: [
					expected
						? { country: expected }
						: expect.not.objectContaining({ country: expect.anything() as unknown }),
				],
			});
		}
	});

	it.each(['XX', 'China', '中国', 86])('must be a country code: %s is none', async (country) => {
		expect(await problemsOf(orderOf([{ ...person, ...PLACE, country }]))).toContain(
			'Signer 1 › Country: must be a two-letter country code, e.g. CN',
		);
	});
});

describe('signers of the form, by expressions', () => {
	const byExpression = (json: IDataObject): NodeRunOptions => ({
		credential: credentialFor(sandbox),
		node: {
			parameters: orderParameters('form', { orderNumber: randomUUID() }, [
				{
					...PERSON,
					form: {
						...PERSON.form,
						name: '={{ $json.name }}',
						number: '={{ $json.number }}',
						positions: {
							position: [
								{ page: '={{ $json.page }}', x1: '={{ $json.x1 }}', y1: 0.1, x2: 0.8, y2: 0.2 },
							],
						},
					},
				},
			]),
		},
		items: [{ json, binary: inlineBinaryOf() }],
	});
	const json = { name: '张三', number: CARD_NUMBER, page: 1, x1: '0.25' };

	it('take numbers as numbers and as text', async () => {
		const { signers } = await sent(byExpression(json));
		expect(signers).toMatchObject([
			{ name: '张三', number: CARD_NUMBER, places: [{ page: 1, x1: 0.25 }] },
		]);
		const other = await sent(
			byExpression({ ...json, number: 123456789012345, page: '1', x1: 0.5 }),
		);
		expect(other.signers).toMatchObject([{ number: '123456789012345', places: [{ x1: 0.5 }] }]);
	});

	it.each<[string, IDataObject, string]>([
		[
			'an empty cell',
			{ name: null },
			'Signer 1 › Person’s Name (userName): Person’s name is empty',
		],
		[
			'a field that is not there',
			{ name: undefined },
			'Signer 1 › Person’s Name (userName): Person’s name is empty',
		],
		[
			'a number that lost digits',
			{ number: 110105194912310021 },
			'Signer 1 › Identity Card Number (userNo): has lost digits',
		],
		[
			'an object',
			{ number: { no: '1' } },
			'Signer 1 › Identity Card Number (userNo): must be text',
		],
		['no number', { x1: 'left' }, 'Signer 1 › Position 1 › Left (X1): must be a number'],
		['no page', { page: null }, 'Signer 1 › Position 1: page is empty'],
	])('get an error that explains what %s is', async (_, changes, problem) => {
		expect(await problemsOf(byExpression({ ...json, ...changes }))).toContain(problem);
	});
});

it('the example in the node works unchanged', async () => {
	const files = {
		...FILES,
		idCard: FILES.stamp,
		contract: await pdfWith([
			{ width: 595, height: 842 },
			{ width: 595, height: 842 },
		]),
	};
	const parameters = orderParameters('json', { orderNumber: randomUUID(), signersJson: undefined });
	const { order, signers, warnings } = await sent({
		credential: credentialFor(sandbox),
		node: { parameters },
		items: [{ json: {}, binary: inlineBinaryOf(files) }],
	});
	expect(warnings).toEqual([]);
	expect(order.fileFormat).toBe('pdf');
	const example = JSON.parse(SIGNERS_EXAMPLE) as Array<Record<string, string>>;
	expect(signers).toMatchObject([
		{
			signType: 1,
			name: example[0]?.['orgName'],
			number: example[0]?.['orgNo'],
			places: [{ page: 1, x1: 0.3, y2: 0.69 }],
		},
		{
			signType: 2,
			name: example[1]?.['userName'],
			number: example[1]?.['userNo'],
			places: [{ page: 2 }],
		},
	]);
	expect(signers.map(({ pic }) => pic)).toEqual([FILES.license.bytes, FILES.stamp.bytes]);
});
