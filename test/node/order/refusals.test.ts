import type { ICredentialDataDecryptedObject, INodeParameters } from 'n8n-workflow';
import { NodeApiError } from 'n8n-workflow';
import { randomUUID } from 'node:crypto';
import type { Sandbox } from '../../../sandbox';
import { startSandbox } from '../../../sandbox';
import { errorItemOf, failureOf } from '../support/orderFailure';
import type { SourceFile } from '../support/orders';
import {
	FILES,
	inlineBinaryOf,
	ORGANIZATION,
	orderParameters,
	PERSON,
	withoutPositions,
} from '../support/orders';
import type { NodeRunOptions } from '../support/runNode';
import { runNode } from '../support/runNode';
import { credentialFile, credentialFor } from '../support/sandboxCredential';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox({ autoSign: false });
});
afterAll(async () => await sandbox.stop());

interface Changes {
	parameters?: INodeParameters;
	signers?: Array<typeof ORGANIZATION | typeof PERSON>;
	credential?: ICredentialDataDecryptedObject;
	files?: Record<string, SourceFile>;
}

function order({ parameters, signers, credential, files }: Changes = {}): NodeRunOptions {
	// One rejection is enough; Automatic would retry after -63.
	const options = { requestEncoding: 'json' };
	const changes = { orderNumber: randomUUID(), options, ...parameters };
	return {
		credential: credentialFor(sandbox, credential),
		node: { parameters: orderParameters('form', changes, signers) },
		items: [{ json: {}, binary: inlineBinaryOf({ ...FILES, ...files }) }],
	};
}

const onTemplate = { documentSource: 'template', templateId: 'employment-contract' };
const [organization, person] = [withoutPositions(ORGANIZATION), withoutPositions(PERSON)];
const eicar = Buffer.from('EICAR-STANDARD-ANTIVIRUS-TEST-FILE');

/** PROTOCOL.md, Error codes: the situations that can occur with the node. */
const situations: ReadonlyArray<[code: number, situation: string, () => Changes]> = [
	[-43, 'there is no such template', () => ({ parameters: { ...onTemplate, templateId: 'none' } })],
	[
		-48,
		'the template has more signers',
		() => ({ parameters: onTemplate, signers: [organization] }),
	],
	[
		-49,
		'the template’s signers are of other types',
		() => ({ parameters: onTemplate, signers: [person, organization] }),
	],
	[
		-50,
		'name and license number do not match',
		() => ({ signers: [named('深圳示例科技有限公司')] }),
	],
	[-57, 'there is no material', () => ({ signers: [without('otherpicBinary')] })],
	[
		-61,
		'a picture holds malware',
		() => ({ files: { license: { bytes: eicar, fileName: 'a.png' } } }),
	],
	[-65, 'there is no such token', () => ({ credential: { tokenId: randomUUID() } })],
	[
		-67,
		'the token may not use the API',
		() => ({ credential: { tokenId: sandbox.otherTokens.forbidden } }),
	],
	[-68, 'the balance is too low', () => ({ credential: { tokenId: sandbox.otherTokens.poor } })],
	[
		-79,
		'the stamp is neither PNG nor JPEG',
		() => ({ files: { stamp: { bytes: Buffer.from('GIF89a'), fileName: 'stamp.gif' } } }),
	],
	[-80, 'the certificate is unknown', () => ({ credential: stranger() })],
];

/** PROTOCOL.md, Error codes. */
const codes: ReadonlyArray<[code: number, 说明: string, kind: string]> = [
	[-43, 'tempid 不存在，请登录签名平台设置模板', 'request'],
	[-46, '合同已签署', 'conflict'],
	[-47, '合同正在签署', 'conflict'],
	[-48, '签署人数量错误', 'request'],
	[-49, '签署人类型错误', 'request'],
	[-50, '公司名称和营业执照号匹配失败', 'request'],
	[-51, '公司名称为空', 'request'],
	[-52, '营业执照号为空', 'request'],
	[-53, '用户姓名为空', 'request'],
	[-54, '身份证号码为空', 'request'],
	[-55, 'orderNumber 为空', 'request'],
	[-56, '文档后缀为空', 'request'],
	[-57, '材料为空', 'request'],
	[-61, '传入的信息存在危险性，例如：图片含有木马', 'request'],
	[-63, 'json 格式错误', 'request'],
	[-64, '不支持该 actionType', 'request'],
	[-65, '系统不存在此 TokenID', 'credential'],
	[-67, '系统已禁止此 TokenID 使用 API 或请求的 TokenID 不存在', 'credential'],
	[-68, '当前请求的 TokenID 所属账号余额不足，请充值', 'account'],
	[-69, '内部服务器错误', 'server'],
	[-79, '参数错误', 'request'],
	[-80, '请求证书不正确', 'credential'],
	[-100, '请求信息不完整，缺少必传参数值', 'request'],
];

describe('a refusal of the platform', () => {
	it.each<[number, string, Array<typeof ORGANIZATION | typeof PERSON>]>([
		[-50, 'This is about signer 2. Compare', [PERSON, ORGANIZATION]],
		[
			-50,
			'This is about one of signer 1 and signer 3. Compare',
			[ORGANIZATION, PERSON, ORGANIZATION],
		],
		[-57, 'This is about signer 1. Give', [without('otherpicBinary'), PERSON]],
		[-57, 'Give each signer', [ORGANIZATION, PERSON]],
		[-69, 'Try again later', [ORGANIZATION, PERSON]],
	])('%i names the signers that it can be about: %s', async (code, beginning, signers) => {
		sandbox.failNextRequest(code);
		const error = await failureOf(order({ signers }));
		expect(error.description).toMatch(new RegExp(`^${beginning}`));
	});

	it.each([
		[-65, 'credential-invalid'],
		[-67, 'credential-invalid'],
		[-80, 'credential-invalid'],
		[-68, 'quota-exhausted'],
		[-69, 'temporarily-unavailable'],
		['http500', 'temporarily-unavailable'],
		[-50, undefined],
		[-46, undefined],
		['forbidden', undefined],
	] as const)('%s has a cause in n8n’s terms: %s', async (answer, cause) => {
		sandbox.failNextRequest(answer);
		const error = await failureOf(order());
		expect(error).toBeInstanceOf(NodeApiError);
		expect(error.failure?.cause).toBe(cause);
	});

	it.each(codes)('%i is reported with code, meaning, and remedy', async (code) => {
		sandbox.failNextRequest(code);
		const error = await failureOf(order());
		expect(error).toBeInstanceOf(NodeApiError);
		expect(error).toMatchObject({ httpCode: String(code), context: { itemIndex: 0 } });
		const meaning = /^\[(-\d+)\] [A-Z][\x20-\x7e’]{10,}$/.exec(error.message);
		expect(meaning?.[1]).toBe(String(code));
		expect(error.description).toMatch(/^[A-Z].{10,}\.$/s);
	});

	it.each(codes)(
		'%i can be branched on in a workflow that continues',
		async (code, messageZh, kind) => {
			sandbox.failNextRequest(code);
			const message = expect.stringMatching(/^\[-\d+\] [\x20-\x7e’]+$/) as string;
			const description = expect.any(String) as string;
			expect(await errorItemOf(order())).toEqual({ code, message, messageZh, kind, description });
		},
	);

	it('with a code that is not in the vendor’s table is shown as it came', async () => {
		sandbox.failNextRequest(-999);
		const error = await failureOf(order());
		expect(error).toMatchObject({ httpCode: '-999' });
		expect(error.message).toBe('[-999] Unknown code');
	});

	it('that came with an HTTP error is still read', async () => {
		sandbox.failNextRequest({ status: 500, body: '{"status":0,"errorcode":-69}' });
		expect(await failureOf(order())).toMatchObject({ httpCode: '-69' });
	});
});

describe('the platform refuses an order', () => {
	it.each(situations)('with %i when %s', async (code, _, changes) => {
		const error = await failureOf(order(changes()));
		expect(error).toMatchObject({ httpCode: String(code) });
		expect(sandbox.requests.at(-1)?.errorCode).toBe(code);
	});

	it('with -47 while an order of this number is being signed, with -46 once it is signed', async () => {
		const contract = order();
		await runNode(contract);
		expect(await failureOf(contract)).toMatchObject({ httpCode: '-47' });
		await sandbox.sign(sandbox.orders.at(-1)?.signid ?? '');
		expect(await failureOf(contract)).toMatchObject({ httpCode: '-46' });
	});
});

function named(name: string): typeof ORGANIZATION {
	return { ...ORGANIZATION, form: { ...ORGANIZATION.form, name } };
}

function without(field: 'picBinary' | 'otherpicBinary'): typeof ORGANIZATION {
	return { ...ORGANIZATION, form: { ...ORGANIZATION.form, [field]: '' } };
}

function stranger(): ICredentialDataDecryptedObject {
	return {
		certificate: credentialFile(sandbox, 'strangerCertificate'),
		privateKey: credentialFile(sandbox, 'strangerKey'),
	};
}
