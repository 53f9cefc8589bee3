import fc from 'fast-check';
import { meantFields } from '../../../nodes/WoSignDoc/order/fieldNames';

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
		expect(meantFields({ [key]: '张三' }, NAMES)).toEqual({
			fields: { userName: '张三' },
			problems: [],
			unknown: [],
		});
	});

	it.each([undefined, null, '', ' ', '\t\n'])(
		'are absent when their cell is empty: %j',
		(value) => {
			const nothing = { fields: {}, problems: [], unknown: [] };
			expect(meantFields({ userName: value, row_number: value, usrName: value }, NAMES)).toEqual(
				nothing,
			);
		},
	);

	it('keep values that only look empty', () => {
		const { fields } = meantFields({ signType: 0, pic: false, userNo: [] }, NAMES);
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
	])('may be misspelt, and that is told: "%s" for "%s"', (key, name) => {
		expect(meantFields({ [key]: 'x' }, NAMES)).toEqual({
			fields: {},
			problems: [`unknown field "${key}"; is "${name}" meant?`],
			unknown: [],
		});
	});

	it.each(['row_number', 'id', 'email', '姓名', 'x', 'x2', 'topic', 'department', 'address'])(
		'are unknown when they are other words: "%s"',
		(key) => {
			expect(meantFields({ [key]: 'x' }, NAMES)).toEqual({
				fields: {},
				problems: [],
				unknown: [key],
			});
		},
	);

	it('may stand beside a name much like them, which is then a column of its own', () => {
		expect(meantFields({ user_id: 7, userNo: '1' }, NAMES)).toEqual({
			fields: { userNo: '1' },
			problems: [],
			unknown: ['user_id'],
		});
		expect(meantFields({ user_id: '1', userNo: '' }, NAMES).problems).toEqual([
			'unknown field "user_id"; is "userNo" meant?',
		]);
	});

	it('may not be there twice', () => {
		expect(meantFields({ userName: '张三', user_name: '李四' }, NAMES).problems).toEqual([
			'"userName" is given twice',
		]);
	});

	it('are each told of in one way, whatever the row', () => {
		fc.assert(
			fc.property(fc.dictionary(fc.string(), fc.string()), (row) => {
				const { fields, problems, unknown } = meantFields(row, NAMES);
				const cells = Object.values(row).filter((value) => value.trim() !== '');
				expect(Object.keys(fields).length + problems.length + unknown.length).toBe(cells.length);
			}),
		);
	});
});
