/** Every error code the vendor documents, with the situation in which the sandbox answers it. */
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
	templateNotFound: ['No such template', 'tempid 不存在，请登录签名平台设置模板'],
	alreadySigned: ['The contract is signed already', '合同已签署'],
	beingSigned: ['The contract is being signed', '合同正在签署'],
	wrongSignerCount: ['Wrong number of signers', '签署人数量错误'],
	wrongSignerType: ['Wrong type of signer', '签署人类型错误'],
	organizationMismatch: ['Organization and license number differ', '公司名称和营业执照号匹配失败'],
	organizationNameEmpty: ['No organization name', '公司名称为空'],
	organizationNumberEmpty: ['No business license number', '营业执照号为空'],
	personNameEmpty: ['No name of the person', '用户姓名为空'],
	personNumberEmpty: ['No identity card number', '身份证号码为空'],
	orderNumberEmpty: ['No order number', 'orderNumber 为空'],
	fileFormatEmpty: ['No file extension', '文档后缀为空'],
	materialMissing: ['Material is missing', '材料为空'],
	dangerousContent: ['Dangerous content', '传入的信息存在危险性，例如：图片含有木马'],
	malformedJson: ['Malformed JSON', 'json 格式错误'],
	unsupportedAction: ['Unsupported actiontype', '不支持该 actionType'],
	unknownToken: ['No such TokenID', '系统不存在此 TokenID'],
	forbiddenToken: [
		'This TokenID may not use the API',
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
