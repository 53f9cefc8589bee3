import { orderSchema } from '../../../nodes/WoSignDoc/order/judge/orderSchema';
import { affectedSigners } from '../../../nodes/WoSignDoc/order/send/affectedSigners';
import { inlineBase64 } from '../../../nodes/WoSignDoc/shared/binarySource';

const image = inlineBase64('AAAA');
const ORGANIZATION = { signType: '1', orgName: '沃通', orgNo: '1', pic: image, otherpic: image };
const PERSON = { signType: '2', userName: '张三', userNo: '2', pic: image, otherpic: image };

function meant(code: number | string, ...signers: object[]): string {
	const order = orderSchema.parse({
		documentSource: 'template',
		tempid: 'T-1',
		orderNumber: 'ORDER-1',
		signerlist: signers,
	});
	return affectedSigners(code, order);
}

describe('the signers that a refusal is about', () => {
	it.each([-50, -51, -52, '-50'])('are the organizations for %s', (code) => {
		expect(meant(code, PERSON, ORGANIZATION)).toBe('This is about signer 2.');
	});

	it.each([-53, -54])('are the persons for %s', (code) => {
		expect(meant(code, PERSON, ORGANIZATION)).toBe('This is about signer 1.');
	});

	it('are those without material for -57', () => {
		const bare = { ...PERSON, pic: undefined };
		const empty = { ...ORGANIZATION, otherpic: undefined };
		expect(meant(-57, ORGANIZATION, bare, empty)).toBe(
			'This is about one of signer 2 and signer 3.',
		);
	});

	it('are listed when there are many', () => {
		expect(meant(-53, PERSON, PERSON, ORGANIZATION, PERSON)).toBe(
			'This is about one of signer 1, signer 2 and signer 4.',
		);
	});

	it.each([-69, -47, -999, '-999', 'constructor'])('are no particular signers for %s', (code) => {
		expect(meant(code, PERSON, ORGANIZATION)).toBe('');
	});

	it('are empty if no signer can be meant', () => {
		expect(meant(-50, PERSON)).toBe('');
		expect(meant(-57, PERSON, ORGANIZATION)).toBe('');
	});
});
