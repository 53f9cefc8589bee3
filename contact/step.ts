import type { Credential } from '../nodes/WoSignDoc/shared/credential';
import type { Proxy } from './connection/proxy';
import type { FirstContactRecord } from './firstContactRecord';
import type { Host } from './host';
import type { Terminal } from './terminal';

/** The context of every step. */
export interface Contact {
	readonly host: Host;
	readonly credential: Credential;
	readonly proxy: Proxy | undefined;
	readonly terminal: Terminal;
	readonly record: FirstContactRecord;
	/** Aborts at Ctrl-C and when the time is up. */
	readonly signal: AbortSignal;
}

/** A step of the first contact. It prints what it does, and records observations immediately. */
export interface Step {
	/** What the step does, for the user. */
	readonly title: string;
	/** Throws a `ContactError` if there is no point in continuing. */
	readonly run: (contact: Contact) => Promise<void>;
}
