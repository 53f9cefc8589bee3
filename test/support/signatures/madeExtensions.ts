import { createHash } from 'node:crypto';
import { context, integer, octetString, oid, sequence, tagged } from './der';
import type { MadeExtension, Party } from './madeCertificates';
import { distinguishedName } from './certificate';

/** A name or a subtree of names: `DN:C=CN,O=X`, `mail:a@b`, `dns:b`, `uri:http://b`, `ip:01020304` or `other:`. */
export type MadeName = string;

const TAGS: Readonly<Record<string, number>> = { mail: 0x81, dns: 0x82, uri: 0x86, ip: 0x87 };

function generalName(name: MadeName): Buffer {
	const colon = name.indexOf(':');
	const [form, text] = [name.slice(0, colon), name.slice(colon + 1)];
	if (form === 'DN') return context(4, distinguishedName(text));
	if (form === 'other') return context(0, oid('1.2.3.4'), context(0, octetString(Buffer.of(1))));
	return tagged(TAGS[form] ?? 0, Buffer.from(text, form === 'ip' ? 'hex' : 'latin1'));
}

/** The names that a certificate has besides its subject. */
export function alternativeNames(names: readonly MadeName[]): MadeExtension {
	return ['2.5.29.17', sequence(...names.map(generalName))];
}

/** The names that an authority may and may not certify. */
export function nameConstraints(
	permitted: readonly MadeName[],
	excluded: readonly MadeName[],
): MadeExtension {
	const subtrees = (tag: number, names: readonly MadeName[]) =>
		names.length > 0 ? [context(tag, ...names.map((name) => sequence(generalName(name))))] : [];
	return ['2.5.29.30', sequence(...subtrees(0, permitted), ...subtrees(1, excluded)), true];
}

/** Policies by their identifiers. */
export function policies(identifiers: readonly string[]): MadeExtension {
	return ['2.5.29.32', sequence(...identifiers.map((one) => sequence(oid(one))))];
}

/** Pairs of a policy of the issuer and one of the subject that stands for it. */
export function policyMappings(pairs: readonly (readonly [string, string])[]): MadeExtension {
	return [
		'2.5.29.33',
		sequence(...pairs.map(([one, other]) => sequence(oid(one), oid(other)))),
		true,
	];
}

/** After how many certificates a policy is needed, and after how many no mapping counts. */
export function policyConstraints(explicit?: number, mapping?: number): MadeExtension {
	const skip = (tag: number, count?: number) =>
		count === undefined ? [] : [tagged(0x80 + tag, Buffer.of(count))];
	return ['2.5.29.36', sequence(...skip(0, explicit), ...skip(1, mapping)), true];
}

/** After how many certificates anyPolicy does not count. */
export function inhibitAnyPolicy(skip: number): MadeExtension {
	return ['2.5.29.54', integer(skip), true];
}

/** Which key the certificate is for, and which it is signed with. */
export function keyIdentifiers(subject: Party, issuer: Party): MadeExtension[] {
	return [
		['2.5.29.14', octetString(keyIdentifier(subject))],
		['2.5.29.35', sequence(tagged(0x80, keyIdentifier(issuer)))],
	];
}

function keyIdentifier({ publicKey }: Party): Buffer {
	return createHash('sha1')
		.update(publicKey.export({ format: 'der', type: 'spki' }))
		.digest();
}

/** What the certificate, or those of an authority, may be used for. */
export function extendedKeyUsage(usages: readonly string[]): MadeExtension {
	return ['2.5.29.37', sequence(...usages.map(oid))];
}
