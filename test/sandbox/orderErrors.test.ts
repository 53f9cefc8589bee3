import { order, orderFor, orderTogether, organization, person } from '../../harness/sandbox/caller';
import { pdfWith } from '../../harness/sandbox/documents';
import { startSandbox, type Sandbox } from '../../sandbox';

let sandbox: Sandbox;
let document: Buffer;

beforeAll(async () => {
	sandbox = await startSandbox({ autoSign: false });
	document = await pdfWith({}, {});
});
afterAll(() => sandbox.stop());

const eicar = Buffer.from('…EICAR-STANDARD-ANTIVIRUS-TEST-FILE…').toString('base64');
const signers = (...signerlist: object[]) => ({ signerlist });
const placed = (pagenumber: unknown, position: unknown) =>
	signers({ ...person, signlist: [{ pagenumber, position }] });
const good = '0.1,0.1,0.2,0.2';
const template = { tempid: 'employment-contract', filebase: undefined, fileformat: undefined };
const organizationOfTemplate = { ...organization, signlist: undefined };
const personOfTemplate = { ...person, signlist: undefined };

describe('a refused order', () => {
	it.each<[errorcode: number, situation: string, changes: object]>([
		[-43, 'a template that does not exist', { tempid: 'nowhere' }],
		[-48, 'an empty signer list', signers()],
		[
			-48,
			'fewer signers than the template has',
			{ ...template, ...signers(organizationOfTemplate) },
		],
		[
			-48,
			'more signers than the template has',
			{ ...template, ...signers(organizationOfTemplate, personOfTemplate, personOfTemplate) },
		],
		[-49, 'a signer type that does not exist', signers({ ...person, signType: '3' })],
		[
			-49,
			'signers in another order than the template has',
			{ ...template, ...signers(personOfTemplate, organizationOfTemplate) },
		],
		[
			-50,
			'a registered organization with another number',
			signers({ ...organization, orgNo: '1' }),
		],
		[-50, 'a registered number with another name', signers({ ...organization, orgName: 'Acme' })],
		[-51, 'an empty organization name', signers({ ...organization, orgName: '' })],
		[-51, 'no organization name', signers({ ...organization, orgName: undefined })],
		[-52, 'an empty license number', signers({ ...organization, orgNo: ' ' })],
		[-53, "an empty person's name", signers({ ...person, userName: '' })],
		[-54, 'an empty identity card number', signers({ ...person, userNo: '' })],
		[-55, 'an empty order number', { orderNumber: '' }],
		[-56, 'a document without a format', { fileformat: undefined }],
		[-56, 'a document with an empty format', { fileformat: '' }],
		[-57, 'an empty license image', signers({ ...organization, pic: '' })],
		[-57, 'empty other material', signers({ ...person, otherpic: '' })],
		[-61, 'a dangerous document', { filebase: eicar, fileformat: 'docx' }],
		[-61, 'a dangerous license image', signers({ ...organization, pic: eicar })],
		[-61, 'a dangerous stamp', signers({ ...person, stampbase: eicar })],
		[-79, 'a document that is not base64', { filebase: 'not base64' }],
		[-79, 'base64 whose plus signs became spaces', { filebase: 'ab d' }],
		[-79, 'base64 cut off', { filebase: 'abcde' }],
		[-79, 'a PDF that is none', { filebase: Buffer.from('no PDF').toString('base64') }],
		[-79, 'a format with a dot', { fileformat: '.pdf' }],
		[-79, 'a page past the end', placed(3, good)],
		[-79, 'page 0', placed(0, good)],
		[-79, 'a page number that is a string', placed('1', good)],
		[-79, 'a position outside the page', placed(1, '0.1,0.1,1.2,0.2')],
		[-79, 'a position from right to left', placed(1, '0.3,0.1,0.2,0.2')],
		[-79, 'a position from top to bottom', placed(1, '0.1,0.3,0.2,0.2')],
		[-79, 'a position with three numbers', placed(1, '0.1,0.1,0.2')],
		[-79, 'a position in per cent', placed(1, '10%,10%,20%,20%')],
		[-79, 'a position that is an array', placed(1, [0.1, 0.1, 0.2, 0.2])],
		[-79, 'a stamp that isn’t an image', signers({ ...person, stampbase: 'aGVsbG8=' })],
		[-79, 'a country of three letters', signers({ ...person, country: 'CHN' })],
		[-79, 'a signer list that is an object', { signerlist: { ...person } }],
		[-79, 'a signer that is a string', { signerlist: ['张三'] }],
		[-79, 'a subject that is a number', { subject: 7 }],
		[-100, 'neither a document nor a template', { filebase: undefined }],
		[-100, 'no order number', { orderNumber: undefined }],
		[-100, 'no signer list', { signerlist: undefined }],
		[-100, 'no signer type', signers({ ...person, signType: undefined })],
		[-100, 'no identity card image', signers({ ...person, pic: undefined })],
		[-100, 'no places and no template', signers(personOfTemplate)],
		[-100, 'an empty list of places and no template', signers({ ...person, signlist: [] })],
		[-100, 'a place without a position', placed(1, undefined)],
	])('is answered %i for %s, and creates nothing', async (errorcode, _situation, changes) => {
		const before = sandbox.orders.length;
		const answer = await order(sandbox, orderFor(sandbox, document, changes));
		expect(answer).toMatchObject({ status: 0, errorcode, signid: '' });
		expect(sandbox.orders).toHaveLength(before);
		expect(sandbox.requests.at(-1)).toMatchObject({ errorCode: errorcode, httpStatus: 200 });
	});
});

describe('an order number used before', () => {
	const place = async (orderNumber: string) =>
		await order(sandbox, orderFor(sandbox, document, { orderNumber }));

	it('is answered -47 while the contract is being signed and -46 when it has been signed', async () => {
		const { signid } = await place('twice');
		expect(await place('twice')).toMatchObject({ errorcode: -47, ordernumber: 'twice' });
		await sandbox.sign(signid);
		expect(await place('twice')).toMatchObject({ errorcode: -46, ordernumber: 'twice' });
	});

	it('may be used again when the order has failed', async () => {
		const { signid } = await place('failed');
		await sandbox.refuse(signid, [-61]);
		const again = await place('failed');
		expect(again.status).toBe(1);
		expect(again.signid).not.toBe(signid);
	});

	it('is taken once by orders that come at the same moment; the others get -47', async () => {
		const orderNumber = 'at once';
		// Counting many pages takes time, during which the other orders are read.
		const pages = await pdfWith(...Array.from({ length: 300 }, () => ({})));
		const fields = orderFor(sandbox, pages, { orderNumber });
		const answers = await orderTogether(
			sandbox,
			Array.from({ length: 20 }, () => fields),
		);
		const codes = answers.map(({ errorcode }) => errorcode);
		expect(codes.filter((code) => code === 0)).toHaveLength(1);
		expect(codes.filter((code) => code === -47)).toHaveLength(19);
		expect(sandbox.orders.filter((one) => one.orderNumber === orderNumber)).toHaveLength(1);
	});

	it('is free when the order that came with it at the same moment was refused', async () => {
		const orderNumber = 'one of two';
		const wrong = orderFor(sandbox, document, { orderNumber, signerlist: [] });
		const right = orderFor(sandbox, document, { orderNumber });
		const answers = await orderTogether(sandbox, [wrong, right]);
		expect(answers.map(({ status }) => status)).toEqual([0, 1]);
	});
});

describe('an order that is to be signed twice and refused at the same moment', () => {
	it('comes to one end', async () => {
		const { signid } = await order(sandbox, orderFor(sandbox, document));
		const ends = await Promise.allSettled([
			sandbox.sign(signid),
			sandbox.sign(signid),
			sandbox.refuse(signid, [-61]),
		]);
		expect(ends.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
	});
});
