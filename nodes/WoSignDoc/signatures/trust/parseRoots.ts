import { X509Certificate } from 'node:crypto';
import { pemCertificates, repairPem } from '../../protocol/certificate/pem';
import type { Certificate } from '../cms/certificate';
import { parseCertificate } from '../cms/certificate';

export type ParsedRoots =
	| { readonly kind: 'roots'; readonly roots: readonly Certificate[] }
	/** Why they can't be used, in words. */
	| { readonly kind: 'wrong'; readonly problem: string };

/** Parses the certificates in a PEM text. An empty text has none; any other text without one is an error. */
export function parseRoots(pem: string): ParsedRoots {
	const blocks = pemCertificates(repairPem(pem));
	if (blocks.length === 0 && pem.trim() !== '') {
		return { kind: 'wrong', problem: 'it contains no certificate' };
	}
	const roots: Certificate[] = [];
	for (const block of blocks) {
		const root = parse(block);
		if (!root) return { kind: 'wrong', problem: `certificate ${roots.length + 1} cannot be read` };
		roots.push(root);
	}
	return { kind: 'roots', roots };
}

function parse(pem: string): Certificate | undefined {
	try {
		return parseCertificate(Buffer.from(new X509Certificate(pem).raw));
	} catch {
		return undefined;
	}
}
