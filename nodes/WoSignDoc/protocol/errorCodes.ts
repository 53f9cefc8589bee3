/** What an error code is about: the request, an earlier order, the credential, the account, or the platform. */
export type ErrorCodeKind =
	'request' | 'conflict' | 'credential' | 'account' | 'server' | 'unknown';

/** One of the platform's error codes, in both languages, and what can be done about it. */
export interface ErrorCodeMeaning {
	readonly code: number | string;
	readonly message: string;
	readonly messageZh: string;
	readonly kind: ErrorCodeKind;
	readonly remedy: string;
}

type Row = readonly [number, ErrorCodeKind, string, string, string];

/** PROTOCOL.md, Error codes: code, kind, meaning, 说明; the remedies are ours. */
const ROWS: readonly Row[] = [
	[
		-43,
		'request',
		'The template does not exist',
		'tempid 不存在，请登录签名平台设置模板',
		"Check the 'Template ID', or set the template up on the WoSignDoc platform.",
	],
	[
		-46,
		'conflict',
		'The contract has been signed',
		'合同已签署',
		'An order with this order number was signed already. Use another order number for a new contract.',
	],
	[
		-47,
		'conflict',
		'The contract is being signed',
		'合同正在签署',
		'An order with this order number is under way. Wait for its result, or use another order number for a new contract.',
	],
	[
		-48,
		'request',
		'Wrong number of signers',
		'签署人数量错误',
		'Give as many signers as the template has positions, and at least one.',
	],
	[
		-49,
		'request',
		'Wrong signer type',
		'签署人类型错误',
		'Check that each signer is an organization or a person as the template expects, in its order.',
	],
	[
		-50,
		'request',
		'Organization name and license number do not match',
		'公司名称和营业执照号匹配失败',
		'Compare both with the business license, character by character.',
	],
	[
		-51,
		'request',
		'Organization name is empty',
		'公司名称为空',
		'Fill in the organization’s name.',
	],
	[
		-52,
		'request',
		'Business license number is empty',
		'营业执照号为空',
		'Fill in the business license number.',
	],
	[-53, 'request', 'Person’s name is empty', '用户姓名为空', 'Fill in the person’s name.'],
	[
		-54,
		'request',
		'Identity card number is empty',
		'身份证号码为空',
		'Fill in the identity card number.',
	],
	[-55, 'request', 'Order number is empty', 'orderNumber 为空', 'Fill in the order number.'],
	[
		-56,
		'request',
		'The document’s file extension is empty',
		'文档后缀为空',
		"Set the option 'File Format', e.g. pdf.",
	],
	[
		-57,
		'request',
		'Material is missing',
		'材料为空',
		'Give each signer the license or identity card image (pic) and the other material (otherpic).',
	],
	[
		-61,
		'request',
		'The content is dangerous, e.g. an image with malware',
		'传入的信息存在危险性，例如：图片含有木马',
		'Scan the document and the images for malware, and create the images again.',
	],
	[
		-63,
		'request',
		'Malformed JSON',
		'json 格式错误',
		'Something between n8n and the platform changed the request. Check gateways and proxies.',
	],
	[
		-64,
		'request',
		'This action is not supported',
		'不支持该 actionType',
		"Check that the credential’s 'Base URL' is that of the WoSignDoc document API.",
	],
	[
		-65,
		'credential',
		'No such TokenID',
		'系统不存在此 TokenID',
		"Check the credential’s 'TokenID', and whether it belongs to the chosen 'Environment'.",
	],
	[
		-67,
		'credential',
		'The TokenID may not use the API, or does not exist',
		'系统已禁止此 TokenID 使用 API 或请求的 TokenID 不存在',
		'Ask WoSign to allow this TokenID to use the API.',
	],
	[
		-68,
		'account',
		'The account’s balance is too low',
		'当前请求的 TokenID 所属账号余额不足，请充值',
		'Top the account up on the WoSignDoc platform.',
	],
	[
		-69,
		'server',
		'Internal server error',
		'内部服务器错误',
		'Try again later with the same order number; it cannot create a second order.',
	],
	[
		-79,
		'request',
		'Wrong parameter',
		'参数错误',
		'Check the positions, page numbers and file formats.',
	],
	[
		-80,
		'credential',
		'Wrong client certificate',
		'请求证书不正确',
		'Send WoSign the public part of the certificate in this credential, or use the certificate that they know.',
	],
	[
		-100,
		'request',
		'Incomplete request, a required parameter is missing',
		'请求信息不完整，缺少必传参数值',
		'Fill in every required field.',
	],
];

const MEANINGS: ReadonlyMap<number, ErrorCodeMeaning> = new Map(
	ROWS.map(([code, kind, message, messageZh, remedy]) => [
		code,
		{ code, kind, message, messageZh, remedy },
	]),
);

/** Every code of the table, in its order (PROTOCOL.md, Error codes). */
export const ERROR_CODES: readonly ErrorCodeMeaning[] = [...MEANINGS.values()];

/**
 * The meaning of an error code as received, a number or a numeric string. A code outside the table is kept as received
 * and described as unknown (PROTOCOL.md, Error codes).
 */
export function errorCodeMeaning(code: number | string): ErrorCodeMeaning {
	const known = String(code).trim() === '' ? undefined : MEANINGS.get(Number(code));
	return (
		known ?? {
			code,
			kind: 'unknown',
			message: 'Unknown code',
			messageZh: '未知错误码',
			remedy: 'Ask WoSign what this code means.',
		}
	);
}
