import { person } from '../../harness/sandbox/caller';
import { pdfWith } from '../../harness/sandbox/documents';
import { documentFaultNames, startSandbox, verdicts, type Sandbox } from '../../sandbox';
import { describeWithPoppler, render, run, signatures } from '../support/poppler';
import { pushedWith, signedOrder } from '../support/pushedDocument';
import { startReceiver, type Receiver } from '../support/receiver';
import { signedRanges } from './support/signedRange';

const visibleChanges = ['changedAfterSigning', 'wrappedSignature'] as const;
const shownOtherwise = [
	...visibleChanges,
	...(['filledInAfterSigning', 'changedAndSignedAgain'] as const),
];
const invisible = documentFaultNames.filter((name) => !shownOtherwise.some((one) => one === name));
const passwords = [undefined, 'secret'] as const;

let receiver: Receiver;
let sandbox: Sandbox;
const orders = new Map<string | undefined, { signid: string; document: Buffer }>();

beforeAll(async () => {
	receiver = await startReceiver();
	sandbox = await startSandbox({ callbackUrl: receiver.url, pushIntervals: [5] });
	for (const password of passwords) {
		const signid = await signedOrder(sandbox, await pdfWith({}, {}), { password });
		const { signedDocument } = sandbox.orders.find((one) => one.signid === signid) ?? {};
		orders.set(password, { signid, document: signedDocument ?? Buffer.alloc(0) });
	}
});
afterAll(async () => {
	await sandbox.stop();
	await receiver.stop();
});

function usual(password?: string) {
	const order = orders.get(password);
	if (!order) throw new Error('no such order');
	return order;
}

const pushed = (fault: Parameters<typeof pushedWith>[3], password?: string) =>
	pushedWith(sandbox, receiver, usual(password).signid, fault);
const opened = (password?: string) => (password === undefined ? [] : ['-upw', password]);
const validity = (pdf: Buffer, password?: string) =>
	signatures(pdf, ...opened(password)).map(({ valid, total }) => ({ valid, total }));
const shown = (pdf: Buffer, password?: string) => render(pdf, 1, ...opened(password)).pixels;

it('has a verdict for each fault, and trusts nothing that is not intact', () => {
	expect(Object.keys(verdicts).sort()).toEqual([...documentFaultNames].sort());
	for (const { intact, trusted } of Object.values(verdicts))
		if (intact !== 'accepted') expect(trusted).toBe(intact);
});

it('pushes the same document each time that a fault repeats', async () => {
	for (const fault of ['ecdsaSigned', 'strangerSigned', 'wrappedSignature'] as const)
		expect((await pushed(fault)).equals(await pushed(fault))).toBe(true);
});

it('keeps a fault for every push of an order, the first one too', async () => {
	receiver.pushes.length = 0;
	sandbox.setFault('UNSIGNED', 'unsigned');
	await signedOrder(sandbox, await pdfWith({}), { orderNumber: 'UNSIGNED' });
	const { extendData } = JSON.parse(String(receiver.pushes[0]?.body)) as {
		extendData: { content: string };
	};
	expect(signedRanges(Buffer.from(extendData.content, 'base64'))).toEqual([]);
});

it('appends to and changes bytes that were handed in as signed, but cannot sign them otherwise', async () => {
	const document = Buffer.from('%PDF-1.7\n%\u{ff}\n%%EOF', 'latin1');
	const fault = ['bytesAppended', 'changedInside'] as const;
	const { accepted, signid } = await sandbox.pushDocument({
		orderNumber: 'BYTES',
		document,
		fault,
	});
	expect(accepted).toBe(true);
	expect(await sandbox.pushAgain(signid, 'sm2Signed')).toMatchObject({
		accepted: false,
		error: expect.stringContaining('no signers'),
	});
});

describeWithPoppler('a pushed document, without a password and with one,', () => {
	const eachOf = <Fault extends string>(...faults: Fault[]) =>
		faults.flatMap((fault) => passwords.map((password) => ({ fault, password })));

	it.each(eachOf(...invisible))('shows the same as usual: %j', async ({ fault, password }) => {
		const usually = shown(usual(password).document, password);
		expect(shown(await pushed(fault, password), password).equals(usually)).toBe(true);
	});

	it.each(eachOf('bytesAppended'))(
		'has white space after the signed range: %j',
		async ({ fault, password }) => {
			const pdf = await pushed(fault, password);
			const { document } = usual(password);
			expect(pdf.subarray(0, document.length).equals(document)).toBe(true);
			const added = pdf.subarray(document.length).toString('latin1');
			expect(added.length).toBeGreaterThan(300);
			expect(added.trim()).toBe('');
			expect(validity(pdf, password)).toEqual([
				{ valid: true, total: false },
				{ valid: true, total: false },
			]);
		},
	);

	it.each(eachOf('changedAfterSigning'))(
		'has another page after the signed range, the signatures still valid: %j',
		async ({ fault, password }) => {
			const pdf = await pushed(fault, password);
			expect(validity(pdf, password)).toEqual([
				{ valid: true, total: false },
				{ valid: true, total: false },
			]);
			const [, , next = 0, rest = 0] = signedRanges(pdf).at(-1)?.range ?? [];
			const asSigned = pdf.subarray(0, next + rest);
			expect(validity(asSigned, password).at(-1)).toEqual({ valid: true, total: true });
			const usually = shown(usual(password).document, password);
			expect(shown(asSigned, password).equals(usually)).toBe(true);
			expect(shown(pdf, password).equals(usually)).toBe(false);
		},
	);

	it('can be filled in after certification, and a changed page can be signed by someone else', async () => {
		for (const fault of ['filledInAfterSigning', 'changedAndSignedAgain'] as const) {
			const pdf = await pushed(fault);
			expect(validity(pdf).every(({ valid }) => valid)).toBe(true);
			expect(shown(pdf).equals(shown(usual().document))).toBe(false);
			expect(pdf.toString('latin1').match(/\/DocMDP \/TransformParams/g)).toHaveLength(1);
		}
	});

	it.each(eachOf('changedInside'))(
		'differs in one bit, and no signature is over it: %j',
		async ({ fault, password }) => {
			const pdf = await pushed(fault, password);
			const { document } = usual(password);
			const others = [...pdf.keys()].filter((at) => pdf[at] !== document[at]);
			expect([pdf.length, others.length]).toEqual([document.length, 1]);
			const text = run('pdfsig', pdf, '-nocert', ...opened(password)).toString();
			expect(text.match(/Signature Validation: Digest Mismatch/g)).toHaveLength(2);
		},
	);

	it.each(eachOf('wrappedSignature'))(
		'shows something else, but is valid for readers that trust its ranges: %j',
		async ({ fault, password }) => {
			const pdf = await pushed(fault, password);
			expect(validity(pdf, password).map(({ valid }) => valid)).toEqual([true, true]);
			const usually = shown(usual(password).document, password);
			expect(shown(pdf, password).equals(usually)).toBe(false);
			const [, original, wrapped] = signedRanges(pdf);
			const [, length = 0, next = 0, rest = 0] = wrapped?.range ?? [];
			expect(next + rest).toBe(pdf.length);
			expect(next - length).toBeGreaterThan(2 + (original?.cms.length ?? 0) * 2);
			expect(wrapped?.cms.equals(original?.cms ?? Buffer.alloc(0))).toBe(true);
		},
	);

	it.each(eachOf('unsigned'))('has no signature: %j', async ({ fault, password }) => {
		const pdf = await pushed(fault, password);
		expect(pdf.includes('/ByteRange')).toBe(false);
		expect(() => run('pdfsig', pdf, '-nocert', ...opened(password))).toThrow();
	});

	it('can have several faults at once', async () => {
		const pdf = await pushed(['ecdsaSigned', 'timeStamped', 'strangerSigned', 'bytesAppended']);
		expect(validity(pdf)).toEqual([
			{ valid: true, total: false },
			{ valid: true, total: false },
		]);
	});

	it('can be changed or wrapped when one person signs on the second page', async () => {
		const signlist = [{ pagenumber: 2, position: '0.1,0.1,0.3,0.2' }];
		const changes = { signerlist: [{ ...person, signlist }] };
		const signid = await signedOrder(sandbox, await pdfWith({}, {}), changes);
		for (const fault of visibleChanges) {
			const pdf = await pushedWith(sandbox, receiver, signid, fault);
			expect(validity(pdf).map(({ valid }) => valid)).toEqual([true]);
			expect(shown(pdf).equals(shown(await pdfWith({}, {})))).toBe(true);
			expect(render(pdf, 2).color(100, 350)).toBe('000000');
		}
	});
});
