/** Colors that tell signers apart on white paper, in signing order, then over again. The number tells them too. */
export const signerColors = ['#b3261e', '#0b57d0', '#146c2e', '#7b1fa2', '#8a5000', '#006a6a'];

/** The place of a signer's color in the list. */
export function colorIndex(signer: number): number {
	return signer % signerColors.length;
}

/** A signer's color as parts of red, green and blue, 0 to 1. */
export function colorParts(signer: number): [red: number, green: number, blue: number] {
	const hex = Number.parseInt(signerColors[colorIndex(signer)]?.slice(1) ?? '0', 16);
	return [(hex >> 16) / 255, ((hex >> 8) & 255) / 255, (hex & 255) / 255];
}
