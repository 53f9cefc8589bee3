import type { INodeParameters } from 'n8n-workflow';
import { randomUUID } from 'node:crypto';
import type { Sandbox } from '../../../sandbox';
import { startSandbox } from '../../../sandbox';
import { describeWithPoppler, run, signatures } from '../../support/poppler';
import { verify } from '../../support/signatures/verify';
import { startBinaryStorage, storageModes } from '../support/binaryStorage';
import { failureOf } from '../support/orderFailure';
import type { SourceFile } from '../support/orders';
import { binaryOf, FILES, orderParameters, PERSON } from '../support/orders';
import { encryptedPdf } from '../support/pdfs';
import type { NodeRunOptions } from '../support/runNode';
import { runNode } from '../support/runNode';
import { credentialFor } from '../support/sandboxCredential';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox({ autoSign: false });
});
afterAll(async () => await sandbox.stop());

const NAMES = 'contract, annex, license';
const ANNEX: SourceFile = { ...FILES.contract, fileName: '附件.pdf' };
const LOWER_RIGHT = { placeBy: 'preset', preset: 'lowerRight' };

const raw = (bytes: string | Buffer): SourceFile => ({
	bytes: Buffer.from(bytes),
	fileName: 'annex',
	mimeType: 'application/octet-stream',
});

async function order(
	position: INodeParameters,
	parameters: INodeParameters = {},
	files: Readonly<Record<string, SourceFile | Promise<SourceFile>>> = {},
): Promise<NodeRunOptions> {
	const signer = { ...PERSON, form: { ...PERSON.form, positions: { position: [position] } } };
	const changes = {
		orderNumber: randomUUID(),
		documentSource: 'files',
		binaryPropertyNames: NAMES,
		...parameters,
	};
	const given = await Promise.all(
		Object.entries(files).map(async ([name, file]) => [name, await file] as const),
	);
	return {
		credential: credentialFor(sandbox),
		node: { parameters: orderParameters('form', changes, [signer]) },
		items: [
			{
				json: {},
				binary: await binaryOf({ ...FILES, annex: ANNEX, ...Object.fromEntries(given) }),
			},
		],
	};
}

async function wordsOf(options: NodeRunOptions): Promise<string> {
	const { message, description } = await failureOf(options);
	return `${message} ${description}`;
}

const sent = (orderNumber: unknown) =>
	sandbox.orders.find((one) => one.orderNumber === orderNumber);

describe.each(storageModes)('an order of several files, with n8n’s binary data %s', (mode) => {
	beforeAll(async () => await startBinaryStorage(mode));

	it('is sent as one PDF, and the output says what its parts are', async () => {
		const options = await order({ ...LOWER_RIGHT, page: 'last' });
		const { items } = await runNode(options);
		expect(items[0]?.json['parts']).toEqual([
			{ part: 1, name: 'contract.pdf', firstPage: 1, pages: 2 },
			{ part: 2, name: '附件.pdf', firstPage: 3, pages: 2 },
			{ part: 3, name: 'license.png', firstPage: 5, pages: 1 },
		]);
		const { document, signers } = sent(items[0]?.json['orderNumber']) ?? {};
		expect(document?.toString('latin1', 0, 5)).toBe('%PDF-');
		expect(signers?.[0]?.places).toMatchObject([{ page: 5 }]);
	});
});

describe('a position', () => {
	const pagesOf = async (position: INodeParameters) => {
		const { items } = await runNode(await order(position));
		return sent(items[0]?.json['orderNumber'])?.signers[0]?.places.map(({ page }) => page);
	};

	it.each([
		['the last page of a part', { ...LOWER_RIGHT, part: '2', page: 'last' }, [4]],
		['a part by its file name', { ...LOWER_RIGHT, part: '附件.pdf', page: '1' }, [3]],
		['a part by its field', { ...LOWER_RIGHT, part: 'annex', page: 'all' }, [3, 4]],
		['every page', { ...LOWER_RIGHT, signOn: 'every', page: '1' }, [1, 2, 3, 4, 5]],
		['every page of a part', { ...LOWER_RIGHT, signOn: 'every', part: '1' }, [1, 2]],
		['the last page of all', { ...LOWER_RIGHT, signOn: 'last' }, [5]],
	])('on %s is there in the joined document', async (_, position, pages) => {
		expect(await pagesOf(position)).toEqual(pages);
	});

	it.each([
		[
			'4',
			'part "4": there is no such part. There are: 1 (contract.pdf), 2 (附件.pdf), 3 (license.png)',
		],
		['3', 'page 2: part 3 (license.png) has 1 page'],
	])('in part %s that cannot be placed is refused in words', async (part, message) => {
		const words = await wordsOf(await order({ ...LOWER_RIGHT, part, page: '2' }));
		expect(words).toContain(message);
	});

	it('in a part of a document that is one file is refused in JSON', async () => {
		const signlist = [{ ...LOWER_RIGHT, part: 2, page: 1 }];
		const options = await order(
			{},
			{
				documentSource: 'file',
				signersMode: 'json',
				signersJson: JSON.stringify([{ ...PERSON.json, signlist }]),
			},
		);
		expect(await wordsOf(options)).toContain('the document has no parts');
	});
});

describe('parts that cannot be joined', () => {
	it.each([
		['an absent field', 'contract, nope', {}, 'has no binary field "nope"'],
		['no field', ' , ', {}, 'names no binary field'],
		['HEIC', NAMES, { annex: raw('0000ftypheic0000') }, 'is a HEIC picture'],
		['WebP', NAMES, { annex: raw('RIFF0000WEBPVP8 ') }, 'Edit Image node'],
		['an empty file', NAMES, { annex: raw('') }, 'is an empty file'],
		['text', NAMES, { annex: raw('hello') }, 'is not a PDF, JPEG or PNG'],
		['an encrypted PDF', NAMES, { annex: encryptedPdf('a password') }, 'password'],
		[
			'more than 100 MB',
			NAMES,
			{ annex: raw(Buffer.alloc(100 * 1024 * 1024)) },
			'more than the 100 MB that are joined; the largest is Part 2',
		],
	] as const)('are refused by name, and nothing is sent: %s', async (_, names, files, message) => {
		const before = sandbox.requests.length;
		const options = await order(
			{ ...LOWER_RIGHT, page: 'last' },
			{ binaryPropertyNames: names },
			files,
		);
		const words = await wordsOf(options);
		expect(words).toContain(message);
		expect(words).toContain('Input Data Field Names');
		expect(words).not.toContain('could not be joined');
		expect(sandbox.requests).toHaveLength(before);
	});
});

describe('the names of the files', () => {
	it.each([
		['a list that an expression gives', '={{ ["contract", "annex"] }}'],
		['lines and Chinese commas', 'contract，annex'],
		['binary fields themselves', '={{ [$binary.contract.fileName && "contract", "annex"] }}'],
	])('may be %s', async (_, binaryPropertyNames) => {
		const { items } = await runNode(
			await order({ ...LOWER_RIGHT, page: '1' }, { binaryPropertyNames }),
		);
		expect(items[0]?.json['parts']).toMatchObject([{ pages: 2 }, { pages: 2 }]);
	});
});

describeWithPoppler('what is made of several files', () => {
	it('is what Check counts and Preview Positions draws', async () => {
		const { node, ...options } = await order({ ...LOWER_RIGHT, signOn: 'every' });
		const as = async (changes: INodeParameters) => {
			const parameters = { ...node.parameters, ...changes };
			return (await runNode({ ...options, node: { ...node, parameters } })).items[0];
		};
		const checked = await as({ operation: 'check' });
		expect(checked?.json).toMatchObject({ valid: true, pages: 5, parts: [{}, {}, {}] });
		const shown = await as({
			resource: 'document',
			operation: 'previewPositions',
			binaryPropertyOutput: 'preview',
		});
		expect(shown?.json).toMatchObject({ pages: 5, parts: [{}, {}, {}] });
		expect(shown?.binary?.['preview']?.fileName).toMatch(/\.pdf$/);
	});

	it('is signed by the platform as any other document', async () => {
		const { items } = await runNode(await order({ ...LOWER_RIGHT, part: '3', page: '1' }));
		const made = sent(items[0]?.json['orderNumber']);
		await sandbox.sign(made?.signid ?? '');
		const signed = made?.signedDocument ?? Buffer.alloc(0);
		expect(signatures(signed)).toMatchObject([{ valid: true, total: true }]);
		expect(await verify(signed)).toMatchObject({ intact: true });
		expect(run('pdfinfo', signed).toString()).toMatch(/Pages: +5/);
	});
});
