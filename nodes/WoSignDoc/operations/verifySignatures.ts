import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { sleep } from 'n8n-workflow';
import { z } from 'zod';
import { invalidParameters, mergeProblems, ProtocolError } from '../protocol/errors';
import { readBinaryField } from '../shared/binaryField';
import { bytesOf, storedFiles } from '../shared/binarySource';
import { CREDENTIAL_TYPE, trustedRootsOf } from '../shared/credential';
import { forEachItem } from '../shared/itemLoop';
import { ParameterReader } from '../shared/parameterReader';
import { validationMessage } from '../shared/validationMessage';

const FILE_LABEL = 'Input Data Field Name';
const TRUST_LABEL = 'Check Trust';
const REVOCATION_LABEL = 'Require Revocation Information';
const switchSchema = z.boolean();
const CHANGES_LABEL = 'Changes Between Signatures';
const changesSchema = z.enum(['forbid', 'allow'], {
	errorMap: () => ({ message: 'must be one of its options' }),
});

/**
 * The operation `document: verifySignatures`: what the signatures in each item's PDF say, added to the item's own JSON.
 * Whatever a document is, that is a verdict and no error; one without a signature is not intact.
 */
export async function verifySignatures(context: IExecuteFunctions): Promise<INodeExecutionData[]> {
	return await forEachItem(context, {
		run: async (itemIndex) => await verifyItem(context, itemIndex),
		passesOn: true,
	});
}

async function verifyItem(context: IExecuteFunctions, itemIndex: number): Promise<IDataObject> {
	const { file, checkTrust, ...options } = await readParameters(context, itemIndex);
	const trustedRoots = checkTrust
		? trustedRootsOf(await context.getCredentials(CREDENTIAL_TYPE, itemIndex))
		: '';
	const { SignatureVerifier } = await import('../signatures/signatureLibrary');
	const opened = SignatureVerifier.open({
		trustedRoots,
		now: new Date(),
		...options,
		pause: async () => await sleep(0),
	});
	if (opened.kind === 'wrong') throw wrongRoots(opened.problem);
	const { verifier } = opened;
	for await (const chunk of bytesOf(storedFiles(context.helpers), file)) verifier.feed(chunk);
	return { ...(await verifier.end()) };
}

/** Throws `invalidParameters` with all that is wrong. */
async function readParameters(context: IExecuteFunctions, itemIndex: number) {
	const parameters = new ParameterReader(context, itemIndex);
	const fieldName = parameters.read('binaryPropertyName', FILE_LABEL);
	const read = (name: string, label: string) =>
		switchSchema.safeParse(parameters.read(name, label, false), { errorMap: validationMessage });
	const checkTrust = read('checkTrust', TRUST_LABEL);
	const revocation = read('requireRevocation', REVOCATION_LABEL);
	const between = parameters.read('changesBetweenSignatures', CHANGES_LABEL, 'forbid');
	const changes = changesSchema.safeParse(between);
	const file = await readBinaryField(context, itemIndex, fieldName);
	const issuesOf = (where: string, { error }: typeof checkTrust) =>
		(error?.issues ?? []).map(({ message }) => ({ where, message }));
	const found = [
		...(file.kind === 'missing' ? [{ where: FILE_LABEL, message: file.message }] : []),
		...issuesOf(TRUST_LABEL, checkTrust),
		...issuesOf(REVOCATION_LABEL, revocation),
		...(changes.error?.issues ?? []).map(({ message }) => ({ where: CHANGES_LABEL, message })),
	];
	if (file.kind !== 'missing' && checkTrust.success && revocation.success && changes.success) {
		return {
			file,
			checkTrust: checkTrust.data,
			requireRevocation: revocation.data,
			changesBetweenSignatures: changes.data,
		};
	}
	throw invalidParameters(mergeProblems(parameters.problems, found));
}

function wrongRoots(problem: string): ProtocolError {
	return new ProtocolError('invalidCredential', `Trusted Roots of the credential: ${problem}`, {
		description:
			'Paste each root in PEM form, from -----BEGIN CERTIFICATE----- to -----END CERTIFICATE-----.',
	});
}
