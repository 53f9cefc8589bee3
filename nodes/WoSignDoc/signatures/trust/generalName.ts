import type { Asn1Value } from '../../protocol/certificate/asn1';
import { Asn1Error, contextTag, member, octets } from '../../protocol/certificate/asn1';
import type { DistinguishedName } from '../cms/certificate';
import { nameOf } from '../cms/certificate';

/** A name that a certificate is for, or a subtree of names (RFC 5280, 4.2.1.6, 4.2.1.10). */
export type GeneralName =
	| { readonly form: 'directory'; readonly rdns: readonly string[] }
	| { readonly form: 'mail' | 'dns' | 'uri'; readonly text: string }
	| { readonly form: 'ip'; readonly bytes: Buffer }
	/** By its tag; which names it includes is unknown. */
	| { readonly form: number };

/** Parses a GeneralName; throws an Asn1Error if it isn't one. */
export function generalName(value: Asn1Value): GeneralName {
	const tag = contextTag(value);
	switch (tag) {
		case undefined:
			throw new Asn1Error('not a general name');
		case 1:
			return { form: 'mail', text: textOf(value) };
		case 2:
			return { form: 'dns', text: textOf(value) };
		case 4:
			return directoryName(nameOf(member(value, 0)));
		case 6:
			return { form: 'uri', text: textOf(value) };
		case 7:
			return { form: 'ip', bytes: octets(value) };
		default:
			return { form: tag };
	}
}

/** A distinguished name as a general name. */
export function directoryName({ rdns }: DistinguishedName): GeneralName {
	return { form: 'directory', rdns };
}

/** Whether a name is in a subtree of its type; undefined if that is unknown. */
export function isWithin(name: GeneralName, subtree: GeneralName): boolean | undefined {
	if (name.form === 'directory' && subtree.form === 'directory')
		return subtree.rdns.every((rdn, index) => name.rdns[index] === rdn);
	if (name.form === 'mail' && subtree.form === 'mail') return isMailWithin(name.text, subtree.text);
	if (name.form === 'dns' && subtree.form === 'dns') return isDnsWithin(name.text, subtree.text);
	if (name.form === 'uri' && subtree.form === 'uri') return isUriWithin(name.text, subtree.text);
	if (name.form === 'ip' && subtree.form === 'ip')
		return isAddressWithin(name.bytes, subtree.bytes);
	return undefined;
}

function textOf(value: Asn1Value): string {
	return octets(value).toString('latin1');
}

function isMailWithin(mail: string, subtree: string): boolean | undefined {
	const at = mail.lastIndexOf('@');
	if (at < 0) return undefined;
	const host = mail.slice(at + 1);
	if (!subtree.includes('@')) return isHostWithin(host, subtree);
	const ofSubtree = subtree.lastIndexOf('@');
	return (
		mail.slice(0, at) === subtree.slice(0, ofSubtree) &&
		isHostWithin(host, subtree.slice(ofSubtree + 1))
	);
}

function isDnsWithin(name: string, subtree: string): boolean {
	if (subtree === '') return true;
	return isHostWithin(name, subtree) || isHostWithin(name, `.${subtree}`);
}

const URI_HOST = /^[a-z][a-z0-9+.-]*:\/\/(?:[^/?#@]*@)?([^/?#@:[\]]+)(?::\d*)?(?:[/?#]|$)/i;
const IPV4 = /^[\d.]+$/;

function isUriWithin(uri: string, subtree: string): boolean | undefined {
	const host = URI_HOST.exec(uri)?.[1];
	return host === undefined || IPV4.test(host) ? undefined : isHostWithin(host, subtree);
}

/** Whether a host is the one of a subtree, or below it if that begins with a dot. */
function isHostWithin(host: string, subtree: string): boolean {
	const [one, other] = [host.toLowerCase(), subtree.toLowerCase()];
	return other.startsWith('.') ? one.endsWith(other) : one === other;
}

/** A subtree of IP addresses is an address and a mask of the same length. */
function isAddressWithin(address: Buffer, subtree: Buffer): boolean | undefined {
	const { length } = address;
	if (![4, 16].includes(length) || ![8, 32].includes(subtree.length)) return undefined;
	if (subtree.length !== 2 * length) return false;
	return address.every((byte, index) => {
		const mask = subtree[length + index] ?? 0;
		return (byte & mask) === ((subtree[index] ?? 0) & mask);
	});
}
