import type { ProtocolErrorCode } from '../../nodes/WoSignDoc/protocol/errors';

/** The meaning of one of the node's own error codes. */
interface ErrorText {
	readonly meaning: string;
	/** Whether the platform may have the order anyway. */
	readonly orderExists: 'no' | 'perhaps' | 'with -46 and -47' | '–';
	readonly remedy: string;
}

/** The node's own error codes. Used only for `docs/REFERENCE.md`. */
export const ERROR_TEXTS = {
	invalidParameters: {
		meaning: 'Parameters of the node are invalid. `problems` lists all problems.',
		orderExists: 'no',
		remedy:
			'Correct the named fields. For orders, the operation Check reports the same problems without sending the order.',
	},
	invalidCredential: {
		meaning: 'The credential is incomplete, or its certificate and key can’t be used.',
		orderExists: 'no',
		remedy: 'Open the credential, correct the named field, and test it.',
	},
	notAcknowledged: {
		meaning: 'Push: Acknowledge could not pass its response to n8n.',
		orderExists: '–',
		remedy: 'WoSignDoc retries. If it happens every time, check n8n’s log.',
	},
	notRecorded: {
		meaning:
			'n8n’s database could not be reached: a push did not pass Push: Skip Processed, or was not marked as processed.',
		orderExists: '–',
		remedy: 'Make sure that n8n can reach its database. WoSignDoc retries.',
	},
	stillProcessing: {
		meaning:
			'In Push: Skip Processed, another execution has claimed the push and not marked it as processed yet.',
		orderExists: '–',
		remedy:
			'None: WoSignDoc retries. If the other execution failed, a retry passes after Longest Run.',
	},
	nothingMarked: {
		meaning:
			'Push: Mark Processed or Push: Acknowledge could not determine which push to mark: no push passed Push: Skip Processed earlier in this execution, it failed there, or a node in between doesn’t pair its items.',
		orderExists: '–',
		remedy: 'See the error’s description.',
	},
	clientCertificateUnsupported: {
		meaning:
			'This n8n does not send the client certificate: it is too old, or drops it behind an outgoing proxy.',
		orderExists: 'no',
		remedy:
			'Update n8n to 2.20 or newer. Behind an outgoing proxy, update it to 2.36 or newer, or exempt the host with NO_PROXY.',
	},
	fileChanged: {
		meaning: 'When a stored file was read, its length differed from what n8n had recorded.',
		orderExists: 'no',
		remedy: 'Run the workflow again.',
	},
	requestNotSent: {
		meaning: 'No secure connection was established, or it ended before the whole order was sent.',
		orderExists: 'no',
		remedy: 'The description names the cause. Send it again with the same order number.',
	},
	outcomeUnknown: {
		meaning: 'The whole order was sent, but there was no response.',
		orderExists: 'perhaps',
		remedy:
			'Send it again with the same order number: the platform returns -46 or -47 if it has the order.',
	},
	redirected: {
		meaning: 'The server responded with a redirect, which is not followed.',
		orderExists: 'no',
		remedy: 'Correct the credential’s Base URL.',
	},
	unreadableResponse: {
		meaning:
			'The response is not WoSignDoc’s, but that of a proxy, a login page, or another server.',
		orderExists: 'perhaps',
		remedy: 'The message names what responded; see the table of failures below for what to do.',
	},
	orderRefused: {
		meaning: 'The platform rejected the order. Its own code is shown instead of this one.',
		orderExists: 'with -46 and -47',
		remedy: 'See the platform’s codes.',
	},
} satisfies Record<ProtocolErrorCode, ErrorText>;
