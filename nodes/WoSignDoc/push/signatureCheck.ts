import type { IDataObject, IWebhookFunctions } from 'n8n-workflow';
import { sleep } from 'n8n-workflow';
import type { EvidenceFacts } from '../evidence/evidence';
import { CREDENTIAL_TYPE, trustedRootsOf } from '../shared/credential';
import type { DocumentReport } from '../signatures/signatureReport';
import type { SignatureVerifier, VerifierOptions } from '../signatures/signatureVerifier';
import { isAllowedSigner } from './caller/allowedSigners';
import type { TriggerSettings } from './settings';
import { misconfigured, PushRefusal } from './wire/refusal';

type Requirement = Pick<
	TriggerSettings['additionalOptions'],
	| 'requireSignature'
	| 'requireRevocation'
	| 'allowedSigners'
	| 'changesBetweenSignatures'
	| 'makesEvidence'
>;

/** The verdict on a document's signatures, what they were verified against, and what was required of them. */
export type Judged = Pick<EvidenceFacts, 'report' | 'options' | 'required'>;

/** Verifies the signatures in a pushed document as it is read, and checks them against what the trigger requires. */
export class SignatureCheck {
	private report: DocumentReport | undefined;

	private constructor(
		private readonly verifier: SignatureVerifier,
		private readonly options: VerifierOptions,
		private readonly requirement: Requirement,
	) {}

	/**
	 * Undefined if nothing is required and no evidence is wanted. Throws `misconfigured` if the roots are missing or can't
	 * be read: a check that can't be made must not be skipped.
	 */
	static async open(
		context: IWebhookFunctions,
		requirement: Requirement,
	): Promise<SignatureCheck | undefined> {
		if (requirement.requireSignature === 'no' && !requirement.makesEvidence) return undefined;
		const trustedRoots = await readRoots(context);
		if (requirement.requireSignature === 'trusted' && trustedRoots === '') {
			throw misconfigured(
				"'Require Signature' is 'Trusted', but the credential has no 'Trusted Roots'",
			);
		}
		const { requireRevocation, changesBetweenSignatures } = requirement;
		const options = {
			trustedRoots,
			now: new Date(),
			requireRevocation,
			changesBetweenSignatures,
			pause: async () => await sleep(0),
		};
		const { SignatureVerifier } = await import('../signatures/signatureLibrary');
		const opened = SignatureVerifier.open(options);
		if (opened.kind === 'wrong') {
			throw misconfigured(`the credential’s 'Trusted Roots': ${opened.problem}`);
		}
		return new SignatureCheck(opened.verifier, options, requirement);
	}

	/** Bytes of memory in use. */
	get held(): number {
		return this.verifier.held;
	}

	/** The input for evidence; undefined if none is wanted, and before the verdict. */
	get judged(): Judged | undefined {
		const { report, options } = this;
		const { makesEvidence, requireSignature, allowedSigners } = this.requirement;
		if (!makesEvidence || !report) return undefined;
		const required = { signature: requireSignature, signers: allowedSigners ?? [] };
		return { report, options, required };
	}

	/** Takes the document's next bytes; keeps no reference to them. */
	feed(bytes: Buffer): void {
		this.verifier.feed(bytes);
	}

	/**
	 * To be called after the last bytes: returns the report. Throws a `PushRefusal` for a document that fails the
	 * requirement.
	 */
	async verdict(): Promise<DocumentReport> {
		const report = await this.verifier.end();
		this.report = report;
		const { requireSignature, allowedSigners } = this.requirement;
		if (requireSignature === 'no') return report;
		if (!report.intact) throw new PushRefusal('signatureNotIntact', report.summary);
		if (requireSignature === 'trusted' && !report.trusted) {
			throw new PushRefusal('signatureNotTrusted', report.summary);
		}
		const stranger = allowedSigners && strangerIn(report, allowedSigners);
		if (stranger) {
			const reason = `the document is signed by ${stranger}, who is not among 'Allowed Signers'`;
			throw new PushRefusal('signerNotAllowed', reason);
		}
		return report;
	}
}

/** The field `signatures` of an item on output Signed. */
export function signatureFields(report: DocumentReport): IDataObject {
	const { intact, trusted, summary, signers, remarks } = report;
	return { intact, trusted, summary, signers, remarks };
}

/** The first signer who isn't allowed. The authority of a document timestamp isn't a signer. */
function strangerIn({ signatures }: DocumentReport, names: readonly string[]): string | undefined {
	const stranger = signatures.find(
		({ type, signer }) => type === 'signature' && !(signer && isAllowedSigner(signer, names)),
	);
	const name = stranger?.signer?.commonName;
	return stranger && (name ? JSON.stringify(name) : 'an unknown signer');
}

async function readRoots(context: IWebhookFunctions): Promise<string> {
	if (!context.getNode().credentials?.[CREDENTIAL_TYPE]) return '';
	return trustedRootsOf(await context.getCredentials(CREDENTIAL_TYPE));
}
