import { PDFDocument } from '@cantoo/pdf-lib';
import { order, orderFor, organization, person } from '../../harness/sandbox/caller';
import { pdfWith } from '../../harness/sandbox/documents';
import { startSandbox, type Sandbox } from '../../sandbox';
import { startPage, type SandboxPage } from '../../sandbox/page/startPage';
import { pushFaultNames } from '../../sandbox/push/faults';
import { describeWithPoppler, render, run, signatures } from '../support/poppler';
import { startReceiver, type Receiver } from '../support/receiver';
import { submit, visit } from './support/pageVisitor';

let receiver: Receiver;
let sandbox: Sandbox;
let page: SandboxPage;
let document: Buffer;

/** Sends an order; returns its signid. */
async function place(changes: object = {}): Promise<string> {
	const { errorcode, signid } = await order(sandbox, orderFor(sandbox, document, changes));
	expect(errorcode).toBe(0);
	return signid;
}

const textAt = async (path: string) => (await visit(page.url, path)).text;
const stateOf = (signid: string) => sandbox.orders.find((one) => one.signid === signid)?.state;

beforeAll(async () => {
	document = await pdfWith({}, { rotation: 90, crop: [10, 20, 400, 300] });
});
beforeEach(async () => {
	receiver = await startReceiver();
	const options = { autoSign: false, callbackUrl: receiver.url, pushIntervals: [1] };
	sandbox = await startSandbox(options);
	page = await startPage(sandbox);
});
afterEach(async () => {
	await page.stop();
	await sandbox.stop();
	await receiver.stop();
});

describe('the list of orders', () => {
	it('shows where to send orders, and that there are none yet', async () => {
		const { status, text } = await visit(page.url, '/');
		expect(status).toBe(200);
		expect(text).toContain(sandbox.url);
		expect(text).toContain('No orders yet.');
		expect(text).not.toContain('Sign all');
	});

	it('shows each order with its state and its signers, the newest first', async () => {
		await place({ orderNumber: 'FIRST', subject: '劳动合同' });
		await sandbox.sign(await place({ orderNumber: 'SECOND' }));
		await sandbox.refuse(await place({ orderNumber: 'THIRD' }), [-50]);
		const text = await textAt('/');
		const cards = text.split('class="card"').slice(1);
		expect(cards[0]).toMatch(/THIRD[^]*Failed[^]*签署失败/);
		expect(cards[1]).toMatch(/SECOND[^]*Signed[^]*已签署/);
		expect(cards[2]).toMatch(/FIRST[^]*Waiting to be signed[^]*待签署[^]*劳动合同/);
		expect(cards[2]).toContain(organization.orgName);
		expect(cards[2]).toContain(person.userName);
	});

	it('shows each push with the receiver’s answer, the newest first', async () => {
		receiver.answers = [{ status: 500, body: '0 the workflow failed' }, { body: '1' }];
		await sandbox.sign(await place({ orderNumber: 'PUSHED' }));
		await sandbox.waitForAnswer('PUSHED');
		const [, log = ''] = (await textAt('/')).split('class="log"');
		expect(log).toMatch(
			/attempt 2[^]*>received[^]*HTTP 200[^]*>1<[^]*attempt 1[^]*not received[^]*HTTP 500[^]*0 the workflow failed/,
		);
	});
});

describe('the page of an order', () => {
	it('shows the signers in signing order, their numbers masked', async () => {
		const text = await textAt(`/orders/${await place()}`);
		expect(text).toMatch(/深圳示例科技有限公司[^]*张三/);
		expect(text).not.toContain(organization.orgNo);
		expect(text).not.toContain(person.userNo);
		expect(text).toContain(`${'•'.repeat(14)}6888`);
	});

	it('hides all of a short number', async () => {
		const short = { ...person, userNo: 'P12345' };
		expect(await textAt(`/orders/${await place({ signerlist: [short] })}`)).toContain('••••••<');
	});

	it('sketches each page as its reader sees it, the signing places to scale', async () => {
		const signerlist = [
			{ ...organization, signlist: [{ pagenumber: 1, position: '0.1,0.2,0.5,0.3' }] },
			{ ...person, signlist: [{ pagenumber: 2, position: '0.5,0.5,1,1' }] },
		];
		const text = await textAt(`/orders/${await place({ signerlist })}`);
		const [first = '', second = ''] = text.split('<svg').slice(1);
		expect(first).toContain('viewBox="0 0 595 842"');
		expect(first).toMatch(/<rect x="59.5" y="589.4" width="238" height="84.2"/);
		expect(first).toContain(`aria-label="Page 1 of 2: 1 ${organization.orgName}"`);
		expect(second).toContain('viewBox="0 0 300 400"');
		expect(second).toMatch(/<rect x="150" y="0" width="150" height="200"/);
		expect(second).toContain(`aria-label="Page 2 of 2: 2 ${person.userName}"`);
	});

	it('sketches only the pages with signing places of a long document', async () => {
		document = await pdfWith(...Array.from({ length: 20 }, () => ({})));
		const text = await textAt(`/orders/${await place()}`);
		expect(text.split('<svg')).toHaveLength(2);
		expect(text).toContain('19 pages without signature boxes are not shown.');
	});

	it('names the error codes of a failed order in both languages', async () => {
		const signid = await place();
		await sandbox.refuse(signid, [-50, -57]);
		const text = await textAt(`/orders/${signid}`);
		expect(text).toMatch(
			/-50 Organization name and license number don’t match[^]*公司名称和营业执照号匹配失败/,
		);
		expect(text).toMatch(/-57 Supporting document is empty[^]*材料为空/);
		expect(text).not.toContain('Sign or reject');
	});

	it('says so when the document cannot be read', async () => {
		await sandbox.pushDocument({ orderNumber: 'BYTES', document: Buffer.from('no PDF') });
		const [signid] = sandbox.orders.map((one) => one.signid);
		expect(await textAt(`/orders/${signid}`)).toContain('can’t be read as a PDF');
		expect(await visit(page.url, `/orders/${signid}/places.pdf`)).toMatchObject({ status: 409 });
	});
});

describe('the documents', () => {
	it('are served as received, with the right type and no content sniffing', async () => {
		const { body, headers } = await visit(page.url, `/orders/${await place()}/document`);
		expect(body.equals(document)).toBe(true);
		expect(headers).toMatchObject({
			'content-type': 'application/pdf',
			'x-content-type-options': 'nosniff',
		});
	});

	it('are downloaded, never shown, if they are not PDFs', async () => {
		const filebase = Buffer.from('<script>alert(1)</script>').toString('base64');
		const signid = await place({ filebase, fileformat: 'html' });
		const { headers } = await visit(page.url, `/orders/${signid}/document`);
		expect(headers).toMatchObject({
			'content-type': 'application/octet-stream',
			'content-disposition': 'attachment; filename="document.html"',
			'x-content-type-options': 'nosniff',
		});
	});

	it('include a signed one only after the order is signed', async () => {
		const signid = await place();
		expect(await visit(page.url, `/orders/${signid}/signed.pdf`)).toMatchObject({ status: 404 });
		await sandbox.sign(signid);
		const { body } = await visit(page.url, `/orders/${signid}/signed.pdf`);
		expect(body).toEqual(sandbox.orders[0]?.signedDocument);
	});

	it('can be viewed as a PDF with the signature boxes drawn, in any format', async () => {
		const filebase = Buffer.from('words').toString('base64');
		const signid = await place({ filebase, fileformat: 'docx' });
		const { body } = await visit(page.url, `/orders/${signid}/places.pdf`);
		expect((await PDFDocument.load(body)).getPageCount()).toBe(1);
	});
});

describeWithPoppler('the drawn signing places', () => {
	it('are outlined boxes with number and name, where the signer will sign', async () => {
		const signlist = [{ pagenumber: 2, position: '0.5,0.5,0.9,0.9' }];
		const signid = await place({ signerlist: [{ ...person, userName: 'Jane', signlist }] });
		const { body } = await visit(page.url, `/orders/${signid}/places.pdf`);
		const { width, height, color } = render(body, 2);
		expect(color(width * 0.5, height * 0.3)).not.toBe('ffffff');
		expect(color(width * 0.52, height * 0.3)).toBe('ffffff');
		expect(run('pdftotext', body).toString()).toMatch(/1\s+Jane/);
	});

	it('don’t change the order’s own document: it can still be signed', async () => {
		const signid = await place();
		await visit(page.url, `/orders/${signid}/places.pdf`);
		await submit(page.url, `/orders/${signid}/sign`);
		const signed = sandbox.orders[0]?.signedDocument ?? Buffer.alloc(0);
		expect(signatures(signed).map(({ valid }) => valid)).toEqual([true, true]);
	});
});

describe('the buttons', () => {
	it('Sign signs one order, which is then pushed', async () => {
		const [signid, other] = [await place({ orderNumber: 'ONE' }), await place()];
		const answer = await submit(page.url, `/orders/${signid}/sign`);
		expect(answer.status).toBe(303);
		expect(answer.headers.location).toBe(`/orders/${signid}?notice=signed#notice`);
		expect(await textAt(answer.headers.location ?? '')).toContain('The order is signed');
		expect([stateOf(signid), stateOf(other)]).toEqual(['signed', 'signing']);
		expect(await sandbox.waitForAnswer('ONE')).toMatchObject({ accepted: true });
	});

	it('Sign returns to the list when clicked in the list', async () => {
		const signid = await place();
		const { headers } = await submit(page.url, `/orders/${signid}/sign`, { next: 'list' });
		expect(headers.location).toBe('/?notice=signed#notice');
	});

	it('Sign all signs only the waiting orders', async () => {
		const signids = [await place(), await place(), await place()];
		await sandbox.refuse(signids[1] ?? '', [-50]);
		expect(await textAt('/')).toMatch(/Sign all[^]*\(2\)/);
		const { headers } = await submit(page.url, '/sign-all');
		expect(headers.location).toBe('/?notice=allSigned#notice');
		expect(signids.map(stateOf)).toEqual(['signed', 'failed', 'signed']);
	});

	it('Sign all fails an order that cannot be signed, with -69', async () => {
		const stampbase = Buffer.from('ffd8ff00', 'hex').toString('base64');
		const signid = await place({ signerlist: [{ ...person, stampbase }] });
		const { headers } = await submit(page.url, '/sign-all');
		expect(headers.location).toBe('/?notice=noneSigned#notice');
		expect(stateOf(signid)).toBe('failed');
		expect(sandbox.orders[0]?.errorCodes).toEqual([-69]);
	});

	it('Reject fails the order with the selected codes', async () => {
		const signid = await place({ orderNumber: 'REFUSED' });
		await submit(page.url, `/orders/${signid}/refuse`, { code: ['-50', '-61'] });
		expect(sandbox.orders[0]).toMatchObject({ state: 'failed', errorCodes: [-50, -61] });
		await sandbox.waitForAnswer('REFUSED');
		expect(JSON.parse(String(receiver.pushes[0]?.body))).toMatchObject({ errorcode: '-50&-61' });
	});

	it.each([
		['no code', {}],
		['a code that the vendor does not have', { code: ['-50', '-1'] }],
		['no number', { code: 'x' }],
	])('Reject with %s does nothing', async (_, fields) => {
		const signid = await place();
		const { status, text } = await submit(page.url, `/orders/${signid}/refuse`, fields);
		expect([status, stateOf(signid)]).toEqual([400, 'signing']);
		expect(text).toContain('Choose at least one error code.');
	});

	it('Push again pushes once more, normally or with a fault for this one push', async () => {
		const signid = await place({ orderNumber: 'AGAIN' });
		await sandbox.sign(signid);
		await sandbox.waitForAnswer('AGAIN');
		await submit(page.url, `/orders/${signid}/push`, { fault: 'wrongHash' });
		await receiver.received(2);
		await submit(page.url, `/orders/${signid}/push`, { fault: '' });
		await receiver.received(3);
		const [first, faulty, usual] = receiver.pushes.map(({ body }) => String(body));
		expect(faulty).not.toBe(first);
		expect(usual).toBe(first);
	});

	it('Push again explains if there is nothing to push, or no callback URL', async () => {
		const signid = await place();
		const early = await submit(page.url, `/orders/${signid}/push`);
		expect([early.status, early.text]).toEqual([409, expect.stringContaining('not signed yet')]);
		await sandbox.sign(signid);
		sandbox.setCallbackUrl(undefined);
		const nowhere = await submit(page.url, `/orders/${signid}/push`);
		expect([nowhere.status, nowhere.text]).toEqual([
			409,
			expect.stringContaining('No callback URL'),
		]);
	});

	it('Apply to every push makes all pushes of this order faulty, until it is removed', async () => {
		const signid = await place({ orderNumber: 'KEPT' });
		await submit(page.url, `/orders/${signid}/fault`, { fault: 'missingHash' });
		expect(sandbox.faultOf('KEPT')).toBe('missingHash');
		expect(await textAt(`/orders/${signid}`)).toContain('<strong>missingHash</strong>');
		await submit(page.url, `/orders/${signid}/fault`, { fault: '' });
		expect(sandbox.faultOf('KEPT')).toBeUndefined();
	});

	it('offers each fault of the push and of the document, and pushes the document with it', async () => {
		const signid = await place({ orderNumber: 'STRANGE' });
		await sandbox.sign(signid);
		await sandbox.waitForAnswer('STRANGE');
		const text = await textAt(`/orders/${signid}`);
		for (const name of pushFaultNames) expect(text).toContain(`<option value="${name}">`);
		await submit(page.url, `/orders/${signid}/push`, { fault: 'unsigned' });
		await receiver.received(2);
		const [signed = 0, unsigned = 0] = receiver.pushes.map(({ body }) => body.length);
		expect(unsigned).toBeLessThan(signed / 4);
	});

	it('accept only known faults', async () => {
		const signid = await place();
		for (const fault of ['constructor', '__proto__', 'wronghash']) {
			const { status } = await submit(page.url, `/orders/${signid}/fault`, { fault });
			expect(status).toBe(400);
		}
	});

	it('Set sets the callback URL, and removes it when empty', async () => {
		await submit(page.url, '/callback', { url: 'http://127.0.0.1:9/webhook' });
		expect(sandbox.callbackUrl).toBe('http://127.0.0.1:9/webhook');
		expect(await textAt('/')).toContain('value="http://127.0.0.1:9/webhook"');
		await submit(page.url, '/callback', { url: '' });
		expect(sandbox.callbackUrl).toBeUndefined();
	});

	it.each(['javascript:alert(1)', 'file:///etc/passwd', '5678/webhook', 'http://'])(
		'Set rejects %s',
		async (url) => {
			expect(await submit(page.url, '/callback', { url })).toMatchObject({ status: 400 });
			expect(sandbox.callbackUrl).toBe(receiver.url);
		},
	);

	it('don’t sign an order twice', async () => {
		const signid = await place();
		await sandbox.sign(signid);
		const { signedDocument } = sandbox.orders[0] ?? {};
		const { status, text } = await submit(page.url, `/orders/${signid}/sign`);
		expect([status, text]).toEqual([409, expect.stringContaining('already signed')]);
		expect(sandbox.orders[0]?.signedDocument).toBe(signedDocument);
	});
});

describe('the version', () => {
	it('changes with each order, state, push, fault, and callback URL', async () => {
		const versions = [await textAt('/version')];
		const look = async () => versions.push(await textAt('/version'));
		const signid = await place({ orderNumber: 'NEWS' });
		await look();
		sandbox.setFault('NEWS', 'bom');
		await look();
		await sandbox.sign(signid);
		await sandbox.waitForAnswer('NEWS');
		await look();
		sandbox.setCallbackUrl('http://127.0.0.1:9/secret');
		await look();
		expect(new Set(versions).size).toBe(versions.length);
		expect(versions.join()).not.toContain('secret');
		expect(await textAt('/')).toContain(`data-version="${versions.at(-1)}"`);
	});
});
