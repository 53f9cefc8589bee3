import type { INodeProperties } from 'n8n-workflow';
import { changesBetweenSignatures } from '../shared/changesBetweenSignatures';

/** The bounds of the number options. */
export const OPTION_BOUNDS = {
	idleTimeout: { minValue: 1, maxValue: 3_600 },
	longestRun: { minValue: 0.5, maxValue: 10_080 },
	maxBodySize: { minValue: 1, maxValue: 10_240 },
	repeatRejectedAfter: { minValue: 0, maxValue: 8_760 },
} as const;

/** The trigger's Additional Options. */
export const triggerOptions: INodeProperties[] = [
	{
		displayName: 'Accept Unauthenticated Pushes',
		name: 'acceptUnauthenticatedPushes',
		type: 'boolean',
		default: false,
		description:
			"Whether to accept pushes from anyone who knows the URL. When off, the workflow can only be published with a 'Callback Token' in the credential, or with 'Require Signature' set to 'Trusted'.",
	},
	{
		displayName: 'Allowed IPs',
		name: 'allowedIps',
		type: 'string',
		default: '',
		placeholder: 'e.g. 203.0.113.7, 198.51.100.0/24, 2001:db8::/32',
		description:
			'Addresses and CIDR ranges that may push, separated by commas; others get HTTP 403. Behind a proxy, set <code>N8N_PROXY_HOPS</code> so that n8n sees the real address.',
	},
	{
		displayName: 'Allowed Signers',
		name: 'allowedSigners',
		type: 'string',
		typeOptions: { rows: 3 },
		default: '',
		placeholder: 'e.g. Example Technology Co., Ltd.',
		description:
			"Names of those who may have signed the document, or issued the certificates, one a line or separated by commas; only with 'Require Signature'. Names prove something only with 'Trusted': anyone can make a certificate in any name.",
	},
	{
		...changesBetweenSignatures,
		description: `${changesBetweenSignatures.description}. Only with 'Require Signature'.`,
	},
	{
		displayName: 'Evidence File',
		name: 'evidenceFile',
		type: 'boolean',
		default: false,
		description:
			'Whether to verify the signatures and record the verdict in two binary fields: <code>evidence</code>, a JSON file that anyone can check, and <code>evidencePdf</code>, a PDF to read. This alone never rejects a push.',
	},
	{
		displayName: 'Expected Orders',
		name: 'expectedOrders',
		type: 'string',
		default: '',
		placeholder: 'e.g. /^HR-\\d+$/',
		description:
			'Order numbers separated by commas or lines, or a regular expression between slashes. A push of any other order gets HTTP 403 and leaves nothing behind.',
	},
	{
		displayName: 'Idle Timeout (Seconds)',
		name: 'idleTimeout',
		type: 'number',
		typeOptions: OPTION_BOUNDS.idleTimeout,
		default: 60,
		description:
			'How long a sender may be silent before it is cut off. One that sends less than 4 KB a second on average is cut off, too.',
	},
	{
		displayName: 'Keep Rejected Document',
		name: 'keepRejectedDocument',
		type: 'boolean',
		default: false,
		description:
			'Whether to store the document of a rejected push in the binary field <code>rejected</code>, as far as it came. It is not verified: never take it for a signed one.',
	},
	{
		displayName: 'Longest Run (Minutes)',
		name: 'longestRun',
		type: 'number',
		typeOptions: OPTION_BOUNDS.longestRun,
		default: 15,
		description:
			'How long the workflow may go on after WoSignDoc has hung up without an answer. Until then the same push gets HTTP 409; then it starts the workflow again, for n8n may have lost the run.',
	},
	{
		displayName: 'Max Body Size (Megabytes)',
		name: 'maxBodySize',
		type: 'number',
		typeOptions: OPTION_BOUNDS.maxBodySize,
		default: 512,
		description:
			'How large one push may be, with its document as base64, a third more than the file. A larger one gets HTTP 413.',
	},
	{
		displayName: 'Repeat Rejected After (Hours)',
		name: 'repeatRejectedAfter',
		type: 'number',
		typeOptions: OPTION_BOUNDS.repeatRejectedAfter,
		default: 24,
		description:
			'How long repeats of the same bad push don’t start the workflow again. They are still refused, logged, and counted in the next item on Rejected.',
	},
	{
		displayName: 'Require Revocation Information',
		name: 'requireRevocation',
		type: 'boolean',
		default: false,
		description:
			"Whether to trust only signatures whose document proves, by OCSP responses or revocation lists, that no certificate up to the root was revoked. Only with 'Require Signature' set to 'Trusted'.",
	},
	{
		displayName: 'Require Signature',
		name: 'requireSignature',
		type: 'options',
		options: [
			{
				name: 'No',
				value: 'no',
				description: 'Signatures in the document aren’t checked',
			},
			{
				name: 'Intact',
				value: 'intact',
				description: 'Signed, every signature is valid, and the document was not changed since',
			},
			{
				name: 'Trusted',
				value: 'trusted',
				description:
					"Intact, and the signers’ certificates lead to the credential’s 'Trusted Roots'",
			},
		],
		default: 'no',
		description:
			'What the signatures in the document must be. A push that fails it comes out on Rejected and is not answered 1.',
	},
];
