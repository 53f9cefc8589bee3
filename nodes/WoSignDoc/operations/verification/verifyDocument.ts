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

type VerificationRules = Required<
	Pick<VerifierOptions, 'requireRevocation' | 'changesBetweenSignatures'>
>;

/** A document of the item, and how to verify its signatures. */
export interface Verification {
	readonly file: BinarySource;
	/** The binary field that contains it. */
	readonly fieldName: string;
	/** The document's own file name. */
	readonly fileName: string;
	readonly checkTrust: boolean;
	readonly rules: VerificationRules;
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
const REVOCATION_LABEL = 'Require Revocation Information';
const CHANGES_LABEL = 'Changes Between Signatures';
const switchSchema = z.boolean();
const changesSchema = z.enum(['forbid', 'allow'], {
	errorMap: () => ({ message: 'must be one of its options' }),
});

/** Reads the parameters that all operations that verify signatures share. */
export async function readVerification(
	context: IExecuteFunctions,
	itemIndex: number,
): Promise<ReadVerification> {
	const parameters = new ParameterReader(context, itemIndex);
	const field = parameters.read('binaryPropertyName', FILE_LABEL);
	const read = (name: string, label: string) =>
		switchSchema.safeParse(parameters.read(name, label, false), { errorMap: validationMessage });
	const checkTrust = read('checkTrust', TRUST_LABEL);
	const revocation = read('requireRevocation', REVOCATION_LABEL);
	const between = parameters.read('changesBetweenSignatures', CHANGES_LABEL, 'forbid');
	const changes = changesSchema.safeParse(between);
	const file = await readBinaryField(context, itemIndex, field);
	const found = [
		...(file.kind === 'missing' ? [{ where: FILE_LABEL, message: file.message }] : []),
		...issuesOf(TRUST_LABEL, checkTrust.error),
		...issuesOf(REVOCATION_LABEL, revocation.error),
		...issuesOf(CHANGES_LABEL, changes.error),
	];
	if (file.kind === 'missing' || !checkTrust.success || !revocation.success || !changes.success) {
		return { kind: 'wrong', problems: mergeProblems(parameters.problems, found) };
	}
	const { binary = {} } = context.getInputData()[itemIndex] ?? {};
	const fieldName = fieldNameSchema.parse(field);
	const { fileName = 'document.pdf' } = binary[fieldName] ?? {};
	const rules = { requireRevocation: revocation.data, changesBetweenSignatures: changes.data };
	const verification = { file, fieldName, fileName, checkTrust: checkTrust.data, rules };
	return { kind: 'verification', verification };
}

function issuesOf(where: string, error: z.ZodError | undefined): Problem[] {
	return (error?.issues ?? []).map(({ message }) => ({ where, message }));
}

/**
 * Verifies the signatures of a document as its bytes are read; any document gets a verdict, never an error.
 *
 * @param onBytes gets the document's bytes, too
 */
export async function verifyDocument(
	context: IExecuteFunctions,
	itemIndex: number,
	{ file, checkTrust, rules }: Pick<Verification, 'file' | 'checkTrust' | 'rules'>,
	onBytes: (bytes: Buffer) => void = () => undefined,
): Promise<VerifiedDocument> {
	const trustedRoots = checkTrust
		? trustedRootsOf(await context.getCredentials(CREDENTIAL_TYPE, itemIndex))
		: '';
	const options = { trustedRoots, now: new Date(), ...rules, pause: async () => await sleep(0) };
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
	return new ProtocolError('invalidCredential', `The credential’s 'Trusted Roots': ${problem}`, {
		description:
			'Paste each root in PEM form, from -----BEGIN CERTIFICATE----- to -----END CERTIFICATE-----.',
	});
}
