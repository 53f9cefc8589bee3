import type { DocumentReport, SignatureReport } from '../signatures/signatureReport';
import type { SignatureVerdict, SimplifiedSignature } from '../signatures/simplifiedReport';
import type { VerifierOptions } from '../signatures/signatureVerifier';
import type { RootReport } from '../signatures/trust/rootReports';
import type { DocumentFacts, EvidenceFacts, PushFacts } from './evidence';

/** The names of a value's fields, at any depth. */
type FieldOf<Value> =
	Value extends ReadonlyArray<infer Element>
		? FieldOf<Element>
		: Value extends object
			? { [Name in keyof Value]-?: Name | FieldOf<Value[Name]> }[keyof Value]
			: never;

type RecordedOptions = Pick<VerifierOptions, 'requireRevocation' | 'changesBetweenSignatures'>;
type ShownField =
	| FieldOf<PushFacts | DocumentFacts | SignatureReport | RecordedOptions>
	| FieldOf<Pick<SimplifiedSignature, 'verdict' | 'reason' | 'time'>>
	| FieldOf<Pick<DocumentReport, 'problems' | 'remarks'>>
	| FieldOf<Pick<RootReport, 'fingerprint' | 'validFrom' | 'validTo'>>
	| FieldOf<EvidenceFacts['required']>
	| 'verifiedAt'
	| 'tool'
	| 'options'
	| 'required';

/** Names of fields in English and Chinese; a field that isn't listed is labeled by its name. */
export const FIELD_LABELS: ReadonlyMap<string, string> = new Map(
	Object.entries({
		orderNumber: 'Order number 订单号',
		signid: 'WoSignDoc ID 签署编号',
		hash: 'Pushed hash 推送的哈希',
		hashAlgorithm: 'Hash algorithm 哈希算法',
		receivedAt: 'Received 接收时间',
		fileName: 'File name 文件名',
		size: 'Bytes 字节数',
		sha256: 'SHA-256',
		verifiedAt: 'Verified 验证时间',
		tool: 'Tool 验证工具',
		options: 'Options 选项',
		required: 'Required 验证要求',
		signature: 'Signature 签名',
		signers: 'Signers 签署人',
		problems: 'Problems 问题',
		remarks: 'Remarks 备注',
		verdict: 'Verdict 结论',
		time: 'Time 时间',
		reason: 'Reason 原因',
		type: 'Type 类型',
		field: 'Field 签名域',
		subFilter: 'Format 签名格式',
		signer: 'Signer 签署人',
		commonName: 'Name 名称',
		organization: 'Organization 组织',
		country: 'Country 国家',
		issuer: 'Issuer 颁发者',
		serial: 'Serial number 序列号',
		claimedTime: 'Claimed time 声称的签署时间',
		claimedTimeFrom: 'Claimed by 声称来源',
		trustedTime: 'Timestamp 时间戳时间',
		provenTime: 'Proven time 可证明的时间',
		provenBy: 'Proven by 证明来源',
		algorithm: 'Algorithm 签名算法',
		digest: 'Digest 摘要算法',
		weak: 'Weak 算法强度不足',
		integrity: 'Integrity 完整性',
		coverage: 'Coverage 签名范围',
		wholeFile: 'Whole file 覆盖整个文件',
		bytesAfter: 'Bytes after it 其后字节数',
		after: 'After it 其后内容',
		filledIn: 'Filled in 其后填写的内容',
		value: 'Value 值',
		shows: 'Shows the value 是否显示该值',
		seen: 'Seen now 当前显示是否一致',
		certified: 'Certification level 认证级别',
		trusted: 'Trusted 可信',
		trustReason: 'Why not 不可信原因',
		certificate: 'Certificate 证书',
		chain: 'Certificate chain 证书链',
		fingerprint: 'Fingerprint (SHA-256) 指纹',
		validFrom: 'Valid from 有效期自',
		validTo: 'Valid to 有效期至',
		validAtSigning: 'Valid at signing 签署时有效',
		validNow: 'Valid when verified 验证时有效',
		revocation: 'Revocation 吊销状态',
		status: 'Status 状态',
		since: 'Since 自',
		source: 'Source 来源',
		asOf: 'Source issued 来源签发时间',
		timestamp: 'Timestamp 时间戳',
		authority: 'Authority 时间戳机构',
		seal: 'Electronic seal 电子印章',
		identifier: 'Identifier 标识',
		name: 'Name 名称',
		maker: 'Maker 制章人',
		requireRevocation: 'Require revocation information 要求吊销信息',
		changesBetweenSignatures: 'Changes between signatures 签名之间的改动',
	} satisfies Record<ShownField, string>),
);

type CodedValue =
	| SignatureVerdict
	| SignatureReport['integrity' | 'seen' | 'type']
	| SignatureReport['coverage']['after']
	| SignatureReport['coverage']['filledIn'][number]['shows']
	| SignatureReport['chain'][number]['revocation']['status']
	| NonNullable<SignatureReport['chain'][number]['revocation']['source']>
	| NonNullable<SignatureReport['claimedTimeFrom' | 'provenBy']>
	| NonNullable<VerifierOptions['changesBetweenSignatures']>
	| NonNullable<EvidenceFacts['required']>['signature'];

/** Codes in English and Chinese; `CODED_FIELDS` lists the fields that contain them. */
export const VALUE_LABELS: ReadonlyMap<string, string> = new Map(
	Object.entries({
		trusted: 'trusted 可信',
		valid: 'valid, signer not proven 有效，签署人身份未证实',
		invalid: 'invalid 无效',
		ok: 'ok 通过',
		digestMismatch: 'the document was changed 文件已被改动',
		signatureInvalid: 'not made with the signer’s key 签名值无效',
		malformed: 'malformed 格式错误',
		unsupported: 'unsupported 不支持',
		nothing: 'nothing 无',
		whiteSpace: 'white space 空白',
		dssUpdate: 'validation data 长期验证数据',
		harmless: 'nothing visible 无可见改动',
		permitted: 'permitted changes 签名所允许的改动',
		more: 'other changes 其他改动',
		unchecked: 'unchecked 未检查',
		same: 'the same 一致',
		changed: 'changed since 其后有改动',
		good: 'good 未吊销',
		revoked: 'revoked 已吊销',
		unknown: 'unknown 未知',
		notNeeded: 'not needed 无需检查',
		signature: 'signature 签名',
		documentTimestamp: 'document timestamp 文档时间戳',
		signingTime: 'signed attribute 签名属性',
		dictionary: 'signature dictionary 签名字典',
		timestamp: 'timestamp of the signature 签名时间戳',
		ocsp: 'OCSP response OCSP 响应',
		crl: 'revocation list 吊销列表',
		forbid: 'page changes forbidden 禁止改动页面',
		allow: 'page changes allowed 允许改动页面',
		no: 'not required 不要求',
		intact: 'intact 未被篡改',
	} satisfies Record<CodedValue, string>),
);

/** Fields whose values are codes. */
export const CODED_FIELDS: ReadonlySet<string> = new Set([
	...['verdict', 'integrity', 'after', 'seen', 'shows', 'status', 'source', 'type'],
	...['claimedTimeFrom', 'provenBy', 'changesBetweenSignatures', 'signature'],
]);

/** The answer in large letters, and a Chinese sentence to go with the English summary. */
export const ANSWERS = {
	trusted: {
		headline: 'Trusted 可信',
		sentence:
			'文件已签署，签署后未被篡改；允许的改动（如有）见“备注”。所有证书均可追溯到受信任的根证书。',
	},
	intact: {
		headline: 'Intact, signer not proven 未被篡改，签署人身份未证实',
		sentence:
			'文件已签署，签署后未被篡改；允许的改动（如有）见“备注”。但签署人身份未得到证实，原因见各签名。',
	},
	notIntact: {
		headline: 'Not intact 签名无效，或文件可能已被篡改',
		sentence:
			'签名无效，文件在签署后被篡改，或无法排除被篡改；原因见“问题”。请勿依赖此文件，并向发送方索取原件。',
	},
	undecided: {
		headline: 'Undecided 无法判定',
		sentence: '文件含有本工具无法验证的签名，原因见“问题”；这并不表示文件已被篡改。',
	},
	notSigned: {
		headline: 'Not signed 未签署',
		sentence: '文件中没有签署人的数字签名。',
	},
} as const;
