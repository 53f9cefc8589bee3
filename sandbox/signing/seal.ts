import { rgb, type PDFPage } from '@cantoo/pdf-lib';
import type { SandboxSigner } from '../sandboxOrder';
import type { Box } from './displayedPage';
import { drawLine, type SealFonts } from './sealFonts';

const vermilion = [0.82, 0.1, 0.1] as const;
const color = rgb(...vermilion);

/** The default stamp: a round seal with a star for organizations, a square one for persons. */
export function drawSeal(page: PDFPage, box: Box, signer: SandboxSigner, fonts: SealFonts): void {
	const side = Math.min(box.width, box.height);
	const x = box.x + box.width / 2;
	const y = box.y + box.height / 2;
	const round = signer.signType === 1;
	if (round) drawRound(page, x, y, side);
	else drawSquare(page, x, y, side);
	const width = side * (round ? 0.74 : 0.84);
	const nameY = y + side * (round ? -0.12 : 0.1);
	const line = { x, width, color: vermilion };
	drawLine(page, { ...line, text: signer.name, y: nameY, size: side * 0.3 }, fonts);
	const number = signer.number.replaceAll(/[^\x20-\x7e]/g, '?');
	drawLine(page, { ...line, text: number, y: y - side * 0.26, size: side * 0.1 }, fonts);
}

function drawRound(page: PDFPage, x: number, y: number, side: number): void {
	const borderWidth = side * 0.04;
	const radius = side / 2 - borderWidth / 2;
	page.drawEllipse({ x, y, xScale: radius, yScale: radius, borderColor: color, borderWidth });
	page.drawSvgPath(star(side * 0.16), { x, y: y + side * 0.16, color });
}

function drawSquare(page: PDFPage, x: number, y: number, side: number): void {
	const borderWidth = side * 0.05;
	const inner = side - borderWidth;
	const corner = { x: x - inner / 2, y: y - inner / 2 };
	page.drawRectangle({ ...corner, width: inner, height: inner, borderColor: color, borderWidth });
}

/** A five-pointed star around the origin, as an SVG path (y axis down). */
function star(radius: number): string {
	const points = Array.from({ length: 10 }, (_, index) => {
		const length = index % 2 === 0 ? radius : radius * 0.382;
		const angle = (index * Math.PI) / 5;
		return `${(length * Math.sin(angle)).toFixed(3)},${(-length * Math.cos(angle)).toFixed(3)}`;
	});
	return `M${points.join('L')}Z`;
}
