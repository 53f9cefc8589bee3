import type { ProtocolErrorCode } from '../../nodes/WoSignDoc/protocol/errors';

/** What one of our own error codes means, for the reference. */
interface ErrorText {
	readonly meaning: string;
	/** Whether the platform may have the order all the same. */
	readonly orderExists: 'no' | 'perhaps' | 'with -46 and -47' | '–';
	readonly remedy: string;
}

/** Our own error codes, for `docs/REFERENCE.md`; nothing that runs reads this. */
export const ERROR_TEXTS = {
	invalidParameters: {
		meaning: 'Parameters of the node are wrong. `problems` lists everything that is wrong.',
		orderExists: 'no',
		remedy:
			'Correct the fields named. Of an order, the operation Check reports the same without sending it.',
	},
	invalidCredential: {
		meaning: 'The credential is incomplete, or its certificate and key cannot be used.',
		orderExists: 'no',
		remedy: 'Open the credential, correct the field named, and test it.',
	},
	notAcknowledged: {
		meaning: 'Push: Acknowledge could not hand its answer to n8n.',
		orderExists: '–',
		remedy: 'WoSignDoc pushes again. If it happens each time, look at n8n’s log.',
	},
	notRecorded: {
		meaning:
			'n8n’s database could not be reached: a push did not pass Push: Skip Processed, or was not marked as processed.',
		orderExists: '–',
		remedy: 'Make sure that n8n’s database can be reached. WoSignDoc retries.',
	},
	stillProcessing: {
		meaning:
			'Push: Skip Processed met a push that another execution has claimed and not marked as processed yet.',
		orderExists: '–',
		remedy:
			'None: WoSignDoc retries. If the other execution failed, the push passes again after Longest Run.',
	},
	nothingMarked: {
		meaning:
			'Push: Mark Processed or Push: Acknowledge could not tell which push to mark: none passed Push: Skip Processed before in this execution, it failed there, or a node in between does not pair its items.',
		orderExists: '–',
		remedy: 'See the error’s description.',
	},
	clientCertificateUnsupported: {
		meaning:
			'This n8n does not send the client certificate: it is too old, or drops it behind an outgoing proxy.',
		orderExists: 'no',
		remedy:
			'Update n8n to 2.20 or newer; behind an outgoing proxy to 2.36 or newer, or exempt the host with NO_PROXY.',
	},
	fileChanged: {
		meaning: 'A stored file was not as long as n8n had recorded when it was read.',
		orderExists: 'no',
		remedy: 'Run the workflow again.',
	},
	requestNotSent: {
		meaning:
			'No secure connection stood, or it ended before the whole order had been handed to it.',
		orderExists: 'no',
		remedy: 'The description names the cause. Send it again with the same order number.',
	},
	outcomeUnknown: {
		meaning: 'The whole order was handed over, but no answer came.',
		orderExists: 'perhaps',
		remedy:
			'Send it again with the same order number: the platform answers -46 or -47 if it has the order.',
	},
	redirected: {
		meaning: 'The address answered with a redirect, which is not followed.',
		orderExists: 'no',
		remedy: 'Correct the credential’s Base URL.',
	},
	unreadableResponse: {
		meaning:
			'Something answered, but not as WoSignDoc does: a proxy, a login page, another server.',
		orderExists: 'perhaps',
		remedy: 'The message names what answered; the table of failures below tells what to do.',
	},
	orderRefused: {
		meaning: 'The platform refused the order. Its own code stands in place of this one.',
		orderExists: 'with -46 and -47',
		remedy: 'See the platform’s codes.',
	},
} satisfies Record<ProtocolErrorCode, ErrorText>;
