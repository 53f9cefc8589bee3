import { randomUUID } from 'node:crypto';
import https from 'node:https';
import type { Sandbox } from '../../../sandbox';

/** What a caller has to know of a sandbox. */
export interface Addressee {
	url: string;
	credential: Pick<Sandbox['credential'], 'certificate' | 'privateKey' | 'caCertificate'>;
}

/** A caller's TLS identity; empty for none. */
export interface CallerIdentity {
	cert?: string | Buffer;
	key?: string | Buffer;
	pfx?: Buffer;
	passphrase?: string;
}

export interface CallOptions {
	identity?: CallerIdentity;
	contentType?: string;
	method?: string;
	path?: string;
}

export interface CallResult {
	status: number | undefined;
	text: string;
	location: string | undefined;
}

/** Sends bytes to the sandbox, with the right certificate unless told otherwise. */
export async function call(
	{ url, credential }: Addressee,
	body: string | Buffer,
	options: CallOptions = {},
): Promise<CallResult> {
	const { contentType = 'application/json; charset=utf-8', method = 'POST', path = '/' } = options;
	const identity = options.identity ?? { cert: credential.certificate, key: credential.privateKey };
	return await new Promise((resolve, reject) => {
		const request = https.request(
			new URL(path, url),
			{
				method,
				agent: false,
				ca: credential.caCertificate,
				...identity,
				headers: { 'content-type': contentType, 'content-length': Buffer.byteLength(body) },
			},
			(response) => {
				let text = '';
				response.setEncoding('utf8').on('data', (part: string) => (text += part));
				response.on('error', reject).on('end', () => {
					resolve({ status: response.statusCode, text, location: response.headers.location });
				});
			},
		);
		request.on('error', reject).end(body);
	});
}

/** Sends an order as JSON and decodes the answer. */
export async function order(
	sandbox: Addressee,
	fields: object,
	options?: CallOptions,
): Promise<{ status: number; errorcode: number; signid: string; ordernumber: string }> {
	const { text } = await call(sandbox, JSON.stringify(fields), options);
	return JSON.parse(text) as Awaited<ReturnType<typeof order>>;
}

const material = Buffer.from('material').toString('base64');
const signlist = [{ pagenumber: 1, position: '0.30,0.57,0.46,0.69' }];

export const organisation = {
	signType: '1',
	orgName: '深圳示例科技有限公司',
	orgNo: '91440300MA5EXAMPLA',
	pic: material,
	otherpic: material,
	signlist,
};

export const person = {
	signType: '2',
	userName: '张三',
	userNo: '212125666868686888',
	pic: material,
	otherpic: material,
	signlist,
};

/** A right order for a document, with a number of its own, and changes to it. */
export function orderFor(
	{ tokenId }: Pick<Sandbox, 'tokenId'>,
	document: Buffer,
	changes: object = {},
): object {
	return {
		tokenid: tokenId,
		actiontype: 'CreateSignOrder',
		filebase: document.toString('base64'),
		fileformat: 'pdf',
		orderNumber: randomUUID(),
		signerlist: [organisation, person],
		...changes,
	};
}
