/**
 * Radicals of the block U+2E80 and strokes of U+31C0, each before the character that it is used for (Unicode's
 * Equivalent_Unified_Ideograph): some programs write one where the other is meant, since fonts have one glyph for both.
 * NFKC normalizes the radicals of U+2F00, except for three that become old forms: these come first.
 */
const RADICALS: ReadonlyMap<string, string> = pairs(
	'戶户戸户靑青' +
		'⺁厂⺂乛⺃乚⺄乙⺅亻⺆冂⺇𠘨⺈刀⺉刂⺊卜⺋㔾⺌小⺍小⺎兀⺏尣⺐尢⺑𡯂⺒巳⺓幺⺔彑⺕彐⺖忄⺗心⺘扌⺙攵⺛旡⺜日⺝月⺞歺⺠民⺡氵⺢氺⺣灬⺤爫⺥爫⺦丬⺧牛⺨犭⺩王⺪𤴔⺫目⺬示⺭礻⺮𥫗' +
		'⺯糹⺰纟⺱罓⺲罒⺳㓁⺴冗⺵𦉫⺶羊⺷𦍌⺸𦍋⺹耂⺺肀⺻聿⺼肉⺽𦥑⺾艹⺿艹⻀艹⻁虎⻂衤⻃覀⻄西⻅见⻆角⻇𧢲⻈讠⻉贝⻊𧾷⻋车⻌辶⻍辶⻎辶⻏邑⻐钅⻑長⻒镸⻓长⻔门⻕𨸏⻖阝⻗雨⻘青⻙韦⻚页' +
		'⻛风⻜飞⻝食⻞𩙿⻟飠⻠饣⻡𩠐⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻫斉⻬齐⻭歯⻮齿⻯竜⻰龙⻱龜⻲亀㇆𠃌㇏乀㇐一㇑丨㇒丿㇓丿㇔丶㇕𠃍㇖乛㇗𠃊㇘𠃎㇙𠄌㇚亅㇛𡿨㇜𠃋㇝乀㇞𠃑㇟乚㇠乙㇡𠄎',
);

function pairs(text: string): Map<string, string> {
	const characters = [...text];
	const at = (index: number) => characters[index] ?? '';
	return new Map(
		characters.flatMap((one, index) => (index % 2 === 0 ? [[one, at(index + 1)]] : [])),
	);
}

/** Matches most text on a page, which needs no conversion. */
const PLAIN = /^[!-~]*$/;

/**
 * Text for comparison: without white space and invisible characters, and with one form for full and half width,
 * ligatures, compatibility forms and radicals (Unicode's NFKC and more).
 */
export function plainText(text: string): string {
	if (PLAIN.test(text)) return text;
	return text
		.normalize('NFKC')
		.replace(/[\s\p{Cf}\p{Cc}\p{VS}]/gu, '')
		.replace(/[\u2e80-\u2eff\u31c0-\u31ef戶戸靑]/g, (radical) => RADICALS.get(radical) ?? radical);
}
