import type { INode, INodeParameters } from 'n8n-workflow';
import { NodeHelpers } from 'n8n-workflow';
import { WoSignDoc } from '../../../nodes/WoSignDoc/WoSignDoc.node';

const { description } = new WoSignDoc();

/** Whether the node requires a credential; parameters that aren't given have n8n's defaults. */
function asksForCredential(given: INodeParameters): boolean {
	const node = { name: 'WoSignDoc', type: 'woSignDoc', typeVersion: 1 };
	const whole: INode = { ...node, id: '1', position: [0, 0], parameters: {} };
	const parameters =
		NodeHelpers.getNodeParameters(description.properties, given, true, false, whole, description) ??
		{};
	const [credential] = description.credentials ?? [];
	if (!credential) throw new Error('the node has no credential');
	return NodeHelpers.displayParameter(parameters, credential, whole, description);
}

it.each<[INodeParameters, boolean]>([
	[{}, true],
	[{ operation: 'check' }, true],
	[{ resource: 'push', operation: 'acknowledge' }, false],
	[{ resource: 'push', operation: 'markProcessed' }, false],
	[{ resource: 'push', operation: 'skipProcessed' }, false],
	[{ resource: 'document', operation: 'previewPositions' }, false],
	[{ resource: 'document', operation: 'createEvidence' }, false],
	[{ resource: 'document', operation: 'createEvidence', checkTrust: true }, true],
	[{ resource: 'document', operation: 'verifySignatures' }, false],
	[{ resource: 'document', operation: 'verifySignatures', checkTrust: true }, true],
])('with %j a credential is asked for: %s', (given, asked) => {
	expect(asksForCredential(given)).toBe(asked);
});
