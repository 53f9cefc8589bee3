import type { Certificate } from '../cms/certificate';
import { KEY_USAGE } from '../cms/certificateExtensions';
import type { Evidence } from './evidence';
import { EvidenceReader } from './evidenceReader';
import { ALL_REASONS, reasonsToldFor } from './listScope';
import { isResponderFor, isResponseFor, NO_CHECK, speaksAs } from './ocspResponder';
import type { OcspResponse } from './ocspResponse';
import type { RevocationList } from './revocationList';
import type { Revocation, Statement } from './statements';
import { decide } from './statements';

/** A certificate's place in its path, and the time at which it is judged. */
export interface JudgedCertificate {
	readonly certificate: Certificate;
	readonly issuer: Certificate;
	/** The root that the path ends at. */
	readonly root: Certificate;
	readonly at: Date;
}

/** What the check needs from the rest of the verifier. */
export interface RevocationContext {
	readonly now: Date;
	readonly pace: { readonly step: () => Promise<void> };
	/** A path from the certificate of a CRL issuer to a trusted root, valid at that time. */
	readonly pathOf: (signer: Certificate, at: Date) => Promise<readonly Certificate[] | undefined>;
}

/** noRevAvail (RFC 9608), and ETSI's extension for short-lived certificates (EN 319 412-1, 5.2.2). */
const NOT_REVOKED = ['2.5.29.56', '0.4.0.194121.2.1'];

/**
 * Determines from the evidence in a document whether certificates were revoked, within the bounds on work; never
 * throws.
 */
export class RevocationCheck {
	private readonly reader: EvidenceReader;

	constructor(
		private readonly evidence: Evidence,
		private readonly context: RevocationContext,
	) {
		this.reader = new EvidenceReader(context.pace);
	}

	/** Whether the certificate had been revoked at that time. */
	async of(judged: JudgedCertificate): Promise<Revocation> {
		return await this.statusOf(judged, true);
	}

	/**
	 * @param goesOn whether the responders' and CRL issuers' own certificates are checked for revocation, too; the check
	 * goes no deeper than that
	 */
	private async statusOf(judged: JudgedCertificate, goesOn: boolean): Promise<Revocation> {
		const statements: Statement[] = [];
		const { lists, responses, isWhole } = this.evidence;
		for (const response of responses) {
			statements.push(...(await this.attempt(() => this.byResponse(response, judged, goesOn))));
		}
		for (const list of lists) {
			statements.push(...(await this.attempt(() => this.byList(list, judged, goesOn))));
		}
		const { certificate } = judged;
		const isExempt = !certificate.isAuthority && hasExtension(certificate, NOT_REVOKED);
		const { now } = this.context;
		const isAll = isWhole && this.reader.hasRoom;
		return decide(statements, judged, { now, isExempt, isAll });
	}

	private async attempt(work: () => Promise<Statement[]>): Promise<Statement[]> {
		await this.context.pace.step();
		try {
			return await work();
		} catch {
			// Evidence that can't be read proves nothing.
			return [];
		}
	}

	private async byResponse(
		response: OcspResponse,
		judged: JudgedCertificate,
		goesOn: boolean,
	): Promise<Statement[]> {
		const { certificate, issuer } = judged;
		const single = response.responses.filter((one) => isResponseFor(one, certificate, issuer));
		if (single.length === 0) return [];
		const credit = await this.creditOf(response, judged, goesOn);
		return single.flatMap(({ status, thisUpdate, nextUpdate, keepsEndedSince }): Statement[] => {
			const told = {
				source: 'ocsp',
				issued: thisUpdate,
				until: nextUpdate,
				keepsEndedSince,
				reasons: ALL_REASONS,
			} as const;
			if (status === undefined || credit === 'none') return [];
			// A revocation after that time also shows that the certificate was good.
			const isGoodNews = status === 'good' || status.since > judged.at;
			if (credit === 'revoked' && isGoodNews) return [];
			return [{ ...told, revoked: status === 'good' ? undefined : status }];
		});
	}

	/**
	 * `revoked`: the responder's own certificate may have been revoked, so its statement that a certificate is good
	 * doesn't count.
	 */
	private async creditOf(
		response: OcspResponse,
		{ issuer, root, at }: JudgedCertificate,
		goesOn: boolean,
	): Promise<'full' | 'revoked' | 'none'> {
		if (speaksAs(response, issuer) && this.reader.isSigned(response, issuer)) return 'full';
		for (const responder of [...response.certificates, ...this.evidence.certificates]) {
			if (!isResponderFor(responder, response, { issuer, at })) continue;
			if (!this.reader.isSigned(responder, issuer) || !this.reader.isSigned(response, responder))
				continue;
			if (hasExtension(responder, [NO_CHECK])) return 'full';
			if (!goesOn) return 'revoked';
			const own = await this.statusOf({ certificate: responder, issuer, root, at }, false);
			if (own.status === 'revoked') continue;
			return own.status === 'unknown' ? 'revoked' : 'full';
		}
		return 'none';
	}

	private async byList(
		list: RevocationList,
		judged: JudgedCertificate,
		goesOn: boolean,
	): Promise<Statement[]> {
		const { certificate } = judged;
		const { scope, thisUpdate, nextUpdate, keepsEndedSince, hasUnknown, isDelta } = list;
		if (list.issuer !== certificate.issuer.comparable || scope.isIndirect) return [];
		if (!(await this.isIssuedRightly(list, judged, goesOn))) return [];
		const entry = await this.reader.entryIn(list, certificate.serial);
		if (entry === 'unread') return [];
		const isGoodNews = !entry || entry.since > judged.at;
		if (isGoodNews && (hasUnknown || isDelta)) return [];
		return [
			{
				source: 'crl',
				issued: thisUpdate,
				until: nextUpdate,
				keepsEndedSince,
				revoked: entry,
				reasons: isGoodNews ? reasonsToldFor(scope, certificate) : 0,
			},
		];
	}

	/**
	 * Whether the list is signed by the certificate's issuer, or by another key of the same name that leads to the same
	 * root.
	 */
	private async isIssuedRightly(
		list: RevocationList,
		{ issuer, root, at }: JudgedCertificate,
		goesOn: boolean,
	): Promise<boolean> {
		if (mayList(issuer) && this.reader.isSigned(list, issuer)) return true;
		if (!goesOn) return false;
		for (const signer of this.evidence.certificates) {
			if (signer.subject.comparable !== list.issuer || !this.reader.isSigned(list, signer))
				continue;
			const path = await this.context.pathOf(signer, at);
			const [, above] = path ?? [];
			if (!path?.at(-1)?.der.equals(root.der)) continue;
			const own = above && { certificate: signer, issuer: above, root, at };
			if (!own || (await this.statusOf(own, false)).status !== 'revoked') return true;
		}
		return false;
	}
}

function hasExtension({ extensions }: Certificate, identifiers: readonly string[]): boolean {
	return identifiers.some((identifier) => extensions.has(identifier));
}

function mayList({ keyUsage }: Certificate): boolean {
	return keyUsage === undefined || (keyUsage & KEY_USAGE.cRLSign) !== 0;
}
