import { randomUUID } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import https from 'node:https';
import type { Sandbox } from '../../sandbox';

/** What a caller needs to know about a sandbox. */
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

/** The platform's response to an order. */
export interface Answer {
	status: number;
	errorcode: number;
	signid: string;
	ordernumber: string;
}

export interface CallResult {
	status: number | undefined;
	text: string;
	/** The raw response body. */
	bytes: Buffer;
	headers: IncomingHttpHeaders;
	location: string | undefined;
}

/** Sends bytes to the sandbox, by default with the correct certificate. */
export async function call(
	addressee: Addressee,
	body: string | Buffer,
	options: CallOptions = {},
): Promise<CallResult> {
	return await begin(addressee, body, options).end();
}

/** Starts a call; the last byte is sent only by `end`. */
function begin(
	{ url, credential }: Addressee,
	body: string | Buffer,
	options: CallOptions = {},
): { begun: Promise<void>; end: () => Promise<CallResult> } {
	const { contentType = 'application/json; charset=utf-8', method = 'POST', path = '/' } = options;
	const identity = options.identity ?? { cert: credential.certificate, key: credential.privateKey };
	const bytes = Buffer.from(body);
	const request = https.request(new URL(path, url), {
		method,
		agent: false,
		ca: credential.caCertificate,
		...identity,
		headers: { 'content-type': contentType, 'content-length': bytes.length },
	});
	const result = new Promise<CallResult>((resolve, reject) => {
		request.on('error', reject).on('response', (response) => {
			const parts: Buffer[] = [];
			response.on('data', (part: Buffer) => parts.push(part));
			response.on('error', reject).on('end', () => {
				const { statusCode: status, headers } = response;
				const bytes = Buffer.concat(parts);
				const { location } = headers;
				resolve({ status, text: bytes.toString(), bytes, headers, location });
			});
		});
	});
	const begun = new Promise<void>((resolve) => {
		request.write(bytes.subarray(0, -1), () => resolve());
	});
	const end = async () => {
		request.end(bytes.subarray(-1));
		return await result;
	};
	return { begun, end };
}

/** Sends an order as JSON, or percent-encoded if the platform can't read JSON, and decodes the response. */
export async function order(
	sandbox: Addressee,
	fields: object,
	options?: CallOptions,
): Promise<Answer> {
	const json = JSON.stringify(fields);
	const answer = answerIn(await call(sandbox, json, options));
	if (answer.errorcode !== -63) return answer;
	const contentType = 'application/x-www-form-urlencoded';
	return answerIn(await call(sandbox, encodeURIComponent(json), { ...options, contentType }));
}

/** Sends orders on separate connections and completes all requests at the same moment. */
export async function orderTogether(sandbox: Addressee, orders: object[]): Promise<Answer[]> {
	const calls = orders.map((fields) => begin(sandbox, JSON.stringify(fields)));
	await Promise.all(calls.map(async ({ begun }) => await begun));
	const results = await Promise.all(calls.map(async ({ end }) => await end()));
	return results.map(answerIn);
}

function answerIn({ text }: CallResult): Answer {
	return JSON.parse(text) as Answer;
}

const material = Buffer.from('material').toString('base64');
const signlist = [{ pagenumber: 1, position: '0.30,0.57,0.46,0.69' }];

export const organization = {
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

/** A valid order for a document with a unique number, with changes applied. */
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
		signerlist: [organization, person],
		...changes,
	};
}
