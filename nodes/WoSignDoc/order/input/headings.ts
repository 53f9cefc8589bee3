/** Chinese table headings, as used in the vendor's document and in contracts, by the API's names. */
const CHINESE_HEADINGS: ReadonlyMap<string, string> = new Map(
	Object.entries({
		signType: '签署类型 类型 签署人类型 签署方类型 主体类型',
		orgName: '单位名称 公司名称 企业名称 机构名称 组织名称',
		orgNo:
			'营业执照号 营业执照号码 营业执照注册号 统一社会信用代码 统一社会信用代码证号 社会信用代码 信用代码',
		userName: '个人姓名 姓名 用户姓名 签署人姓名',
		userNo: '身份证号码 身份证号 身份证 居民身份证号码 居民身份证号 公民身份号码',
		country: '两位国家代码 国家代码',
		pagenumber: '文档页码 页码 签署页码',
		position: '坐标 签署坐标',
	}).flatMap(([name, words]) => words.split(' ').map((word) => [word, name] as const)),
);

/** Marks that forms put after the name of a required field. */
const REQUIRED_MARK = /\(?必填\)?|[*:]/g;

/** Columns that n8n's own nodes add to a row, which mean nothing to a signer. */
const OF_THE_TABLE: ReadonlySet<string> = new Set(['rownumber']);

/** A heading without letter case, width, spaces, `_`, `-`, and marks of required fields. */
export function plainHeading(heading: string): string {
	return heading
		.normalize('NFKC')
		.toLowerCase()
		.replace(REQUIRED_MARK, '')
		.replace(/[\s\uFEFF_-]/g, '');
}

/** The field whose name a plain heading is. */
export function nameOf<Name extends string>(plain: string, names: readonly Name[]) {
	return names.find((name) => plainHeading(name) === plain);
}

/** The field that a plain heading means in Chinese. */
export function chineseNameOf<Name extends string>(plain: string, names: readonly Name[]) {
	const chinese = CHINESE_HEADINGS.get(plain);
	return names.find((name) => name === chinese);
}

/** Whether a plain heading is one of the table's own. */
export function isOfTable(plain: string): boolean {
	return OF_THE_TABLE.has(plain);
}
