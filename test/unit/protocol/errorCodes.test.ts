import { ERROR_CODES, errorCodeMeaning } from '../../../nodes/WoSignDoc/protocol/errorCodes';

const DOCUMENTED = [
	-43, -46, -47, -48, -49, -50, -51, -52, -53, -54, -55, -56, -57, -61, -63, -64, -65, -67, -68,
	-69, -79, -80, -100,
];

describe('the platform’s error codes', () => {
	it('are all known, each in both languages with a remedy', () => {
		expect(ERROR_CODES.map(({ code }) => code)).toEqual(DOCUMENTED);
		for (const { message, messageZh, remedy } of ERROR_CODES) {
			expect(message).toMatch(/[a-z]/);
			expect(messageZh).toMatch(/\p{Script=Han}/u);
			expect(remedy).toMatch(/\.$/);
		}
	});

	it.each([-50, '-50', ' -50 '])('are found as number or text: %j', (code) => {
		expect(errorCodeMeaning(code)).toMatchObject({ code: -50, kind: 'request' });
	});

	it.each([-999, '-999', '', 'abc', 0])('outside the table are shown as they came: %j', (code) => {
		expect(errorCodeMeaning(code)).toMatchObject({ code, kind: 'unknown' });
	});
});
