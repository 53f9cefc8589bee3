import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startSandbox, type Sandbox, type SandboxOptions } from '../../../sandbox';
import { contactRun, type ContactRun, type RunOptions } from './contactRun';

/** A picture of one pixel. */
export const picture = Buffer.from(
	'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
	'base64',
);
export const signer = { name: '张三', number: '110101199003070775' };

/** A folder with `signer.json` and its pictures. */
export function signerFolder(): { folder: string; file: string; remove: () => void } {
	const folder = mkdtempSync(join(tmpdir(), 'contact-order-'));
	const file = join(folder, 'signer.json');
	writeFileSync(file, JSON.stringify({ ...signer, pic: 'front.png', otherpic: 'back.png' }));
	for (const name of ['front.png', 'back.png']) writeFileSync(join(folder, name), picture);
	return { folder, file, remove: () => rmSync(folder, { recursive: true }) };
}

export interface OrderRunOptions extends RunOptions {
	/** Called after the order number was typed: the next request is the order. */
	beforeOrder?: (sandbox: Sandbox) => void;
}

/** Runs the command with an order whose push it receives itself, against a sandbox that is stopped afterward. */
export async function orderRun(
	options: SandboxOptions = {},
	{ more = [], beforeOrder, ...run }: OrderRunOptions = {},
): Promise<ContactRun & { sandbox: Sandbox }> {
	const port = await freePort();
	const callbackUrl = `http://127.0.0.1:${port}/`;
	const sandbox = await startSandbox({ pushIntervals: [50], callbackUrl, ...options });
	const { file, remove } = signerFolder();
	try {
		const own = ['--order', '--signer', file, '--listen', `${port}`, ...more];
		const done = await contactRun(sandbox, {
			answer: consenting(() => beforeOrder?.(sandbox)),
			...run,
			more: own,
		});
		return { ...done, sandbox };
	} finally {
		remove();
		await sandbox.stop();
	}
}

/** Types the order number when asked, and otherwise the given input in order. */
export function consenting(before: () => void = () => undefined, typed: string[] = []) {
	return (question: string): string => {
		const [, orderNumber] = /^Type (CONTACT-\S+) to send it/.exec(question) ?? [];
		if (orderNumber !== undefined) before();
		return orderNumber ?? typed.shift() ?? '';
	};
}

/** A port that nothing listens on. */
async function freePort(): Promise<number> {
	const server = createServer().listen(0, '127.0.0.1');
	await once(server, 'listening');
	const address = server.address();
	server.close();
	if (address === null || typeof address === 'string') throw new Error('no port');
	return address.port;
}
