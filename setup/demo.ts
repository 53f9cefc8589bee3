// The whole way on one machine: a contract goes through a real n8n to a WoSignDoc of the project's
// own, is signed there, and comes back into n8n, verified. `--keep` leaves n8n open afterward.
import { createHash, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { buildAndPack } from '../harness/n8n/buildAndPack';
import { outputItems } from '../harness/n8n/executions';
import { installN8n } from '../harness/n8n/installN8n';
import { credentialData, withToken } from '../harness/n8n/installation';
import { n8nVersions } from '../harness/n8n/n8nVersions';
import type { RunningN8n } from '../harness/n8n/runningN8n';
import { startN8n } from '../harness/n8n/startN8n';
import { TRIGGER_NODE } from '../harness/n8n/workflows';
import { startSandbox, type Sandbox } from '../sandbox';
import { contractFiles } from './demo/contractFiles';
import { readSignatures } from './demo/readSignatures';
import { fields, paths, receiveWorkflow, sendWorkflow, signers } from './demo/workflows';

const output = resolve(__dirname, '..', '.demo');

/** Opens the webhook that sends contracts. */
const header = { name: 'X-API-Key', value: randomUUID() };

const say = (text: string) => console.log(text);

/** Packs the package and starts n8n with it, its tarball installed as n8n's own installer does. */
async function startWithPackage(): Promise<RunningN8n> {
	await installN8n(n8nVersions.tested);
	const folder = mkdtempSync(join(tmpdir(), 'n8n-nodes-wosigndoc-demo-'));
	try {
		const tarball = await buildAndPack(folder);
		say(`Starting n8n ${n8nVersions.tested} (about 15 seconds) ...`);
		return await startN8n({ tarball, environment: { N8N_RESTRICT_FILE_ACCESS_TO: output } });
	} finally {
		rmSync(folder, { recursive: true });
	}
}

async function prepare(n8n: RunningN8n, sandbox: Sandbox): Promise<void> {
	const data = credentialData(sandbox);
	const name = 'WoSignDoc sandbox';
	const credential = await n8n.createCredential({ name, type: 'woSignDocApi', data });
	const type = 'httpHeaderAuth';
	const caller = await n8n.createCredential({ name: 'Your system', type, data: header });
	await n8n.createWorkflow(sendWorkflow(credential, caller));
	await n8n.createWorkflow(receiveWorkflow(output, credential));
	sandbox.setCallbackUrl(withToken(n8n.webhookUrl(paths.receive)));
	say('Credentials and workflows are in n8n, and the workflows are published.');
}

async function sendContract(n8n: RunningN8n, orderNumber: string): Promise<void> {
	const form = new FormData();
	form.set('orderNumber', orderNumber);
	const files = await contractFiles(orderNumber);
	for (const [field, file] of files) form.set(field, file);
	const headers = { [header.name]: header.value };
	const response = await fetch(n8n.webhookUrl(paths.send), { method: 'POST', body: form, headers });
	const answer = await response.text();
	const size = files.get(fields.contract)?.size;
	say(`Sent a contract of ${size} bytes and the ID images; WoSignDoc said: ${answer}`);
	if (!response.ok) throw new Error('The order was not accepted.');
}

/** Waits for the signed contract, prints its properties, and checks them. */
async function receiveContract(
	n8n: RunningN8n,
	sandbox: Sandbox,
	orderNumber: string,
): Promise<void> {
	await sandbox.waitForAnswer(orderNumber);
	const execution = await n8n.waitForExecution(
		(candidate) =>
			candidate.status === 'success' && outputItems(candidate, TRIGGER_NODE).length > 0,
	);
	const [item] = outputItems(execution, TRIGGER_NODE);
	const file = join(output, String(item?.json['fileName']));
	const document = readFileSync(file);
	const isIntact = createHash('sha256').update(document).digest('hex') === item?.json['hash'];
	const signatures = readSignatures(document);
	say(`\nThe workflow received and saved the signed contract:\n  ${file}`);
	say(`  ${document.length} bytes, SHA-256 ${String(item?.json['hash'])}`);
	say(`  the file matches the hash that the trigger verified: ${isIntact ? 'yes' : 'NO'}`);
	signatures.forEach(({ signer, valid }, index) =>
		say(`  signature ${index + 1}: ${signer}, ${valid ? 'valid' : 'NOT VALID'}`),
	);
	const isSignedInOrder =
		signatures.map(({ signer }) => signer).join() === signers.map(({ name }) => name).join();
	if (!isIntact || !isSignedInOrder || !signatures.every(({ valid }) => valid)) {
		throw new Error('The received document is wrong.');
	}
}

async function keepOpen({ url, session: { login } }: RunningN8n): Promise<void> {
	say(`\nn8n's editor: ${url}\n  email ${login.email}\n  password ${login.password}`);
	say('Press Ctrl+C to stop. The account and all its data will be deleted.');
	const keepAlive = setInterval(() => {}, 60_000);
	await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
	clearInterval(keepAlive);
}

async function main(): Promise<void> {
	const { values } = parseArgs({ options: { keep: { type: 'boolean', default: false } } });
	mkdirSync(output, { recursive: true });
	const sandbox = await startSandbox({ pushIntervals: [1_000, 2_000, 5_000] });
	try {
		const n8n = await startWithPackage();
		try {
			const orderNumber = `DEMO-${Date.now()}`;
			await prepare(n8n, sandbox);
			await sendContract(n8n, orderNumber);
			await receiveContract(n8n, sandbox, orderNumber);
			if (values.keep) await keepOpen(n8n);
		} catch (error) {
			say(`\nn8n's last log lines:\n${await n8n.logTail()}`);
			throw error;
		} finally {
			await n8n.stop();
		}
	} finally {
		await sandbox.stop();
	}
}

main().catch((error: unknown) => {
	console.error(error);
	process.exitCode = 1;
});
