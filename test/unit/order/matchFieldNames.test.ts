import fc from 'fast-check';
import { matchFieldNames } from '../../../nodes/WoSignDoc/order/input/matchFieldNames';

const NAMES = ['signType', 'userName', 'userNo', 'pic', 'x1', 'pagenumber'] as const;

describe('the fields of a row', () => {
	it.each([
		'userName',
		'username',
		'USERNAME',
		'user_name',
		'User Name',
		'user-name',
		' userName ',
	])('are found however their names are written: %j', (key) => {
		expect(matchFieldNames({ [key]: '张三' }, NAMES)).toEqual({
			fields: { userName: '张三' },
			problems: [],
			unknown: [],
		});
	});

	it.each([undefined, null, '', ' ', '\t\n'])(
		'are absent when their cell is empty: %j',
		(value) => {
			const nothing = { fields: {}, problems: [], unknown: [] };
			expect(
				matchFieldNames({ userName: value, row_number: value, usrName: value }, NAMES),
			).toEqual(nothing);
		},
	);

	it.each(['姓名', ' 姓 名 ', '姓名*', '姓名（必填）', '个人姓名：', 'ｕｓｅｒName'])(
		'are found under Chinese headings, whatever form put around them: "%s"',
		(key) => {
			expect(matchFieldNames({ [key]: '张三' }, NAMES)).toEqual({
				fields: { userName: '张三' },
				problems: [],
				unknown: [],
			});
		},
	);

	it('are those of the API where a Chinese heading could mean the same', () => {
		expect(matchFieldNames({ 类型: '劳动合同', signType: '2' }, NAMES)).toEqual({
			fields: { signType: '2' },
			problems: [],
			unknown: [{ name: '类型' }],
		});
	});

	it('are no misspelling of what a Chinese heading gives', () => {
		expect(matchFieldNames({ 姓名: '张三', userNames: 'x' }, NAMES)).toEqual({
			fields: { userName: '张三' },
			problems: [],
			unknown: [{ name: 'userNames' }],
		});
	});

	it('do not include what n8n adds to a row', () => {
		const nothing = { fields: {}, problems: [], unknown: [] };
		expect(matchFieldNames({ row_number: 7 }, NAMES)).toEqual(nothing);
	});

	it('keep values that only look empty', () => {
		const { fields } = matchFieldNames({ signType: 0, pic: false, userNo: [] }, NAMES);
		expect(fields).toEqual({ signType: 0, pic: false, userNo: [] });
	});

	it.each([
		['userNmae', 'userName'],
		['user_nam', 'userName'],
		['usernamee', 'userName'],
		['signTyp', 'signType'],
		['pik', 'pic'],
		['pci', 'pic'],
		['page_numbr', 'pagenumber'],
	])('may be misspelled, and the name they resemble is reported: "%s" for "%s"', (key, name) => {
		expect(matchFieldNames({ [key]: 'x' }, NAMES)).toEqual({
			fields: {},
			problems: [],
			unknown: [{ name: key, similar: name }],
		});
	});

	it.each(['id', 'email', '手机', 'x', 'x2', 'topic', 'department', 'address'])(
		'are unknown when they are other words: "%s"',
		(key) => {
			expect(matchFieldNames({ [key]: 'x' }, NAMES)).toEqual({
				fields: {},
				problems: [],
				unknown: [{ name: key }],
			});
		},
	);

	it('may appear together with a similar name, which is then a separate column', () => {
		expect(matchFieldNames({ user_id: 7, userNo: '1' }, NAMES)).toEqual({
			fields: { userNo: '1' },
			problems: [],
			unknown: [{ name: 'user_id' }],
		});
		expect(matchFieldNames({ user_id: '1', userNo: '' }, NAMES).unknown).toEqual([
			{ name: 'user_id', similar: 'userNo' },
		]);
	});

	it('may not be there twice', () => {
		expect(matchFieldNames({ userName: '张三', user_name: '李四' }, NAMES).problems).toEqual([
			'"userName" is given twice',
		]);
	});

	it('are each reported in the same way for every row', () => {
		fc.assert(
			fc.property(fc.dictionary(fc.string(), fc.string()), (row) => {
				const { fields, problems, unknown } = matchFieldNames(row, NAMES);
				const cells = Object.values(row).filter((value) => value.trim() !== '');
				expect(Object.keys(fields).length + problems.length + unknown.length).toBe(cells.length);
			}),
		);
	});
});
