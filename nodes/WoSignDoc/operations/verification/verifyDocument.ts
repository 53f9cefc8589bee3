import type { IExecuteFunctions } from 'n8n-workflow';
import { sleep } from 'n8n-workflow';
import { z } from 'zod';
import type { Problem } from '../../protocol/errors';
import { mergeProblems, ProtocolError } from '../../protocol/errors';
import { fieldNameSchema, readBinaryField } from '../../shared/binaryField';
import type { BinarySource } from '../../shared/binarySource';
import { bytesOf, storedFiles } from '../../shared/binarySource';
import { CREDENTIAL_TYPE, trustedRootsOf } from '../../shared/credential';
import { ParameterReader } from '../../shared/parameterReader';
import { validationMessage } from '../../shared/validationMessage';
import type { DocumentReport } from '../../signatures/signatureReport';
import type { VerifierOptions } from '../../signatures/signatureVerifier';

/** A document of the item, and how its signatures are to be verified. */
export interface Verification {
	readonly file: BinarySource;
	/** The binary field that it is in. */
	readonly fieldName: string;
	/** The document's own. */
	readonly fileName: string;
	readonly checkTrust: boolean;
}

export interface VerifiedDocument {
	readonly report: DocumentReport;
	/** What the signatures were verified against. */
	readonly options: VerifierOptions;
}

/** The parameters of every operation that verifies signatures. */
export type ReadVerification =
	| { readonly kind: 'verification'; readonly verification: Verification }
	| { readonly kind: 'wrong'; readonly problems: readonly Problem[] };

const FILE_LABEL = 'Input Data Field Name';
const TRUST_LABEL = 'Check Trust';
const checkTrustSchema = z.boolean();

/** Reads what all operations that verify signatures have in common. */
export async function readVerification(
	context: IExecuteFunctions,
	itemIndex: number,
): Promise<ReadVerification> {
	const parameters = new ParameterReader(context, itemIndex);
	const field = parameters.read('binaryPropertyName', FILE_LABEL);
	const given = parameters.read('checkTrust', TRUST_LABEL, false);
	const file = await readBinaryField(context, itemIndex, field);
	const checkTrust = checkTrustSchema.safeParse(given, { errorMap: validationMessage });
	const found = [
		...(file.kind === 'missing' ? [{ where: FILE_LABEL, message: file.message }] : []),
		...(checkTrust.error?.issues ?? []).map(({ message }) => ({ where: TRUST_LABEL, message })),
	];
	if (file.kind === 'missing' || !checkTrust.success) {
		return { kind: 'wrong', problems: mergeProblems(parameters.problems, found) };
	}
	const { binary = {} } = context.getInputData()[itemIndex] ?? {};
	const fieldName = fieldNameSchema.parse(field);
	const { fileName = 'document.pdf' } = binary[fieldName] ?? {};
	const verification = { file, fieldName, fileName, checkTrust: checkTrust.data };
	return { kind: 'verification', verification };
}

/**
 * Verifies the signatures of a document as its bytes pass; whatever it is, that is a verdict and no error.
 *
 * @param onBytes is given the document's bytes, too
 */
export async function verifyDocument(
	context: IExecuteFunctions,
	itemIndex: number,
	{ file, checkTrust }: Pick<Verification, 'file' | 'checkTrust'>,
	onBytes: (bytes: Buffer) => void = () => undefined,
): Promise<VerifiedDocument> {
	const trustedRoots = checkTrust
		? trustedRootsOf(await context.getCredentials(CREDENTIAL_TYPE, itemIndex))
		: '';
	const options = { trustedRoots, now: new Date(), pause: async () => await sleep(0) };
	const { SignatureVerifier } = await import('../../signatures/signatureLibrary');
	const opened = SignatureVerifier.open(options);
	if (opened.kind === 'wrong') throw wrongRoots(opened.problem);
	for await (const chunk of bytesOf(storedFiles(context.helpers), file)) {
		opened.verifier.feed(chunk);
		onBytes(chunk);
	}
	return { report: await opened.verifier.end(), options };
}

function wrongRoots(problem: string): ProtocolError {
	return new ProtocolError('invalidCredential', `Trusted Roots of the credential: ${problem}`, {
		description:
			'Paste each root in PEM form, from -----BEGIN CERTIFICATE----- to -----END CERTIFICATE-----.',
	});
}
