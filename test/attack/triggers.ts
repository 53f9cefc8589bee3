import type { INodeParameters } from 'n8n-workflow';
import type { Installation } from '../../harness/n8n/installation';
import { credentialData } from '../../harness/n8n/installation';
import { pushWorkflow } from '../../harness/n8n/workflows';
import type { AcknowledgeMode } from '../../nodes/WoSignDoc/push/answer';

/** Megabytes that a push to an open trigger may have. */
export const MAX_BODY_MB = 64;
/** Seconds for which its sender may be silent. */
export const IDLE_SECONDS = 2;

interface TriggerSetup {
	readonly acknowledge: AcknowledgeMode;
	/** What the credential has; without one, anybody may push. */
	readonly credential?: (installation: Installation) => Record<string, unknown>;
	readonly options?: INodeParameters;
}

const bounds = { maxBodySize: MAX_BODY_MB, idleTimeout: IDLE_SECONDS };
const withToken = () => ({});

/** The triggers that are attacked, by their path. */
const TRIGGERS = {
	guarded: { acknowledge: 'workflowFinished', credential: withToken },
	received: { acknowledge: 'received', credential: withToken },
	/** Another department's, which has a token of its own. */
	other: {
		acknowledge: 'workflowFinished',
		credential: () => ({ callbackToken: 'another secret' }),
	},
	/** Whoever knows the URL may push a document that a trusted certificate signed. */
	trusting: {
		acknowledge: 'workflowFinished',
		credential: ({ sandbox }) => ({
			callbackToken: '',
			trustedRoots: sandbox.credential.trustedRoots,
		}),
		options: { requireSignature: 'trusted' },
	},
	open: { acknowledge: 'workflowFinished', options: bounds },
	/** The same with an expression that takes a backtracking engine exponential time. */
	expecting: {
		acknowledge: 'workflowFinished',
		options: { ...bounds, expectedOrders: '/^(a+)+$/' },
	},
	checking: { acknowledge: 'workflowFinished', options: { ...bounds, requireSignature: 'intact' } },
} satisfies Record<string, TriggerSetup>;

export type TriggerPath = keyof typeof TRIGGERS;

/** Publishes a workflow for each trigger. */
export async function makeWorkflows(installation: Installation): Promise<void> {
	const setups: [string, TriggerSetup][] = Object.entries(TRIGGERS);
	for (const [path, { acknowledge, credential, options = {} }] of setups) {
		const stored = credential && {
			credential: await installation.n8n.createCredential({
				name: path,
				type: 'woSignDocApi',
				data: credentialData(installation.sandbox, credential(installation)),
			}),
		};
		const workflow = pushWorkflow(path, acknowledge, undefined, {
			...stored,
			additionalOptions: options,
		});
		await installation.n8n.createWorkflow(workflow);
	}
}
