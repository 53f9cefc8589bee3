import { pdfWith } from '../../../harness/sandbox/documents';
import {
	documentFaultNames,
	startSandbox,
	verdicts,
	type DocumentFaultName,
	type Sandbox,
	type SignatureRequirement,
	type Verdict,
} from '../../../sandbox';
import { signedOrder } from '../../support/pushedDocument';
import { startReceiver, type Receiver } from '../../support/receiver';
import { startBinaryStorage } from '../support/binaryStorage';
import { startWebhookServer, type WebhookServer } from '../support/webhookServer';

/** The trigger's code for each of the sandbox's verdicts. */
const codes: Record<Exclude<Verdict, 'accepted'>, string> = {
	unsigned: 'signatureNotIntact',
	altered: 'signatureNotIntact',
	changedAfterward: 'signatureNotIntact',
	wrapped: 'signatureNotIntact',
	untrusted: 'signatureNotTrusted',
};

const requirements: SignatureRequirement[] = ['intact', 'trusted'];
const cases = documentFaultNames.flatMap((fault) =>
	requirements.map((requirement) => [fault, requirement] as const),
);

let receiver: Receiver;
let sandbox: Sandbox;
let server: WebhookServer;
/** A separate order for each requirement, because an answered push isn't judged again. */
const signids = new Map<SignatureRequirement, string>();
beforeAll(async () => {
	await startBinaryStorage('default');
	receiver = await startReceiver();
	sandbox = await startSandbox({ callbackUrl: receiver.url, pushIntervals: [3_600_000] });
	for (const requirement of requirements)
		signids.set(requirement, await signedOrder(sandbox, await pdfWith({}, {})));
});
afterEach(async () => await server?.stop());
afterAll(async () => {
	await sandbox.stop();
	await receiver.stop();
});

async function pushTo(requireSignature: SignatureRequirement, fault: DocumentFaultName) {
	server = await startWebhookServer({
		node: {
			parameters: { acknowledge: 'workflowFinished', additionalOptions: { requireSignature } },
		},
		credential: { trustedRoots: sandbox.credential.trustedRoots },
	});
	sandbox.setCallbackUrl(server.url);
	return await sandbox.pushAgain(signids.get(requireSignature) ?? '', fault);
}

it.each(cases)(
	'a document that is %s is judged as it must be where %s is required',
	async (...one) => {
		const [fault, requirement] = one;
		const verdict = verdicts[fault][requirement];
		const push = await pushTo(requirement, fault);
		if (verdict === 'accepted') {
			expect(push).toMatchObject({ accepted: true, answer: '1' });
			return;
		}
		expect(push).toMatchObject({ accepted: false, httpStatus: 422 });
		const rejected = server.results[0]?.workflowData?.[2];
		expect(rejected).toMatchObject([{ json: { event: 'rejected', code: codes[verdict] } }]);
	},
);
