import { ProtocolError } from '../../../nodes/WoSignDoc/protocol/errors';
import { oneLine } from '../../../nodes/WoSignDoc/protocol/oneLine';
import { beginningOf } from '../../../nodes/WoSignDoc/protocol/platformResponse';

describe('what strangers wrote, as it is shown', () => {
	it.each([
		[
			'line breaks',
			'a\r\nb\u0085c\u2028d\u2029e\vf',
			String.raw`a\u{d}\u{a}b\u{85}c\u{2028}d\u{2029}e\u{b}f`,
		],
		['controls of a terminal', '\u001b[2K\u009b1A\b\0', String.raw`\u{1b}[2K\u{9b}1A\u{8}\u{0}`],
		['a turned direction', 'a\u202ecod\u2066', String.raw`a\u{202e}cod\u{2066}`],
		[
			'what shows nothing',
			'a\u200b\ufeff\u00ad\u3164\u{e0061}b',
			String.raw`a\u{200b}\u{feff}\u{ad}\u{3164}\u{e0061}b`,
		],
		['half a character', 'a\ud83d', String.raw`a\u{d83d}`],
	])('has no %s', (_, text, shown) => {
		expect(oneLine(text)).toBe(shown);
	});

	it('is otherwise as it was written', () => {
		const text = '沃通电子认证服务有限公司, 𠮷野家 (Ａ)　é e\u0301 العربية 🙂';
		expect(oneLine(text)).toBe(text);
	});

	it('breaks no line of an error, and no line of its description', () => {
		const { message, description } = new ProtocolError(
			'orderRefused',
			'[1\nNothing was sent\u202e]',
			{
				description: 'One line\nAnother\u2028line',
			},
		);
		expect(message).toBe(String.raw`[1\u{a}Nothing was sent\u{202e}]`);
		expect(description).toBe(`One line\n${String.raw`Another\u{2028}line`}`);
	});

	it('breaks no line where an answer is quoted', () => {
		expect(beginningOf('<html>\n\t<p>a\u202eb\nNothing was sent.')).toBe(
			String.raw`The answer begins: ‹html> ‹p>a\u{202e}b Nothing was sent.`,
		);
	});
});
