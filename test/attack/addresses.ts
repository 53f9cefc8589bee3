import { startInstallation } from '../../harness/n8n/installation';
import { pushWorkflow } from '../../harness/n8n/workflows';
import { recordedExecutions } from '../faults/recordedExecutions';
import type { Attack } from './attacks';
import { must } from './must';
import { post } from './connection';
import { genuinePush } from './genuinePush';
import type { Stage } from './stage';

const ALLOWED = '203.0.113.0/24, 10.0.0.0/8, 2001:db8:1::/48, fe80::1';

/** A stranger's address, or what reads like an allowed one to some, as a proxy may write it. */
const STRANGERS = [
	'198.51.100.66',
	'::ffff:198.51.100.66',
	'::ffff:c633:6442',
	'0:0:0:0:0:ffff:198.51.100.66',
	'::10.0.0.1',
	'::ffff:0:10.0.0.1',
	'64:ff9b::10.0.0.1',
	'2002:0a00:0001::',
	'010.0.0.1',
	'10.0.0.01',
	'::ffff:010.0.0.1',
	'::ffff:0x0a.0.0.1',
	'0x0a.0.0.1',
	'10.1',
	'167772161',
	'012.0.0.1',
	'10.0.0.1.',
	'10.0.0.256',
	'2001:db8:2::1',
	'2001:db8:2::1%eth0',
	'2001:db8:10::1',
	'fe80::2%eth0',
	'fe80::1:1%fe80::1',
	'198.51.100.66%10.0.0.1',
	'unknown',
	'_hidden',
];
/** An allowed address in other spellings of its own. */
const FRIENDS = [
	'203.0.113.7',
	'::ffff:203.0.113.7',
	'::FFFF:cb00:7107',
	'2001:0DB8:1:0::9',
	'fe80::1%eth0',
];
const SPOOFED = '203.0.113.7';

interface Line {
	readonly hops: number;
	/** The header that reaches n8n where the outermost trusted proxy saw this address. */
	readonly header: (seen: string) => string;
	/** Whether n8n sees the address of the header. */
	readonly isBelieved: boolean;
	readonly environment: NodeJS.ProcessEnv;
}

const LINES: readonly Line[] = [
	{
		hops: 0,
		header: (seen) => `${SPOOFED}, ${seen}`,
		isBelieved: false,
		// So that n8n sees even IPv4 connections under IPv6 addresses, as where it listens on both.
		environment: { N8N_LISTEN_ADDRESS: '::ffff:127.0.0.1' },
	},
	{ hops: 1, header: (seen) => `${SPOOFED}, ${seen}`, isBelieved: true, environment: {} },
	{ hops: 2, header: (seen) => `${SPOOFED}, ${seen}, 10.0.0.1`, isBelieved: true, environment: {} },
];

async function tryLine(
	{ seed }: Stage,
	{ hops, header, isBelieved, environment }: Line,
): Promise<string> {
	const variables = { ...environment, N8N_PROXY_HOPS: String(hops) };
	const installation = await startInstallation({}, variables);
	const { n8n } = installation;
	try {
		const listing = (path: string, allowedIps: string) =>
			pushWorkflow(path, 'workflowFinished', undefined, { additionalOptions: { allowedIps } });
		await n8n.createWorkflow(listing('listed', ALLOWED));
		await n8n.createWorkflow(listing('near', '127.0.0.1'));
		const push = genuinePush(`ADDRESS-${hops}`, seed);
		const pushFrom = async (seen: string, path: string) =>
			await post(n8n.webhookUrl(`${path}/push`), push.body, {
				headers: { 'X-Forwarded-For': header(seen) },
			});
		const strangers = isBelieved ? STRANGERS : [...STRANGERS, ...FRIENDS];
		for (const seen of strangers) {
			const { status } = await pushFrom(seen, 'listed');
			must(status === 403, `${JSON.stringify(seen)} was answered ${status}`);
		}
		const direct = await post(n8n.webhookUrl('listed/push'), push.body);
		must(direct.status === 403, `without the header it was answered ${direct.status}`);
		must(recordedExecutions(n8n.database).length === 0, 'an execution started');
		must((await n8n.binaryFiles()).length === 0, 'a file is left');
		const friends = isBelieved ? FRIENDS : ['anything'];
		for (const seen of friends) {
			const { text } = await pushFrom(seen, isBelieved ? 'listed' : 'near');
			must(text === '1', `${seen}, which is allowed, was answered ${text}`);
		}
		return `${strangers.length + 1} refused with 403, nothing started; ${friends.length} of the allowed accepted`;
	} finally {
		await installation.stop();
	}
}

export const addresses: readonly Attack[] = LINES.map((line) => ({
	name: `An address that is not allowed, in every spelling, in X-Forwarded-For, with N8N_PROXY_HOPS=${line.hops}`,
	bound: 'refused with 403; no execution, no file; allowed addresses are accepted',
	run: async (stage) => await tryLine(stage, line),
}));
