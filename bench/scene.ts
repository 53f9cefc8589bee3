import type { IConnections, INode } from 'n8n-workflow';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import { credentialData } from '../harness/n8n/installation';
import type { RunningN8n } from '../harness/n8n/runningN8n';
import { startN8n } from '../harness/n8n/startN8n';
import { startTlsServer, type TlsServer } from '../harness/tlsServer';
import { startSandbox, type Sandbox } from '../sandbox';
import { CONTENDERS, type Contender } from './contenders';
import { Documents } from './documents';
import { ExecutionRows } from './executionRows';
import { ProcessTree } from './processTree';

/** CPU seconds per pause below which n8n counts as idle, and the maximum wait for that. */
const IDLE = { cpu: 0.02, pauseMs: 150, longestMs: 10_000 };

const workflowSchema = z.object({
	name: z.string(),
	nodes: z.array(z.custom<INode>((value) => nodeSchema.safeParse(value).success)),
	connections: z.custom<IConnections>((value) => typeof value === 'object'),
});
const nodeSchema = z.object({ type: z.string(), parameters: z.record(z.unknown()) });

/** A real n8n with every contender's workflow, and the server that receives outgoing documents. */
export interface Scene {
	n8n: RunningN8n;
	processes: ProcessTree;
	rows: ExecutionRows;
	documents: Documents;
	/** URL for outgoing documents: the server reads and discards them and reports success. */
	receiverUrl: string;
	workflowIdOf: (contender: Contender) => string;
	/** Waits until n8n is idle. */
	idle: () => Promise<void>;
	stop: () => Promise<void>;
}

/** @param environment n8n settings that differ from the defaults */
export async function openScene(tarball: string, environment: NodeJS.ProcessEnv): Promise<Scene> {
	const closing: Array<() => Promise<unknown>> = [];
	const stop = async () => {
		for (const close of closing.reverse()) await close();
	};
	try {
		const folder = await mkdtemp(join(tmpdir(), 'n8n-nodes-wosigndoc-bench-'));
		closing.push(() => rm(folder, { recursive: true, force: true }));
		const receiver = await startReceiver();
		closing.push(receiver.stop);
		const sandbox = await startSandbox();
		closing.push(() => sandbox.stop());
		const n8n = await startN8n({ tarball, environment: { ...needed(folder), ...environment } });
		closing.push(() => n8n.stop());
		const ids = await createWorkflows(n8n, await createCredentials(n8n, sandbox, receiver));
		const processes = new ProcessTree(() => n8n.pid);
		return {
			n8n,
			processes,
			rows: new ExecutionRows(n8n.database),
			documents: new Documents(folder),
			receiverUrl: receiver.url,
			workflowIdOf: ({ workflow }) => ids.get(workflow) ?? '',
			idle: async () => await untilIdle(processes),
			stop,
		};
	} catch (error) {
		await stop();
		throw error;
	}
}

function needed(folder: string): NodeJS.ProcessEnv {
	return {
		N8N_RESTRICT_FILE_ACCESS_TO: folder,
		// Required by peer B.
		NODE_FUNCTION_ALLOW_BUILTIN: 'crypto',
	};
}

function startReceiver(): Promise<TlsServer> {
	return startTlsServer({
		requestCert: true,
		handle: (request, response) => {
			request.resume();
			request.once('end', () => response.end('{"status":1,"errorcode":0,"signid":"s-1"}'));
		},
	});
}

type CredentialReferences = Record<string, { id: string; name: string }>;

async function createCredentials(
	n8n: RunningN8n,
	sandbox: Sandbox,
	receiver: TlsServer,
): Promise<CredentialReferences> {
	const { certificate, privateKey } = sandbox.credential;
	const server = { baseUrl: receiver.url, caCertificate: receiver.certificate };
	const definitions = [
		{ name: 'Bench WoSignDoc', type: 'woSignDocApi', data: credentialData(sandbox, server) },
		{
			name: 'Bench SSL',
			type: 'httpSslAuth',
			data: { ca: receiver.certificate, cert: certificate, key: privateKey },
		},
	];
	const references: CredentialReferences = {};
	for (const one of definitions) references[one.type] = await n8n.createCredential(one);
	return references;
}

/** The workflows from their files, with this n8n's credentials. */
async function createWorkflows(
	n8n: RunningN8n,
	credentials: CredentialReferences,
): Promise<Map<string, string>> {
	const ids = new Map<string, string>();
	for (const { workflow } of CONTENDERS) {
		const text = await readFile(join(__dirname, 'workflows', `${workflow}.json`), 'utf8');
		const definition = workflowSchema.parse(JSON.parse(text));
		const nodes = definition.nodes.map((node) =>
			node.credentials ? { ...node, credentials } : node,
		);
		ids.set(workflow, await n8n.createWorkflow({ ...definition, nodes }));
	}
	return ids;
}

async function untilIdle(processes: ProcessTree): Promise<void> {
	const end = Date.now() + IDLE.longestMs;
	for (let before = processes.cpuSeconds(); Date.now() < end;) {
		await delay(IDLE.pauseMs);
		const now = processes.cpuSeconds();
		if (now - before < IDLE.cpu) return;
		before = now;
	}
}
