import type { Color, LegendRow, PreviewContent } from '../../pdf/preview/previewContent';
import type { Problem } from '../../protocol/errors';
import type { ListedBox } from './boxList';

/** Printed across each page, so that a preview isn't signed by mistake. */
const WARNING = ['PREVIEW – not for signature', '预览件，请勿签署'];

/** Most color-blind people can distinguish them, too; the boxes' numbers are unique in any case. */
const COLORS: readonly Color[] = [
	[0, 0.35, 0.75],
	[0.8, 0.3, 0],
	[0, 0.5, 0.35],
	[0.6, 0.1, 0.5],
	[0.45, 0.35, 0],
	[0.05, 0.5, 0.6],
	[0.7, 0.05, 0.15],
	[0.3, 0.3, 0.35],
];
/** Boxes and problems that the legend lists; the item's JSON lists all of them. */
const MOST_ROWS = 500;
const MOST_PROBLEMS = 30;

/** What a document's preview shows. */
export function previewContent(
	fileName: string,
	boxes: readonly ListedBox[],
	problems: readonly Problem[],
): PreviewContent {
	return {
		warning: WARNING,
		title: `${fileName}: ${boxes.length === 1 ? '1 box' : `${boxes.length} boxes`} to sign in (签署区)`,
		boxes: boxes.map(({ page, fractions, number, signer, name }) => ({
			page,
			box: fractions,
			number,
			name: name || `Signer ${signer}`,
			color: colorOf(signer),
		})),
		rows: [
			...boxes.slice(0, MOST_ROWS).map(boxRow),
			...more(boxes.length - MOST_ROWS, 'boxes'),
			...problems.slice(0, MOST_PROBLEMS).map(problemRow),
			...more(problems.length - MOST_PROBLEMS, 'problems'),
		],
	};
}

function colorOf(signer: number): Color {
	return COLORS[(signer - 1) % COLORS.length] ?? [0, 0, 0];
}

function boxRow(box: ListedBox): LegendRow {
	const { number, signer, name, position, page, millimeters } = box;
	const remarks = [
		...(box.keyword === undefined ? [] : [`at the keyword (关键字) “${box.keyword}”`]),
		...(box.overlaps.length > 0 ? [`OVERLAPS (重叠) ${box.overlaps.join(', ')}`] : []),
		...(box.offPage ? ['REACHES PAST THE PAGE (超出页面)'] : []),
	];
	return {
		mark: { number, color: colorOf(signer) },
		lines: [
			`Signer (签署人) ${signer}${name ? `: ${name}` : ''}`,
			`Position ${position}, page (页) ${page}: ${millimeters.width} × ${millimeters.height} mm, ${millimeters.x1} mm from the left, ${millimeters.y1} mm from the bottom`,
			...(remarks.length > 0 ? [remarks.join('; ')] : []),
		],
	};
}

function problemRow({ where, message }: Problem): LegendRow {
	return { lines: [`PROBLEM (问题): ${where ? `${where}: ` : ''}${message}`] };
}

function more(count: number, what: string): LegendRow[] {
	return count > 0 ? [{ lines: [`${count} more ${what}`] }] : [];
}
