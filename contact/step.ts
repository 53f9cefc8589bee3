import type { Credential } from '../nodes/WoSignDoc/shared/credential';
import type { Proxy } from './connection/proxy';
import type { FirstContactRecord } from './firstContactRecord';
import type { Host } from './host';
import type { Terminal } from './terminal';

/** What every step works with. */
export interface Contact {
	readonly host: Host;
	readonly credential: Credential;
	readonly proxy: Proxy | undefined;
	readonly terminal: Terminal;
	readonly record: FirstContactRecord;
	/** Aborts at Ctrl-C and when the time is up. */
	readonly signal: AbortSignal;
}

/** A part of the first contact. It says what it does, and notes what it sees as soon as it sees it. */
export interface Step {
	/** What is done, for the person. */
	readonly title: string;
	/** Throws a `ContactError` where going on makes no sense. */
	readonly run: (contact: Contact) => Promise<void>;
}
