import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { sleep } from 'n8n-workflow';
import { z } from 'zod';
import { ProtocolError } from '../protocol/errors';
import { readBinaryField } from '../shared/binaryField';
import { bytesOf, storedFiles } from '../shared/binarySource';
import { CREDENTIAL_TYPE, trustedRootsOf } from '../shared/credential';
import { forEachItem } from '../shared/itemLoop';

const ONE_AT_A_TIME = { size: 1, milliseconds: 0 };

const parametersSchema = z.object({ fieldName: z.string().trim(), checkTrust: z.boolean() });

/**
 * The operation `document: verifySignatures`: what the signatures in each item's PDF say, beside the item's own JSON.
 * Whatever a document is, that is a verdict and no error; one without a signature is not intact.
 */
export async function verifySignatures(context: IExecuteFunctions): Promise<INodeExecutionData[]> {
	return await forEachItem(context, {
		batching: ONE_AT_A_TIME,
		run: async (itemIndex) => await verifyItem(context, itemIndex),
		doneBefore: () => '',
		passesOn: true,
	});
}

async function verifyItem(context: IExecuteFunctions, itemIndex: number): Promise<IDataObject> {
	const { fieldName, checkTrust } = parametersSchema.parse({
		fieldName: context.getNodeParameter('binaryPropertyName', itemIndex),
		checkTrust: context.getNodeParameter('checkTrust', itemIndex, false),
	});
	const file = await readBinaryField(context, itemIndex, fieldName);
	if (file.kind === 'missing') throw missingFile(file.message);
	const trustedRoots = checkTrust
		? trustedRootsOf(await context.getCredentials(CREDENTIAL_TYPE, itemIndex))
		: '';
	const { SignatureVerifier } = await import('../signatures/signatureLibrary');
	const opened = SignatureVerifier.open({
		trustedRoots,
		now: new Date(),
		pause: async () => await sleep(0),
	});
	if (opened.kind === 'wrong') throw wrongRoots(opened.problem);
	const { verifier } = opened;
	for await (const chunk of bytesOf(storedFiles(context.helpers), file)) verifier.feed(chunk);
	return { ...(await verifier.end()) };
}

function missingFile(message: string): ProtocolError {
	const where = 'Input Data Field Name';
	return new ProtocolError('invalidParameters', `${where}: ${message}`, {
		description: 'Give the name of the binary field that holds the document.',
		problems: [{ where, message }],
	});
}

function wrongRoots(problem: string): ProtocolError {
	return new ProtocolError('invalidCredential', `Trusted Roots of the credential: ${problem}`, {
		description:
			'Paste each root in PEM form, from -----BEGIN CERTIFICATE----- to -----END CERTIFICATE-----.',
	});
}
