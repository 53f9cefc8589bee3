import { createHash } from 'node:crypto';
import { order, orderFor } from '../../harness/sandbox/caller';
import type { PushFault, Sandbox } from '../../sandbox/index';
import type { Receiver } from './receiver';

/** Sends an order and waits until it is pushed; returns its signid. */
export async function signedOrder(
	sandbox: Sandbox,
	document: Buffer,
	changes: object = {},
): Promise<string> {
	const { signid, ordernumber } = await order(sandbox, orderFor(sandbox, document, changes));
	await sandbox.waitForAnswer(ordernumber);
	return signid;
}

/** Pushes a signed order again with a fault; checks the hash and returns the received document. */
export async function pushedWith(
	sandbox: Sandbox,
	receiver: Receiver,
	signid: string,
	fault: PushFault,
): Promise<Buffer> {
	receiver.pushes.length = 0;
	await sandbox.pushAgain(signid, fault);
	const { extendData } = JSON.parse(String(receiver.pushes[0]?.body)) as {
		extendData: { content: string; hash: string };
	};
	const document = Buffer.from(extendData.content, 'base64');
	expect(extendData.hash).toBe(createHash('sha256').update(document).digest('hex'));
	return document;
}
