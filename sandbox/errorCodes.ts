/** Every error code the vendor documents, named after the situation in which the sandbox returns it. */
export const errorCodes = {
	templateNotFound: -43,
	alreadySigned: -46,
	beingSigned: -47,
	wrongSignerCount: -48,
	wrongSignerType: -49,
	organizationMismatch: -50,
	organizationNameEmpty: -51,
	organizationNumberEmpty: -52,
	personNameEmpty: -53,
	personNumberEmpty: -54,
	orderNumberEmpty: -55,
	fileFormatEmpty: -56,
	materialMissing: -57,
	dangerousContent: -61,
	malformedJson: -63,
	unsupportedAction: -64,
	unknownToken: -65,
	forbiddenToken: -67,
	balanceTooLow: -68,
	internalError: -69,
	wrongParameter: -79,
	wrongCertificate: -80,
	incompleteRequest: -100,
} as const;

export type ErrorCodeName = keyof typeof errorCodes;

/** An error code with its meaning; the Chinese is the vendor's own. */
export interface ErrorCode {
	code: number;
	name: ErrorCodeName;
	meaning: string;
	chinese: string;
}

const meanings: Record<ErrorCodeName, readonly [english: string, chinese: string]> = {
	templateNotFound: ['Template not found', 'tempid 不存在，请登录签名平台设置模板'],
	alreadySigned: ['The contract is already signed', '合同已签署'],
	beingSigned: ['The contract is being signed', '合同正在签署'],
	wrongSignerCount: ['Wrong number of signers', '签署人数量错误'],
	wrongSignerType: ['Wrong signer type', '签署人类型错误'],
	organizationMismatch: [
		'Organization name and license number don’t match',
		'公司名称和营业执照号匹配失败',
	],
	organizationNameEmpty: ['Organization name is empty', '公司名称为空'],
	organizationNumberEmpty: ['Business license number is empty', '营业执照号为空'],
	personNameEmpty: ['Person’s name is empty', '用户姓名为空'],
	personNumberEmpty: ['Identity card number is empty', '身份证号码为空'],
	orderNumberEmpty: ['Order number is empty', 'orderNumber 为空'],
	fileFormatEmpty: ['File extension is empty', '文档后缀为空'],
	materialMissing: ['Supporting document is empty', '材料为空'],
	dangerousContent: ['Dangerous content', '传入的信息存在危险性，例如：图片含有木马'],
	malformedJson: ['Malformed JSON', 'json 格式错误'],
	unsupportedAction: ['Unsupported actiontype', '不支持该 actionType'],
	unknownToken: ['Unknown TokenID', '系统不存在此 TokenID'],
	forbiddenToken: [
		'This TokenID is banned from the API',
		'系统已禁止此 TokenID 使用 API 或请求的 TokenID 不存在',
	],
	balanceTooLow: ['The balance is too low', '当前请求的 TokenID 所属账号余额不足，请充值'],
	internalError: ['Internal server error', '内部服务器错误'],
	wrongParameter: ['Wrong parameter', '参数错误'],
	wrongCertificate: ['Wrong client certificate', '请求证书不正确'],
	incompleteRequest: ['A required parameter is missing', '请求信息不完整，缺少必传参数值'],
};

/** Every error code, in the order of the vendor's table. */
export const errorCodeTable: readonly ErrorCode[] = (Object.keys(meanings) as ErrorCodeName[]).map(
	(name) => ({
		code: errorCodes[name],
		name,
		meaning: meanings[name][0],
		chinese: meanings[name][1],
	}),
);
