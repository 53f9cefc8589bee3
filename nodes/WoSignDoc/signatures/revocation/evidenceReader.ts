import { SIGNATURE_BOUNDS } from '../bounds';
import type { Certificate } from '../cms/certificate';
import type { SignedObject } from '../cms/signedObject';
import { isSignedWith } from '../cms/signedObject';
import { entryFor } from './revocationList';
import type { ListEntry, RevocationList } from './revocationList';

/** What a list says about a certificate; `unread` if finding out would be too much work. */
type Entry = ListEntry | 'unread' | undefined;

/** Reads a document's revocation evidence, each item once, within the bounds on work for all of it. */
export class EvidenceReader {
	private checksLeft: number = SIGNATURE_BOUNDS.evidenceChecks;
	private workLeft: number = SIGNATURE_BOUNDS.evidenceWork;
	private readonly entries = new WeakMap<RevocationList, Map<string, Entry>>();
	private readonly signed = new WeakMap<SignedObject, Map<string, boolean>>();

	constructor(private readonly pace: { readonly step: () => Promise<void> }) {}

	/** Whether nothing was skipped so far. */
	get hasRoom(): boolean {
		return this.checksLeft > 0 && this.workLeft > 0;
	}

	/** The list's entry for a certificate. */
	async entryIn(list: RevocationList, serial: string): Promise<Entry> {
		const found = this.entries.get(list) ?? new Map<string, Entry>();
		this.entries.set(list, found);
		if (!found.has(serial)) {
			this.workLeft -= list.entries.length;
			const isRead = this.workLeft >= 0;
			found.set(serial, isRead ? await entryFor(list, serial, this.pace) : 'unread');
		}
		return found.get(serial);
	}

	/** Whether the object is signed with the certificate's key; false if finding out would be too much work. */
	isSigned(object: SignedObject, { publicKey }: Certificate): boolean {
		const key = publicKey.der.toString('latin1');
		const known = this.signed.get(object) ?? new Map<string, boolean>();
		this.signed.set(object, known);
		const before = known.get(key);
		if (before !== undefined) return before;
		this.checksLeft--;
		this.workLeft -= object.toBeSigned.length;
		const isSigned = this.checksLeft >= 0 && this.workLeft >= 0 && isSignedWith(publicKey, object);
		known.set(key, isSigned);
		return isSigned;
	}
}
