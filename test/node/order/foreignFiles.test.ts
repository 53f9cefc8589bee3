import type { IBinaryKeyData, IDataObject, INodeParameters } from 'n8n-workflow';
import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import type { Sandbox } from '../../../sandbox';
import { startSandbox } from '../../../sandbox';
import type { StorageMode } from '../support/binaryStorage';
import {
	serverStorageModes,
	startBinaryStorage,
	storageModes,
	storedFile,
} from '../support/binaryStorage';
import { failureOf } from '../support/orderFailure';
import { binaryOf, FILES, orderParameters, PERSON } from '../support/orders';
import type { NodeRunOptions } from '../support/runNode';
import { runNode } from '../support/runNode';
import { credentialFor } from '../support/sandboxCredential';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox({ autoSign: false });
});
afterAll(async () => await sandbox.stop());

const { license, ...others } = FILES;
const FOREIGN =
	'Signer 1 › Identity Card Image (pic): is a binary field whose file does not belong to this execution';

/** An order with one person, whose picture is an object in JSON or an expression in the form. */
function orderWith(
	picture: unknown,
	binary: IBinaryKeyData,
	{ form = '', ...changes }: INodeParameters & { form?: string } = {},
): NodeRunOptions {
	const json = { ...PERSON.json, picBinary: picture } as IDataObject;
	const parameters = orderParameters(form ? 'form' : 'json', {
		orderNumber: randomUUID(),
		...(form
			? { signers: { signer: [{ ...PERSON.form, picBinary: form }] } }
			: { signersJson: '={{ $json.signers }}' }),
		...changes,
	});
	return {
		credential: credentialFor(sandbox),
		node: { parameters },
		items: [{ json: { signers: [json], picture: picture as IDataObject }, binary }],
	};
}

/** The order, and every id requested from n8n's storage. */
function observed(options: NodeRunOptions) {
	const asked: string[] = [];
	const adapt: NodeRunOptions['adapt'] = ({ helpers }) => {
		const getBinaryMetadata = helpers.getBinaryMetadata.bind(helpers);
		const getBinaryStream = helpers.getBinaryStream.bind(helpers);
		helpers.getBinaryMetadata = async (id) => {
			asked.push(id);
			return await getBinaryMetadata(id);
		};
		helpers.getBinaryStream = async (id, size) => {
			asked.push(id);
			return await getBinaryStream(id, size);
		};
	};
	return { asked, options: { ...options, adapt } };
}

/** Why nothing was sent: a single problem is in the message, more are in the description. */
async function problemsOf(order: NodeRunOptions): Promise<string> {
	const { message, description } = await failureOf(order);
	return `${message}\n${description}`;
}

async function expectRefused(order: NodeRunOptions, id: string): Promise<void> {
	const { asked, options } = observed(order);
	const before = sandbox.requests.length;
	expect(await problemsOf(options)).toContain(FOREIGN);
	expect(asked).not.toContain(id);
	expect(sandbox.requests).toHaveLength(before);
}

async function expectSent(order: NodeRunOptions): Promise<void> {
	const { items } = await runNode(order);
	expect(items[0]?.json).toMatchObject({ status: 1 });
	expect(sandbox.orders.at(-1)?.signers[0]?.pic).toEqual(license.bytes);
}

describe.each<StorageMode>([...storageModes, ...serverStorageModes])(
	'a file of another execution, in n8n’s storage of mode %s',
	(mode) => {
		let own: IBinaryKeyData;
		let foreign: { mimeType: string; id: string };
		beforeAll(async () => {
			// In memory, files have no id, but files stored earlier can still be reached.
			await startBinaryStorage(mode === 'default' ? 'filesystem' : mode);
			const { license: stored } = await binaryOf({ license }, 'another');
			foreign = { mimeType: 'image/png', id: stored?.id ?? '' };
			await startBinaryStorage(mode);
			own = await binaryOf(others);
		});

		it('is neither sent nor read if its id is in the signers’ JSON', async () => {
			expect(foreign.id).toMatch(mode === 'default' ? /^filesystem/ : new RegExp(`^${mode}`));
			await expectRefused(orderWith(foreign, own), foreign.id);
			await expectRefused(
				orderWith({ ...foreign, data: mode, fileName: 'a.png' }, own),
				foreign.id,
			);
		});

		it('is not sent, nor read, when its id comes by an expression in the form', async () => {
			await expectRefused(orderWith(foreign, own, { form: '={{ $json.picture }}' }), foreign.id);
		});

		it('is reported together with the order’s other problems', async () => {
			const order = orderWith(foreign, own, { orderNumber: '' });
			const problems = await problemsOf(order);
			expect(problems).toContain('Order Number: Order number is empty');
			expect(problems).toContain(FOREIGN);
		});

		it('is not looked at by Check either', async () => {
			const { asked, options } = observed(orderWith(foreign, own, { operation: 'check' }));
			const { items } = await runNode(options);
			expect(items[0]?.json).toMatchObject({
				valid: false,
				errors: [{ where: 'Signer 1 › Identity Card Image (pic)' }],
			});
			expect(items[0]?.json['request']).toBeUndefined();
			expect(asked).not.toContain(foreign.id);
		});
	},
);

describe('an id that n8n’s storage might take for a path', () => {
	it.each(['filesystem-v2:../../../../etc/hostname', 'filesystem-v2:/etc/hostname', ''])(
		'is refused before the storage hears of it: "%s"',
		async (id) => {
			await startBinaryStorage('filesystem');
			const own = await binaryOf(others);
			await expectRefused(orderWith({ mimeType: 'image/png', id }, own), id);
		},
	);
});

describe.each<StorageMode>(['filesystem', ...serverStorageModes])(
	'a file of this execution, in n8n’s storage of mode %s',
	(mode) => {
		let own: IBinaryKeyData;
		let earlier: IBinaryKeyData;
		beforeAll(async () => {
			await startBinaryStorage(mode);
			own = await binaryOf(others);
			earlier = await binaryOf({ license });
		});

		const none = { json: {} };

		it('may be of a node that ran before, in any of its runs and outputs', async () => {
			const order = orderWith(earlier['license'], own);
			const item = { json: {}, binary: earlier };
			for (const runs of [[[[item]]], [[[none], [none, item]]], [[[none]], [[], [item]], [[]]]]) {
				await expectSent({ ...order, node: numbered(order), earlier: runs });
			}
		});

		it('may be of an input item, even one that a parent execution handed over', async () => {
			const parents = await binaryOf({ ...others, license }, 'parent');
			await expectSent(orderWith(parents['license'], parents));
			await expectSent(orderWith('', parents, { form: '={{ $input.item.binary.license }}' }));
		});

		it('may be of data that is pinned to a node', async () => {
			const pinned = [{ json: {}, binary: earlier }];
			await expectSent({ ...orderWith(earlier['license'], own), pinned });
		});

		it('is judged by its bytes, whatever name and type were given with its id', async () => {
			const altered = { id: earlier['license']?.id, mimeType: 'text/html', fileName: '../a.exe' };
			const order = orderWith(altered, own);
			await expectSent({ ...order, earlier: [[[{ json: {}, binary: earlier }]]] });
		});

		it('that is not in the storage any more is a problem of its signer and field', async () => {
			const lost = await binaryOf({ ...others, license });
			rmSync(storedFile(lost['license']?.id ?? ''));
			rmSync(`${storedFile(lost['license']?.id ?? '')}.metadata`);
			expect(await problemsOf(orderWith('license', lost))).toContain(
				'Signer 1 › Identity Card Image (pic): its file cannot be read from n8n’s storage: File not found',
			);
		});
	},
);

/** The node with a unique order number. */
function numbered({ node }: NodeRunOptions): NodeRunOptions['node'] {
	return { ...node, parameters: { ...node.parameters, orderNumber: randomUUID() } };
}
