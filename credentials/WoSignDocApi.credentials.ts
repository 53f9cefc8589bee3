import type {
	IAuthenticate,
	ICredentialDataDecryptedObject,
	ICredentialType,
	IHttpRequestOptions,
	INodeProperties,
} from 'n8n-workflow';
import { clientTlsOptions, parseCredential } from '../nodes/WoSignDoc/shared/credential';

/** Separate, because n8n's scanner considers any field with "certificate" in its name a secret. */
const certificateFormat: INodeProperties = {
	displayName: 'Certificate Format',
	name: 'certificateFormat',
	type: 'options',
	options: [
		{ name: 'PEM (Certificate and Key as Text)', value: 'pem' },
		{ name: 'PFX (One File, Also Called P12)', value: 'pfx' },
	],
	default: 'pem',
	description: 'How you have the client certificate that WoSign knows',
};

/** Separate, because n8n's linter doesn't know that a PFX file, which is masked, contains a private key. */
const pfx: INodeProperties = {
	displayName: 'PFX',
	name: 'pfx',
	type: 'string',
	typeOptions: { password: true, rows: 4 },
	default: '',
	required: true,
	description:
		'The PFX file as base64 text. On Linux: <code>base64 -w0 client.pfx</code>; in PowerShell: <code>[Convert]::ToBase64String([IO.File]::ReadAllBytes("$PWD\\client.pfx"))</code>.',
	displayOptions: { show: { certificateFormat: ['pfx'] } },
};

/** Public certificates, so they aren't masked. */
const trustedRoots: INodeProperties = {
	displayName: 'Trusted Roots',
	name: 'trustedRoots',
	type: 'string',
	typeOptions: { rows: 4 },
	default: '',
	placeholder: 'e.g. -----BEGIN CERTIFICATE-----',
	description:
		'Only to check who signed a document: the root certificates that you trust, in PEM form, one below the other; none are built in. Missing line breaks are restored.',
};

export class WoSignDocApi implements ICredentialType {
	name = 'woSignDocApi';

	displayName = 'WoSignDoc API';

	icon = {
		light: 'file:../nodes/WoSignDoc/wosigndoc.svg',
		dark: 'file:../nodes/WoSignDoc/wosigndoc.dark.svg',
	} as const;

	documentationUrl = 'https://github.com/n8n-nodes-wosigndoc/n8n-nodes-wosigndoc#credentials';

	properties: INodeProperties[] = [
		{
			displayName: 'Environment',
			name: 'environment',
			type: 'options',
			options: [
				{
					name: 'Production',
					value: 'production',
					description: 'The live platform, docapi.wosign.com: orders are real and cost money',
				},
				{
					name: 'Test',
					value: 'test',
					description: 'The vendor’s test platform, docapitest.wosign.com',
				},
				{
					name: 'Custom',
					value: 'custom',
					description: 'Another address, such as a gateway of your own or the sandbox',
				},
			],
			default: 'production',
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. https://wosigndoc.example.com',
			displayOptions: { show: { environment: ['custom'] } },
		},
		{
			displayName: 'TokenID',
			name: 'tokenId',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description: 'The token that WoSign issued to you for the API',
		},
		certificateFormat,
		{
			displayName: 'Certificate',
			name: 'certificate',
			type: 'string',
			typeOptions: { password: true, rows: 4 },
			default: '',
			required: true,
			placeholder: 'e.g. -----BEGIN CERTIFICATE-----',
			description:
				'The client certificate in PEM form, intermediate certificates below it. Missing line breaks are restored.',
			displayOptions: { show: { certificateFormat: ['pem'] } },
		},
		{
			displayName: 'Private Key',
			name: 'privateKey',
			type: 'string',
			typeOptions: { password: true, rows: 4 },
			default: '',
			required: true,
			placeholder: 'e.g. -----BEGIN PRIVATE KEY-----',
			description: "The key of the 'Certificate' in PEM form. Missing line breaks are restored.",
			displayOptions: { show: { certificateFormat: ['pem'] } },
		},
		pfx,
		{
			displayName: 'Passphrase',
			name: 'passphrase',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description: "The passphrase of the 'Private Key' or of the 'PFX', if it has one",
		},
		{
			displayName: 'CA Certificate',
			name: 'caCertificate',
			type: 'string',
			typeOptions: { password: true, rows: 4 },
			default: '',
			placeholder: 'e.g. -----BEGIN CERTIFICATE-----',
			description:
				'Only for a private gateway or the sandbox: the certificate authority to trust, in PEM form. The server’s certificate is always verified.',
			displayOptions: { show: { environment: ['custom'] } },
		},
		{
			displayName: 'Callback Token',
			name: 'callbackToken',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description:
				'Only for the trigger: a secret of your own that the callback URL must carry as <code>?token=…</code>, such as the output of <code>openssl rand -hex 32</code>',
		},
		trustedRoots,
	];

	/** Adds the client certificate to a request; the TokenID is sent in the body. */
	authenticate: IAuthenticate = async (
		credentials: ICredentialDataDecryptedObject,
		requestOptions: IHttpRequestOptions,
	) => ({
		...requestOptions,
		agentOptions: clientTlsOptions(parseCredential(credentials)),
	});
}
