/** Colors that distinguish signers on white paper, in signing order, repeated as needed. Boxes are numbered too. */
export const signerColors = ['#b3261e', '#0b57d0', '#146c2e', '#7b1fa2', '#8a5000', '#006a6a'];

/** The index of a signer's color in the list. */
export function colorIndex(signer: number): number {
	return signer % signerColors.length;
}

/** A signer's color as red, green, and blue from 0 to 1. */
export function colorParts(signer: number): [red: number, green: number, blue: number] {
	const hex = Number.parseInt(signerColors[colorIndex(signer)]?.slice(1) ?? '0', 16);
	return [(hex >> 16) / 255, ((hex >> 8) & 255) / 255, (hex & 255) / 255];
}
