import { textOfGlyph } from '../../../../nodes/WoSignDoc/pdf/text/glyphNames';

it.each([
	['eacute', 'é'],
	['f_i.alt', 'fi'],
	['aconstructor', ''],
	['avalueof', ''],
])('the glyph %s stands for "%s"', (name, text) => {
	expect(textOfGlyph(name)).toBe(text);
});
