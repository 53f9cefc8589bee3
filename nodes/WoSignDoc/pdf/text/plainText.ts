/**
 * Radicals of the block U+2E80 that stand in for whole characters: some programs write the one where the other is
 * meant, since fonts have one glyph for both. Those of U+2F00 are made equal by Unicode itself, but for old forms.
 */
const RADICALS: ReadonlyMap<string, string> = new Map(
	[
		...'戶户戸户靑青⺟母⺠民⻁虎⻄西⻅见⻆角⻉贝⻋车⻓长⻔门⻘青⻙韦⻚页⻛风⻜飞⻝食⻢马⻣骨⻤鬼⻥鱼⻦鸟⻨麦⻩黄⻬齐⻮齿⻰龙⻳龟⻒镸⻟飠⻫斉⻭歯⻯竜⻲亀⻑長',
	].flatMap((radical, index, all) => {
		const meant = all[index + 1];
		return index % 2 === 0 && meant !== undefined ? [[radical, meant] as const] : [];
	}),
);

/**
 * Text with which other text is compared: without white space and characters that cannot be seen, and with one form
 * for those of full and half width, for ligatures and for radicals (Unicode's NFKC).
 */
export function plainText(text: string): string {
	return text
		.normalize('NFKC')
		.replace(/[\s\p{Cf}\p{Cc}]/gu, '')
		.replace(/[\u2e80-\u2eff戶戸靑]/g, (radical) => RADICALS.get(radical) ?? radical);
}
