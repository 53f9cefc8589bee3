import type {
	IBinaryKeyData,
	ICredentialDataDecryptedObject,
	IDataObject,
	INodeExecutionData,
	INodeParameters,
} from 'n8n-workflow';
import { createHash, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { z } from 'zod';
import type { OrderWarningCode } from '../../../nodes/WoSignDoc/order/orderWarning';
import type { Sandbox } from '../../../sandbox';
import { startSandbox } from '../../../sandbox';
import { formDocument } from '../../support/formDocument';
import { startBinaryStorage, storageModes } from '../support/binaryStorage';
import { failureOf } from '../support/orderFailure';
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
import { encryptedPdf, pdfWith, withoutStartxref, withStream } from '../support/pdfs';
import type { NodeRun, NodeRunOptions } from '../support/runNode';
import { runNode } from '../support/runNode';
import { credentialFile, credentialFor, pfxCredentialFor } from '../support/sandboxCredential';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox({ autoSign: false });
});
afterAll(async () => await sandbox.stop());

const MEGABYTE = 1024 * 1024;
const CARD_NUMBER = '11010519491231002X';
/** A signer without warnings. */
const ZHANG = {
	form: { ...PERSON.form, number: CARD_NUMBER, country: '' },
	json: { ...PERSON.json, userNo: CARD_NUMBER, country: '' },
};
type Signer = typeof ZHANG | typeof ORGANIZATION | ReturnType<typeof withoutPositions>;

interface Changes {
	mode?: 'form' | 'json';
	parameters?: INodeParameters;
	signers?: readonly Signer[];
	files?: Record<string, SourceFile>;
	binary?: IBinaryKeyData;
	credential?: ICredentialDataDecryptedObject;
}

function order({
	mode = 'form',
	parameters,
	signers,
	files,
	binary,
	credential,
}: Changes = {}): NodeRunOptions {
	const changes = { orderNumber: randomUUID(), ...parameters };
	return {
		credential: credentialFor(sandbox, credential),
		node: { parameters: orderParameters(mode, changes, signers ?? [ORGANIZATION, ZHANG]) },
		items: [{ json: {}, binary: binary ?? inlineBinaryOf({ ...FILES, ...files }) }],
	};
}

function asCheck({ node, ...options }: NodeRunOptions): NodeRunOptions {
	return { ...options, node: { ...node, parameters: { ...node.parameters, operation: 'check' } } };
}

const warningSchema = z.object({ code: z.string(), where: z.string(), message: z.string() });
const problemSchema = z.strictObject({ where: z.string(), message: z.string() });
const verdictSchema = z.strictObject({
	valid: z.boolean(),
	errors: z.array(problemSchema),
	warnings: z.array(warningSchema.strict()),
	pages: z.number().optional(),
	parts: z.array(z.unknown()).optional(),
	request: z.record(z.unknown()).optional(),
	requestSize: z.number().optional(),
	callbackSize: z.number().nullable().optional(),
});
type Verdict = z.output<typeof verdictSchema>;

/** Runs the operation `check`, which must send nothing. */
async function checkAll(options: NodeRunOptions): Promise<INodeExecutionData[]> {
	const before = sandbox.requests.length;
	const { items } = await runNode(asCheck(options));
	expect(sandbox.requests).toHaveLength(before);
	return items;
}

async function check(options: NodeRunOptions): Promise<Verdict> {
	const [item, ...more] = await checkAll(options);
	expect(more).toEqual([]);
	return verdictSchema.parse(item?.json);
}

const errorsOf = ({ errors }: Verdict) =>
	errors.map(({ where, message }) => `${where}: ${message}`);
const summaryOf = ({ bytes }: SourceFile) => ({
	size: bytes.length,
	sha256: createHash('sha256').update(bytes).digest('hex'),
});

describe('a check of an order that can be sent', () => {
	it.each(['form', 'json'] as const)(
		'says what would be sent, signers given by %s',
		async (mode) => {
			const orderNumber = randomUUID();
			const options = { subject: 'A subject', password: 'open sesame' };
			const verdict = await check(order({ mode, parameters: { orderNumber, options } }));
			expect(verdict).toMatchObject({ valid: true, errors: [], warnings: [], pages: 2 });
			expect(verdict.request).toEqual({
				tokenid: '•••',
				actiontype: 'CreateSignOrder',
				subject: 'A subject',
				password: '•••',
				filebase: summaryOf(FILES.contract),
				fileformat: 'pdf',
				orderNumber,
				signerlist: [
					{
						signType: '1',
						orgName: ORGANIZATION.form.name,
						orgNo: '•••',
						stampbase: summaryOf(FILES.stamp),
						pic: summaryOf(FILES.license),
						otherpic: summaryOf(FILES.material),
						signlist: [{ pagenumber: 1, position: '0.3,0.57,0.46,0.69' }],
					},
					{
						signType: '2',
						userName: '张三',
						userNo: '•••',
						pic: summaryOf(FILES.license),
						otherpic: summaryOf(FILES.material),
						signlist: [
							{ pagenumber: 1, position: '0.65,0.47,0.82,0.59' },
							{ pagenumber: 1, position: '0.27,0.39,0.44,0.5' },
						],
					},
				],
			});
		},
	);

	describe.each(storageModes)('with binary data kept in mode %s', (storage) => {
		beforeAll(async () => await startBinaryStorage(storage));

		it.each(['json', 'percentEncoded'])(
			'knows the size of the request, sent as %s',
			async (requestEncoding) => {
				const large = Buffer.alloc(700_001, 'PK\u0003\u0004 and ÿþ', 'latin1');
				for (const contract of [FILES.contract, { bytes: large, fileName: 'a.docx' }]) {
					const options = order({
						parameters: {
							options: { requestEncoding, subject: 'Contract "A" 合同 😀', password: '%+ &' },
						},
						binary: await binaryOf({ ...FILES, contract }),
					});
					const verdict = await check(options);
					await runNode(options);
					const request = sandbox.requests.at(-1);
					expect(request?.errorCode).toBe(0);
					expect(verdict.requestSize).toBe(request?.body.length);
					expect(String(verdict.requestSize)).toBe(request?.headers['content-length']);
					expect(verdict.request).toMatchObject({ filebase: summaryOf(contract) });
				}
			},
		);
	});

	it.each([
		['template', null, undefined],
		['templateWithFile', expect.any(Number) as number, 2],
	])(
		'knows what a %s has: callback size %s, pages %s',
		async (documentSource, callbackSize, pages) => {
			const verdict = await check(
				order({
					parameters: { documentSource, templateId: 'employment-contract' },
					signers: [withoutPositions(ORGANIZATION), withoutPositions(ZHANG)],
				}),
			);
			expect(verdict).toMatchObject({ valid: true, callbackSize });
			expect(verdict.pages).toBe(pages);
		},
	);

	it('is an item each, paired with its own, whether or not it is valid', async () => {
		const {
			items: [item = { json: {} }],
			...options
		} = order({
			parameters: { orderNumber: '={{ $json.orderNumber }}' },
		});
		const items = [
			{ ...item, json: { orderNumber: 'A' } },
			{ json: { orderNumber: 'B' } },
			{ ...item, json: { orderNumber: '' } },
			{ ...item, json: { orderNumber: 'D' } },
		];
		const checked = await checkAll({ ...options, items });
		expect(checked.map(({ json, pairedItem }) => [json['valid'], pairedItem])).toEqual(
			[true, false, false, true].map((valid, at) => [valid, { item: at }]),
		);
	});
});

describe('what a check shows', () => {
	const markers = {
		tokenId: 'marker-of-the-token',
		password: 'marker-of-the-password',
		orgNo: 'MARKER-OF-ORG',
		userNo: 'MARKER-OF-USER',
		passphrase: 'marker-of-the-passphrase',
		callbackToken: 'marker-of-the-callback',
	};
	const base64 = Object.values(FILES).map(({ bytes }) => bytes.toString('base64').slice(0, 40));

	it.each<[string, boolean, IDataObject]>([
		['valid', true, { note: markers.orgNo, user_no: markers.userNo }],
		['wrong', false, { country: 'XX' }],
		['wrong and misspelled', false, { orgNo: '', org_on: markers.orgNo }],
	])(
		'has no token, password, number or base64 in it, when the order is %s',
		async (_, valid, changes) => {
			const { orgNo, userNo, password, tokenId, passphrase, callbackToken } = markers;
			const pic = FILES.license.bytes.toString('base64');
			const signers = [
				{ ...ORGANIZATION, json: { ...ORGANIZATION.json, orgNo, ...changes } },
				{ ...ZHANG, json: { ...ZHANG.json, userNo, picBinary: '', pic } },
			];
			const verdict = await check(
				order({
					mode: 'json',
					parameters: { options: { password } },
					signers,
					credential: { tokenId, passphrase, callbackToken },
				}),
			);
			expect(verdict.valid).toBe(valid);
			if (valid) expect(verdict.warnings).toHaveLength(4);
			const shown = JSON.stringify(verdict);
			expect(
				[...Object.values(markers), ...base64].filter((secret) => shown.includes(secret)),
			).toEqual([]);
		},
	);

	it('says nothing of the request when the order is wrong', async () => {
		const verdict = await check(order({ parameters: { orderNumber: '' } }));
		expect(Object.keys(verdict)).toEqual(['valid', 'errors', 'warnings', 'pages']);
	});
});

describe('the size of the callback', () => {
	/** A document of about this many incompressible bytes. */
	async function documentOf(size: number): Promise<SourceFile> {
		const { bytes } = await pdfWith();
		const content = createHash('shake256', { outputLength: size }).update('a document').digest();
		return withStream(bytes, '', content);
	}

	/** The size of the push for an order. */
	async function pushedLength(orderNumber: string): Promise<number> {
		let length = 0;
		const server = createServer((request, response) => {
			request.on('data', (chunk: Buffer) => (length += chunk.length));
			request.on('end', () => response.end('1'));
		});
		server.listen(0, '127.0.0.1');
		await once(server, 'listening');
		sandbox.setCallbackUrl(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
		const created = sandbox.orders.find((one) => one.orderNumber === orderNumber);
		await sandbox.sign(created?.signid ?? '');
		await sandbox.waitForAnswer(orderNumber);
		sandbox.setCallbackUrl(undefined);
		server.close();
		return length;
	}

	// The sandbox adds some tens of kilobytes for its seals and signatures, and no more to a large document.
	it.each([200_000, 2_000_000])(
		'is that of the real push or up to 22 %% more, of a document of %i bytes',
		async (size) => {
			const orderNumber = randomUUID();
			const files = { contract: await documentOf(size) };
			const options = order({ parameters: { orderNumber }, files });
			const { callbackSize } = await check(options);
			await runNode(options);
			const ratio = (callbackSize ?? NaN) / (await pushedLength(orderNumber));
			expect(ratio).toBeGreaterThanOrEqual(1);
			expect(ratio).toBeLessThanOrEqual(1.22);
		},
	);
});

describe('a check reports as an error', () => {
	const cut = FILES.contract.bytes.subarray(0, 250);
	const docx = Buffer.from(`PK\u0003\u0004${'\u0000'.repeat(26)}word/document.xml`);
	const pages = { position: [{ ...PERSON.form.positions.position[0], page: '3' }] };

	it.each<[string, () => Changes | Promise<Changes>, string]>([
		[
			'a file of another format',
			() => ({ files: { contract: { bytes: docx, fileName: 'a.pdf' } } }),
			'Input Data Field Name: the file format is pdf, but the file is of the kind DOCX',
		],
		[
			'a file that is none of its format',
			() => ({ files: { contract: { bytes: Buffer.from('Hello'), fileName: 'a.docx' } } }),
			'Input Data Field Name: the file format is docx, but the contents aren’t a valid file of this format',
		],
		[
			'a file whose name, type and bytes are those of no document',
			() => ({ files: { contract: { bytes: Buffer.from('Hello'), fileName: '合同 V1.2' } } }),
			"File Format: File format is unknown: neither the extension of the file’s name, nor its MIME type, nor its first bytes are those of a document. Set the option 'File Format'",
		],
		[
			'an empty file',
			() => ({ files: { contract: { bytes: Buffer.alloc(0), fileName: 'a.docx' } } }),
			'Input Data Field Name: the file is empty',
		],
		[
			'a PDF that is cut off',
			() => ({ files: { contract: { bytes: cut, fileName: 'a.pdf' } } }),
			'Input Data Field Name: the PDF is damaged: it is cut off: its end is missing',
		],
		[
			'a PDF that a password locks',
			async () => ({ files: { contract: await encryptedPdf('a password') } }),
			"Input Data Field Name: the PDF can be read only with a password, so WoSignDoc cannot sign it. Remove the password; the option 'Password' protects the signed document",
		],
		[
			'a page past the end',
			() => ({ signers: [{ ...ZHANG, form: { ...ZHANG.form, positions: pages } }] }),
			'Signer 1 › Position 1: page 3: the document has 2 pages',
		],
		[
			'a missing file',
			() => ({ parameters: { binaryPropertyName: 'contact', options: { fileFormat: 'pdf' } } }),
			'Input Data Field Name: the item has no binary field "contact". It has: contract, license, material, stamp',
		],
		[
			'a file’s name that is none',
			() => ({
				parameters: { binaryPropertyName: '={{ $json.nothing }}', options: { fileFormat: 'pdf' } },
			}),
			'Input Data Field Name: the name of the binary field is empty',
		],
		[
			'a format that is none',
			() => ({ parameters: { options: { fileFormat: 'p d f' } } }),
			'File Format: must be a file extension, e.g. pdf',
		],
		[
			'no order number',
			() => ({ parameters: { orderNumber: ' ' } }),
			'Order Number: Order number is empty',
		],
		[
			'an order number of which a spreadsheet took digits',
			() => ({ parameters: { orderNumber: '1.961005746230337E+18' } }),
			'Order Number: has lost digits: a number this long must be stored as text',
		],
		[
			'an order number with a character that cannot be seen',
			() => ({ parameters: { orderNumber: 'HT\u200b-1' } }),
			'Order Number: character 3 (U+200B) cannot be seen. Without that it is "HT-1"',
		],
		[
			'an empty image',
			() => ({
				files: { material: { bytes: Buffer.alloc(0), fileName: 'a.png' } },
				signers: [ZHANG],
			}),
			'Signer 1 › Other Material Image (otherpic): is an empty file (0 bytes)',
		],
		[
			'no template',
			() => ({ parameters: { documentSource: 'template' } }),
			'Template ID: Template ID is empty',
		],
		['no signer', () => ({ signers: [] }), 'Signers: at least one signer is needed'],
		[
			'a credential that is incomplete',
			() => ({ credential: { tokenId: '' } }),
			"Credential: The WoSignDoc credential is incomplete: 'TokenID' is empty",
		],
		[
			'a certificate of the past',
			() => ({ credential: { certificate: credentialFile(sandbox, 'expiredCertificate') } }),
			'Credential: The certificate expired on ',
		],
		[
			'a PFX with another passphrase',
			() => ({ credential: pfxCredentialFor(sandbox, { passphrase: 'no' }) }),
			'Credential: The PFX file’s passphrase is wrong',
		],
	])('%s', async (_, changes, problem) => {
		const verdict = await check(order(await changes()));
		expect(verdict.valid).toBe(false);
		const [error, ...more] = errorsOf(verdict);
		expect(more).toEqual([]);
		expect(error).toContain(problem);
	});

	it('all that is wrong at once, the credential with the order', async () => {
		const verdict = await check(
			order({
				parameters: { orderNumber: '', binaryPropertyName: '' },
				credential: { tokenId: '' },
			}),
		);
		expect(errorsOf(verdict)).toEqual([
			'Input Data Field Name: the name of the binary field is empty',
			'Order Number: Order number is empty',
			expect.stringContaining('Credential: '),
		]);
	});

	it('what is wrong with the credential, and still what would be sent', async () => {
		const verdict = await check(order({ credential: { tokenId: '' } }));
		expect(verdict.request).toMatchObject({ filebase: summaryOf(FILES.contract) });
	});

	it('order numbers that several items have, written in whatever way', async () => {
		const {
			items: [item = { json: {} }],
			...options
		} = order({
			parameters: { orderNumber: '={{ $json.orderNumber }}' },
		});
		const numbers: unknown[] = ['A', 7, 'B', ' A ', '7', ...Array.from({ length: 12 }, () => 'C')];
		const items = numbers.map((orderNumber) => ({ ...item, json: { orderNumber } as IDataObject }));
		const checked = await checkAll({ ...options, items });
		const same = (named: string) => [
			{
				where: 'Order Number',
				message: `the items ${named} of this run have the same order number; each contract needs its own`,
			},
		];
		expect(checked.map(({ json }) => json['errors'])).toEqual([
			same('1 and 4'),
			same('2 and 5'),
			[],
			same('1 and 4'),
			same('2 and 5'),
			...Array.from({ length: 12 }, () => same('6, 7, 8, 9, 10, 11, 12, 13, 14, 15 and 2 more')),
		]);
	});
});

describe('a document called after a date or a version', () => {
	it.each(['劳动合同2026.11.26', '合同 V1.2', '合同', 'contract.final'])(
		'is sent as what it is: %s',
		async (fileName) => {
			const { bytes } = FILES.contract;
			const verdict = await check(order({ files: { contract: { bytes, fileName } } }));
			expect(verdict.valid).toBe(true);
			expect(verdict.request).toMatchObject({ fileformat: 'pdf' });
		},
	);
});

describe('a warning', () => {
	const first = PERSON.form.positions.position[0];
	const zhang = (form: INodeParameters): Changes => ({
		signers: [{ ...ZHANG, form: { ...ZHANG.form, ...form } }],
	});
	const image = (bytes: Buffer): Changes => ({ files: { license: { bytes, fileName: 'a.png' } } });
	const strange = withStream(
		FILES.contract.bytes,
		'/Type /ObjStm /N 1 /First 4 /Filter /LZWDecode',
		Buffer.from('abc'),
	);
	const png = Buffer.concat([FILES.license.bytes, Buffer.alloc(5 * MEGABYTE)]);
	/** A JPEG with only EXIF data, which say that its right side is up. */
	const turnedJpeg = Buffer.from(
		'ffd8ffe1002245786966000049492a0008000000010012010300010000000600000000000000ffd9',
		'hex',
	);
	const severalFiles = (files: Record<string, SourceFile>): Changes => ({
		files: { part: FILES.license, ...files },
		signers: [ZHANG],
		parameters: { documentSource: 'files', binaryPropertyNames: 'contract, part' },
	});

	/** An order for each warning code. */
	const situations: Readonly<
		Record<
			Exclude<
				OrderWarningCode,
				'callbackSize' | 'otherOrderNumber' | 'otherEncoding' | 'codeOnSuccess'
			>,
			readonly [where: string, message: string, changes: () => Changes | Promise<Changes>]
		>
	> = {
		missingMaterial: [
			'Signer 1 › Other Material Image (otherpic)',
			'is missing; WoSignDoc may answer -57',
			() => zhang({ otherpicBinary: '' }),
		],
		personNumber: [
			'Signer 1 › Identity Card Number (userNo)',
			'its check character does not fit',
			() => zhang({ number: '110105194912310021' }),
		],
		orderNumberCharacters: [
			'Order Number',
			'character 3 (U+3000) is not the usual space; it was not changed. In usual characters it is "HT 1"',
			() => ({ parameters: { orderNumber: 'HT\u30001' } }),
		],
		organizationNumber: [
			'Signer 1 › License Number (orgNo)',
			'its check digit does not fit',
			() => ({
				signers: [{ ...ORGANIZATION, form: { ...ORGANIZATION.form, number: '440301103308618' } }],
			}),
		],
		imageType: [
			'Signer 1 › Identity Card Image (pic)',
			'is neither JPEG nor PNG',
			() => ({ ...image(Buffer.from('GIF89a')), signers: [ZHANG] }),
		],
		imageCut: [
			'Signer 1 › Identity Card Image (pic)',
			'is cut off: its end is missing',
			() => ({ ...image(FILES.license.bytes.subarray(0, -4)), signers: [ZHANG] }),
		],
		imageSize: [
			'Signer 1 › Identity Card Image (pic)',
			'has 5.0 MB, more than 5 MB',
			() => ({ ...image(png), signers: [ZHANG] }),
		],
		imageTurned: [
			'Signer 1 › Identity Card Image (pic)',
			'is upright only by its EXIF data',
			() => ({ ...image(turnedJpeg), signers: [ZHANG] }),
		],
		partSize: [
			'Input Data Field Names › Part 2 (a.png)',
			'has 5.0 MB, more than 5 MB',
			() => severalFiles({ part: { bytes: png, fileName: 'a.png' } }),
		],
		partChanged: [
			'Input Data Field Names › Part 1 (contract.pdf)',
			'is damaged: it ',
			() => severalFiles({ contract: withoutStartxref(FILES.contract) }),
		],
		boxesOverlap: [
			'Signer 1 › Position 2',
			'overlaps Signer 1 › Position 1 on page 1: one signature may hide the other',
			() => zhang({ positions: { position: [{ ...first }, { ...first }] } }),
		],
		boxTooSmall: [
			'Signer 1 › Position 1',
			'is less than 10 mm wide or high on page 1 (20 × 9 mm on page 1): the signature may be unreadable',
			() =>
				zhang({
					positions: {
						position: [
							{
								page: '1',
								placeBy: 'preset',
								preset: 'center',
								unit: 'mm',
								width: '20',
								height: '9',
							},
						],
					},
				}),
		],
		subjectCut: [
			'Subject',
			'is longer than 256 characters and will be cut',
			() => ({ parameters: { options: { subject: '合同'.repeat(150) } }, signers: [ZHANG] }),
		],
		ignoredField: [
			'Signer 1',
			'unknown field "email" was ignored',
			() => ({ mode: 'json', signers: [{ ...ZHANG, json: { ...ZHANG.json, email: 'a@b.c' } }] }),
		],
		emptyRow: [
			'Signers',
			'row 1 of 2 is empty and was skipped; signers are numbered without',
			() => ({ mode: 'json', signers: [{ ...ZHANG, json: { row_number: 2 } }, ZHANG] }),
		],
		misspelledField: [
			'Signer 1',
			'unknown field "County" was ignored; it resembles "country". Rename it if that is what it means',
			() => ({ mode: 'json', signers: [{ ...ZHANG, json: { ...ZHANG.json, County: '朝阳区' } }] }),
		],
		documentRestricted: [
			'Input Data Field Name',
			'the PDF is protected against changes (an owner password); WoSignDoc may not be able to sign it',
			async () => ({ files: { contract: await encryptedPdf('no password') }, signers: [ZHANG] }),
		],
		documentRepaired: [
			'Input Data Field Name',
			'the PDF is damaged: it does not say where its cross-reference table is. It was repaired while it was read, but WoSignDoc may reject it. Open it in a PDF program and save it again',
			() => ({ files: { contract: withoutStartxref(FILES.contract) }, signers: [ZHANG] }),
		],
		formField: [
			'Options › Form Field Values › terms',
			'has too little room: the text was made smaller, so that all of it is seen',
			async () => ({
				files: { contract: { bytes: await formDocument(), fileName: 'form.pdf' } },
				parameters: { options: { formValues: JSON.stringify({ terms: '条款'.repeat(150) }) } },
				signers: [ZHANG],
			}),
		],
		documentUnchecked: [
			'Input Data Field Name',
			'the PDF’s pages could not be looked at: it is compressed in an unusual way',
			() => ({
				files: { contract: strange },
				signers: [ZHANG],
			}),
		],
	};

	/** Sends an order to a platform that accepts everything. */
	async function create(options: NodeRunOptions): Promise<NodeRun> {
		sandbox.failNextRequest({ status: 200, body: '{"status":1,"errorcode":0,"signid":"1"}' });
		return await runNode(options);
	}

	function strictly({ node, ...options }: NodeRunOptions): NodeRunOptions {
		const given = z.record(z.any()).catch({}).parse(node.parameters?.['options']) as IDataObject;
		const changed = { ...given, warningsAsErrors: true };
		return { ...options, node: { ...node, parameters: { ...node.parameters, options: changed } } };
	}

	describe.each(Object.entries(situations))('%s', (code, [where, message, changes]) => {
		const expected = { code, where, message: expect.stringContaining(message) as string };

		it('is reported by a check of a valid order', async () => {
			expect(await check(order(await changes()))).toMatchObject({
				valid: true,
				errors: [],
				warnings: [expected],
			});
		});

		it('is reported with a created order, in its item and as a hint', async () => {
			const { items, hints } = await create(order(await changes()));
			expect(items[0]?.json).toMatchObject({ status: 1, signid: '1', warnings: [expected] });
			expect(hints).toEqual([
				{ type: 'warning', message: expect.stringContaining(`${where}: ${message}`) as string },
			]);
		});

		it('is an error that keeps the order back, when it is to be one', async () => {
			const options = strictly(order(await changes()));
			const before = sandbox.requests.length;
			const error = await failureOf(options);
			expect(sandbox.requests).toHaveLength(before);
			expect(error.message).toContain(`${where}: ${message}`);
			const verdict = await check(options);
			expect(verdict).toMatchObject({ valid: false, warnings: [] });
			expect(errorsOf(verdict)).toEqual([expect.stringContaining(`${where}: ${message}`)]);
		});
	});

	it('is none about an order in which nothing is amiss', async () => {
		const { items, hints } = await create(strictly(order()));
		expect(items[0]?.json).not.toHaveProperty('warnings');
		expect(hints).toEqual([]);
	});

	it('of a person’s number is for those of China alone', async () => {
		const verdict = await check(order(zhang({ number: 'A123456(7)', country: 'HK' })));
		expect(verdict.warnings).toEqual([]);
	});

	it.each([
		[0.5, []],
		[1, ['nginx (1 MB']],
		[10, ['nginx (1 MB', 'Webhook node (16 MB']],
	])(
		'of the callback’s size names what it may not pass, a document of %d MB',
		async (megabytes, names) => {
			const bytes = Buffer.alloc(megabytes * MEGABYTE, 'PK\u0003\u0004', 'latin1');
			const options = strictly(order({ files: { contract: { bytes, fileName: 'a.docx' } } }));
			const verdict = await check(options);
			expect(verdict).toMatchObject({ valid: true, errors: [] });
			expect(verdict.warnings.map(({ code }) => code)).toEqual(
				names.length > 0 ? ['callbackSize'] : [],
			);
			for (const name of names) expect(verdict.warnings[0]?.message).toContain(name);
			const { items } = await create(options);
			expect(items[0]?.json).toEqual({
				status: 1,
				signid: '1',
				orderNumber: expect.any(String) as string,
			});
		},
	);
});
