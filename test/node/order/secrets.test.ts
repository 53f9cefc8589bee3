import type {
	IBinaryKeyData,
	ICredentialDataDecryptedObject,
	IDataObject,
	INodeParameters,
} from 'n8n-workflow';
import { createPrivateKey, randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import type { Sandbox } from '../../../sandbox';
import { startSandbox } from '../../../sandbox';
import { startBinaryStorage, storedFile } from '../support/binaryStorage';
import { errorItemOf, failureOf } from '../support/orderFailure';
import { binaryOf, FILES, inlineBinaryOf, orderParameters } from '../support/orders';
import { credentialFile, credentialFor, pfxCredentialFor } from '../support/sandboxCredential';
import { textsIn } from '../support/textsIn';

const PASSPHRASE = 'correct horse battery staple';
const PASSWORD = 'open sesame';
const ID_NUMBER = '212125666868686888';

let sandbox: Sandbox;
let secrets: Record<string, string>;
let lockedKey: string;
beforeAll(async () => {
	await startBinaryStorage('filesystem');
	sandbox = await startSandbox({ autoSign: false });
	const { tokenId, credential } = sandbox;
	lockedKey = createPrivateKey(credential.privateKey)
		.export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'another' })
		.toString();
	secrets = {
		'the token': tokenId,
		'the callback token': 'callback-token',
		'the private key': innerLine(credential.privateKey),
		'the encrypted private key': innerLine(lockedKey),
		'the PFX': credential.pfx.slice(200, 260),
		'the passphrase': PASSPHRASE,
		'the document’s password': PASSWORD,
		'the identity card number': ID_NUMBER,
		'the document': FILES.contract.bytes.toString('base64').slice(0, 60),
		'the document’s bytes': FILES.contract.bytes.subarray(20, 60).toString('latin1'),
		'the picture': FILES.license.bytes.toString('base64').slice(0, 60),
	};
});
afterAll(async () => await sandbox.stop());

/** The secrets are in the item; the node's parameters, which n8n stores with an error, only refer to them. */
const parameters: INodeParameters = {
	...orderParameters('json', {
		orderNumber: '={{ $json.orderNumber }}',
		options: { password: '={{ $json.password }}' },
	}),
	signersJson: '={{ $json.signers }}',
};

function jsonWith(signer: IDataObject = {}): IDataObject {
	return {
		orderNumber: randomUUID(),
		password: PASSWORD,
		signers: [
			{
				signType: '2',
				userName: '张三',
				userNo: ID_NUMBER,
				pic: FILES.license.bytes.toString('base64'),
				otherpicBinary: 'material',
				signlist: [{ pagenumber: 1, position: '0.1,0.1,0.2,0.2' }],
				...signer,
			},
		],
	};
}

interface Situation {
	credential?: ICredentialDataDecryptedObject;
	json?: IDataObject;
	binary?: IBinaryKeyData;
}

const situations: ReadonlyArray<[string, () => Situation | Promise<Situation>]> = [
	[
		'the platform refuses',
		() => {
			sandbox.failNextRequest(-50);
			sandbox.failNextRequest(-50);
			return {};
		},
	],
	[
		'the answer is a page',
		() => {
			sandbox.failNextRequest('http500');
			sandbox.failNextRequest('html');
			return {};
		},
	],
	[
		'the connection breaks',
		() => {
			sandbox.failNextRequest('reset');
			sandbox.failNextRequest('reset');
			return {};
		},
	],
	[
		'a connection that carries stored files breaks',
		async () => {
			sandbox.failNextRequest('reset');
			sandbox.failNextRequest('reset');
			return { binary: await binaryOf() };
		},
	],
	['nothing listens', () => ({ credential: { baseUrl: 'https://127.0.0.1:1' } })],
	['the server is not trusted', () => ({ credential: { caCertificate: '' } })],
	['the certificate is refused', () => ({ credential: stranger() })],
	[
		'the key’s passphrase is wrong',
		() => ({ credential: { privateKey: lockedKey, passphrase: PASSPHRASE } }),
	],
	[
		'the key is cut',
		() => ({ credential: { privateKey: sandbox.credential.privateKey.slice(0, 900) } }),
	],
	[
		'the key is in the certificate’s field',
		() => ({ credential: { certificate: sandbox.credential.privateKey } }),
	],
	[
		'the PFX’s passphrase is wrong',
		() => ({ credential: pfxCredentialFor(sandbox, { passphrase: PASSPHRASE }) }),
	],
	[
		'the PFX is cut',
		() => ({
			credential: pfxCredentialFor(sandbox, { pfx: sandbox.credential.pfx.slice(0, 1_000) }),
		}),
	],
	['a credential’s field is empty', () => ({ credential: { baseUrl: '' } })],
	['a field is misspelled', () => ({ json: jsonWith({ userno: ID_NUMBER }) })],
	['a number is wrong', () => ({ json: jsonWith({ userNo: [ID_NUMBER] }) })],
	[
		'a picture is not base64',
		() => ({ json: jsonWith({ pic: `${FILES.license.bytes.toString('base64')}*` }) }),
	],
	[
		'the signers are no JSON',
		() => ({ json: { ...jsonWith(), signers: JSON.stringify(jsonWith()).slice(0, -1) } }),
	],
	['a binary field is missing', () => ({ binary: {} })],
	['a stored file is gone', lostFile],
];

describe('an error reveals no secret', () => {
	it.each(situations)('when %s', async (_, arrange) => {
		const { credential, json = jsonWith(), binary = inlineBinaryOf() } = await arrange();
		const callbackToken = secrets['the callback token'];
		const options = {
			credential: credentialFor(sandbox, {
				callbackToken: callbackToken ?? '',
				passphrase: PASSPHRASE,
				...credential,
			}),
			node: { parameters },
			items: [{ json, binary }],
		};
		const texts = textsIn(await failureOf(options)) + textsIn(await errorItemOf(options));
		const told = Object.keys(secrets).filter((name) => texts.includes(secrets[name] ?? name));
		expect(told).toEqual([]);
	});

	it('and a secret would be found wherever it were', () => {
		const hidden = Object.defineProperty(new Error('x'), 'config', {
			value: { data: Buffer.from(`{"tokenid":"${sandbox.tokenId}"}`) },
		});
		expect(textsIn(new Error('x', { cause: hidden }))).toContain(sandbox.tokenId);
	});
});

function innerLine(pem: string): string {
	return pem.split('\n')[5] ?? '';
}

function stranger(): ICredentialDataDecryptedObject {
	return {
		certificate: credentialFile(sandbox, 'strangerCertificate'),
		privateKey: credentialFile(sandbox, 'strangerKey'),
	};
}

async function lostFile(): Promise<Situation> {
	const binary = await binaryOf();
	const path = storedFile(binary['contract']?.id ?? '');
	rmSync(path);
	rmSync(`${path}.metadata`);
	return { binary };
}
