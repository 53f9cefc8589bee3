import { exampleNames, importable, readExample, readExampleText } from '../../support/exampleFiles';
import { hasWhatItNeeds } from './acceptance.cases';
import type { Stage } from './stage';

/** What people call from outside, by the type of the node. */
const ENTRIES = ['n8n-nodes-base.formTrigger', 'n8n-nodes-base.webhook'];

const entriesOf = (name: string) =>
	readExample(name).nodes.filter(({ type }) => ENTRIES.includes(type));

const withEntries = exampleNames
	.filter(hasWhatItNeeds)
	.filter((name) => entriesOf(name).length > 0);

/** An example under addresses of its own, beside the one that is published already. */
function copyOf(name: string, credential?: string) {
	const copy: unknown = JSON.parse(readExampleText(name), (key, value: unknown) => {
		const isAddress = ['path', 'callbackPath', 'webhookId'].includes(key);
		if (isAddress && typeof value === 'string') return `strangers-${value}`;
		const isEntry = key === 'httpBasicAuth' || key === 'httpHeaderAuth';
		return isEntry && credential !== undefined ? { id: null, name: credential } : value;
	});
	return importable.parse(copy);
}

/** The example workflows, as whoever knows their addresses sees them. */
export function testStrangers(stage: () => Stage): void {
	it.each(withEntries)('%s is not published without what closes it', async (name) => {
		const published = stage().n8n.createWorkflow(copyOf(name, 'not there'));
		await expect(published).rejects.toThrow(/Credential not configured: http(?:Basic|Header)Auth/);
	});

	it.each(withEntries)('%s answers nobody who does not know the secret', async (name) => {
		const { n8n, sandbox } = stage();
		await n8n.createWorkflow(copyOf(name));
		const before = sandbox.orders.length;
		for (const { type, parameters } of entriesOf(name)) {
			const { path = '' } = { ...parameters, ...Object(parameters['options']) };
			const isForm = type.endsWith('.formTrigger');
			const url = isForm
				? `${n8n.url}/form/strangers-${path}`
				: n8n.webhookUrl(`strangers-${path}`);
			const methods = isForm ? ['GET', 'POST'] : ['POST'];
			for (const method of methods) {
				const body = method === 'POST' ? new FormData() : null;
				const headers = { authorization: 'Basic aHI6d3Jvbmc=', 'x-api-key': 'wrong' };
				for (const tried of [{}, headers]) {
					const { status } = await fetch(url, { method, body, headers: tried });
					expect([method, status]).toEqual([method, isForm ? 401 : 403]);
				}
			}
		}
		expect(sandbox.orders).toHaveLength(before);
	});
}
