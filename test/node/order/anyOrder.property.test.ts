import fc from 'fast-check';
import { NodeApiError } from 'n8n-workflow';
import { z } from 'zod';
import type { ReceivedRequest, Sandbox, SandboxOrder, SandboxSigner } from '../../../sandbox';
import { startSandbox } from '../../../sandbox';
import { templates } from '../../../sandbox/templates';
import type { GivenOrder, GivenSigner } from '../support/anyOrder';
import { anyOrder } from '../support/anyOrder';
import type { Size } from '../support/anyPosition';
import { startBinaryStorage } from '../support/binaryStorage';
import { documentOf, itemOf } from '../support/orderItem';
import {
	expectedCode,
	expectedCountry,
	expectedBoxes,
	expectedRequest,
	expectedSubject,
	templatePages,
} from '../support/orderModel';
import type { SourceFile } from '../support/orders';
import type { NodeRun } from '../support/runNode';
import { runNode } from '../support/runNode';
import { credentialFor } from '../support/sandboxCredential';

/** Orders per run; fast-check prints the seed of a failing one. */
const ORDERS = 100;

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox({ autoSign: false });
	await startBinaryStorage('filesystem');
});
afterAll(async () => await sandbox.stop());

const positionsSchema = z.object({
	signerlist: z.array(
		z.object({ signlist: z.array(z.object({ position: z.string() })).default([]) }),
	),
});

/** Checks that the sent positions are the intended ones, to 6 decimals. */
function expectPositions(
	order: GivenOrder,
	sizes: readonly Size[],
	request: ReceivedRequest,
): string[][] {
	const { signerlist } = positionsSchema.parse(request.json);
	const sent = signerlist.map(({ signlist }) => signlist.map(({ position }) => position));
	for (const [index, signer] of order.signers.entries()) {
		const meant = expectedBoxes(signer, sizes).map(({ box }) => box);
		const numbers = (sent[index] ?? []).map((position) => position.split(',').map(Number));
		expect(numbers).toEqual(
			meant.map((box) => box.map((value) => expect.closeTo(value, 5) as number)),
		);
	}
	return sent;
}

/** Checks that the request's bytes are the intended JSON in the requested encoding. */
function expectBody(order: GivenOrder, request: ReceivedRequest, expected: object): void {
	const json = JSON.stringify(expected);
	const isForm = order.encoding === 'percentEncoded';
	expect(request.body.toString()).toBe(isForm ? encodeURIComponent(json) : json);
	expect(request.headers['content-length']).toBe(String(request.body.length));
	expect(request.contentType).toBe(
		isForm ? 'application/x-www-form-urlencoded; charset=utf-8' : 'application/json; charset=utf-8',
	);
}

function expectSigner(
	received: SandboxSigner | undefined,
	signer: GivenSigner,
	sizes: readonly Size[],
) {
	expect(received).toMatchObject({
		signType: signer.signType,
		name: signer.name.trim(),
		number: signer.number.trim(),
		country: expectedCountry(signer) ?? 'CN',
		pic: signer.pic?.bytes,
		otherpic: signer.otherpic?.bytes,
	});
	expect(received?.stamp).toEqual(signer.stamp?.bytes);
	const meant = expectedBoxes(signer, sizes);
	if (meant.length > 0) {
		expect(received?.places.map(({ page }) => page)).toEqual(meant.map(({ page }) => page));
	}
}

/** Checks that the platform understood the order as given. */
function expectOrder(
	received: SandboxOrder | undefined,
	order: GivenOrder,
	sizes: readonly Size[],
	document: SourceFile | undefined,
) {
	const template = templates.get(order.templateId ?? '');
	expect(received).toMatchObject({ state: 'signing', orderNumber: order.orderNumber.trim() });
	expect(received?.templateId).toBe(order.templateId);
	expect(received?.subject).toBe(expectedSubject(order) || template?.subject);
	expect(received?.password).toBe(order.password || undefined);
	if (document) {
		expect(received?.document.equals(document.bytes)).toBe(true);
		expect(received?.fileFormat).toBe(order.document?.format.toLowerCase());
	}
	expect(received?.signers).toHaveLength(order.signers.length);
	for (const [index, signer] of order.signers.entries()) {
		expectSigner(received?.signers[index], signer, sizes);
		if (signer.positions.length === 0) {
			expect(received?.signers[index]?.places).toEqual(template?.signers[index]?.places);
		}
	}
}

/** Sends the order and returns the platform’s code. */
async function expectSentWhole(given: GivenOrder, number: number): Promise<number> {
	const order = { ...given, orderNumber: `${given.orderNumber.trim()} ${number}` };
	const document = await documentOf(order);
	const { json, binary, parameters } = await itemOf(order, document);
	const before = sandbox.requests.length;
	const run: unknown = await runNode({
		credential: credentialFor(sandbox),
		node: { parameters },
		items: [{ json, binary }],
	}).catch((error: unknown) => error);
	const [request, ...more] = sandbox.requests.slice(before);
	if (!request || more.length > 0) throw new Error('not one request', { cause: run });

	const content = order.document?.content;
	const sizes = content && 'sizes' in content ? content.sizes : [];
	const positions = expectPositions(order, sizes, request);
	const { tokenId } = sandbox;
	expectBody(order, request, expectedRequest(order, tokenId, document?.bytes, positions, sizes));

	const pageCount = content
		? 'sizes' in content
			? content.sizes.length
			: Infinity
		: await templatePages(order.templateId);
	const code = expectedCode(order, pageCount);
	expect(request.errorCode).toBe(code);
	if (code === 0) {
		const received = sandbox.orders.at(-1);
		expectOrder(received, order, sizes, document);
		const { signid } = received ?? {};
		expect((run as NodeRun).items[0]?.json).toMatchObject({
			status: 1,
			signid,
			orderNumber: order.orderNumber,
		});
	} else {
		expect(run).toBeInstanceOf(NodeApiError);
		expect(run).toMatchObject({ httpCode: String(code) });
	}
	return code;
}

it('the platform receives any order as given, and the node reports its response', async () => {
	let sent = 0;
	const codes: number[] = [];
	await fc.assert(
		fc.asyncProperty(anyOrder, async (order) => {
			codes.push(await expectSentWhole(order, sent++));
		}),
		{ numRuns: ORDERS },
	);
	// Otherwise the property would cover too few accepted or too few rejected orders.
	expect(codes.filter((code) => code === 0).length).toBeGreaterThan(ORDERS / 5);
	expect(new Set(codes).size).toBeGreaterThan(2);
});
