import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { outputItems } from '../../harness/n8n/executions';
import {
	credentialData,
	IN_MEMORY,
	startInstallation,
	withToken,
	type Installation,
} from '../../harness/n8n/installation';
import { unpublishWorkflow, type WorkflowDefinition } from '../../harness/n8n/publishWorkflow';
import { pushWorkflow, TRIGGER_NODE } from '../../harness/n8n/workflows';

const DOCUMENT = Buffer.from('%PDF-1.4\na signed document\n%%EOF');
/** n8n 1.x lets two triggers of one workflow share a path, and runs workflows by another call. */
const onN8n2 = IN_MEMORY ? it.skip : it;
const storedSchema = z.object({ versionId: z.string() }).passthrough();

let installation: Installation;
beforeAll(async () => {
	installation = await startInstallation({ pushIntervals: [3_600_000] });
});
afterAll(async () => await installation?.stop());

/** A workflow whose trigger has a path, and a node id and webhook id that no other has. */
function receiving(path: string, name = `Receive at ${path}`): WorkflowDefinition {
	const { credential } = installation;
	const workflow = pushWorkflow(randomUUID(), 'workflowFinished', undefined, { credential, path });
	const nodes = workflow.nodes.map((node) => ({ ...node, id: randomUUID() }));
	return { ...workflow, nodes, name };
}

async function publish(workflow: WorkflowDefinition): Promise<string> {
	return await installation.n8n.createWorkflow(workflow);
}

/** Pushes an order of its own to a URL; the answer, and the workflows that it ran. */
async function pushTo(url: string) {
	const { n8n, sandbox } = installation;
	sandbox.setCallbackUrl(url);
	const orderNumber = randomUUID();
	const { httpStatus, answer } = await sandbox.pushDocument({ orderNumber, document: DOCUMENT });
	const ran = (await n8n.executions())
		.filter(
			(execution) => outputItems(execution, TRIGGER_NODE)[0]?.json['orderNumber'] === orderNumber,
		)
		.map(({ workflowId }) => workflowId);
	return { httpStatus, answer, ran };
}

const runOf = (id: string) => ({ httpStatus: 200, answer: '1', ran: [id] });

/** What n8n says to publishing a workflow that cannot be. */
async function refusalOf(workflow: WorkflowDefinition): Promise<string> {
	return await publish(workflow).then(
		() => 'it was published',
		(error: unknown) => String(error),
	);
}

describe('the URL of a trigger', () => {
	it.each(['contracts', 'legal/Signed_2-b'])('ends in its path: %s', async (path) => {
		const id = await publish(receiving(path));
		expect(await pushTo(installation.callbackUrl(path))).toEqual(runOf(id));
	});

	it('is n8n’s node id in a workflow that was saved before there was a path', async () => {
		const workflow = pushWorkflow('saved-before', 'workflowFinished', undefined, {
			credential: installation.credential,
		});
		expect(workflow.nodes[0]?.parameters).not.toHaveProperty('callbackPath');
		const id = await publish(workflow);
		const url = installation.callbackUrl('saved-before/push');
		expect(await pushTo(url)).toEqual(runOf(id));
		await installation.n8n.restart();
		expect(await pushTo(url)).toEqual(runOf(id));
	});

	it('is the same after the workflow was exported, deleted, and imported again, with any ids', async () => {
		const { session } = installation.n8n;
		const url = installation.callbackUrl('reimported');
		const first = await publish(receiving('reimported'));
		const exported = storedSchema.parse(await session.call('GET', `/workflows/${first}`));
		await unpublishWorkflow(session, first);
		expect(await pushTo(url)).toMatchObject({ httpStatus: 404 });
		await session.call('POST', `/workflows/${first}/archive`);
		const { nodes, connections } = z
			.custom<WorkflowDefinition>((value) => storedSchema.safeParse(value).success)
			.parse(exported);
		const again = nodes.map((node) => ({ ...node, id: randomUUID(), webhookId: randomUUID() }));
		const second = await publish({ name: 'Imported', nodes: again, connections });
		expect(second).not.toBe(first);
		expect(await pushTo(url)).toEqual(runOf(second));
	});

	it('stays the same when the trigger is replaced by another', async () => {
		const url = installation.callbackUrl('recreated');
		await unpublishWorkflow(installation.n8n.session, await publish(receiving('recreated')));
		const id = await publish(receiving('recreated', 'Recreated'));
		expect(await pushTo(url)).toEqual(runOf(id));
	});
});

describe('a path that another workflow uses', () => {
	it('is not published a second time, and the first workflow still works', async () => {
		const url = installation.callbackUrl('taken');
		const first = await publish(receiving('taken'));
		const refusal = await refusalOf(receiving('taken', 'Second'));
		// n8n names the workflow by its id; its editor then shows the name.
		expect(refusal).toMatch(IN_MEMORY ? /already taken|conflict/i : /conflict/i);
		if (!IN_MEMORY) expect(refusal).toContain(first);
		expect(await pushTo(url)).toEqual(runOf(first));
	});

	onN8n2('is not published for two triggers of one workflow', async () => {
		const workflow = receiving('twice');
		const [trigger] = workflow.nodes;
		if (!trigger) throw new Error('the workflow has no trigger');
		const copy = { ...trigger, id: randomUUID(), name: 'Copy', webhookId: randomUUID() };
		const nodes = [...workflow.nodes, copy];
		expect(await refusalOf({ ...workflow, nodes })).toMatch(/conflict|already taken/i);
	});
});

it.each(['/begins', ':order'])(
	'the path %j is not published, and the message names it',
	async (path) => {
		expect(await refusalOf(receiving(path))).toContain("'Path' must be letters, digits, hyphens");
	},
);

describe('a trigger without a callback token', () => {
	let tokenless: { id: string; name: string };
	beforeAll(async () => {
		tokenless = await installation.n8n.createCredential({
			name: 'Without callback token',
			type: 'woSignDocApi',
			data: credentialData(installation.sandbox, { callbackToken: '' }),
		});
	});

	const open = (path: string, additionalOptions = {}) =>
		pushWorkflow(randomUUID(), 'workflowFinished', undefined, {
			...{ credential: tokenless, path, additionalOptions },
		});

	it('is not published, and the message says what to do', async () => {
		const { n8n } = installation;
		const refusal = await refusalOf(open('tokenless'));
		for (const way of ['Callback Token', 'openssl rand -hex 32', 'Accept Unauthenticated Pushes']) {
			expect(refusal).toContain(way);
		}
		expect((await pushTo(n8n.webhookUrl('tokenless'))).httpStatus).toBe(404);
	});

	it('is published once Accept Unauthenticated Pushes is on', async () => {
		const id = await publish(open('accepting', { acceptUnauthenticatedPushes: true }));
		expect(await pushTo(installation.n8n.webhookUrl('accepting'))).toEqual(runOf(id));
	});

	onN8n2('can be tested in the editor, at the path’s Test URL', async () => {
		const { n8n } = installation;
		const workflow = open('tested');
		const settings = { executionOrder: 'v1' };
		// With `pinData`, as the editor saves it: n8n 2.20 can't respond without.
		const body = { pinData: {}, ...workflow, settings, active: false };
		const { id } = z
			.object({ id: z.string() })
			.parse(await n8n.session.call('POST', '/workflows', body));
		const listening = await n8n.session.call('POST', `/workflows/${id}/run`, {
			workflowData: { ...body, id },
			triggerToStartFrom: { name: TRIGGER_NODE },
			destinationNode: { nodeName: 'Done', mode: 'inclusive' },
		});
		expect(listening).toEqual({ waitingForWebhook: true });
		const url = n8n.webhookUrl('tested').replace('/webhook/', '/webhook-test/');
		expect(await pushTo(url)).toMatchObject({ httpStatus: 200, answer: '1' });
	});

	it('rejects every push once the token is removed from the credential of a published workflow', async () => {
		const { n8n, sandbox } = installation;
		const credential = await n8n.createCredential({
			name: 'Loses its token',
			type: 'woSignDocApi',
			data: credentialData(sandbox),
		});
		const options = { credential, path: 'losing' };
		await publish(pushWorkflow(randomUUID(), 'workflowFinished', undefined, options));
		const url = n8n.webhookUrl('losing');
		expect(await pushTo(withToken(url))).toMatchObject({ httpStatus: 200 });
		await n8n.session.call('PATCH', `/credentials/${credential.id}`, {
			name: credential.name,
			type: 'woSignDocApi',
			data: credentialData(sandbox, { callbackToken: '' }),
		});
		expect(await pushTo(url)).toMatchObject({ httpStatus: 500, ran: [] });
	});
});
