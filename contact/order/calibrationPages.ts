import type { PageBox } from '../../nodes/WoSignDoc/pdf/pageBox';
import type { Box } from '../../nodes/WoSignDoc/protocol/placement/box';

/** A page of the calibration document, and where its signer is asked to sign. */
export interface CalibrationPage {
	/** The page as its reader sees it, in points. */
	readonly seen: PageBox;
	/** The same page without its crop box. */
	readonly medium: PageBox;
	readonly about: string;
	/** Undefined on the last page, which shows what is drawn though nobody ordered it. */
	readonly position: Box | undefined;
}

const POINTS_A_MILLIMETER = 72 / 25.4;
const A4 = {
	left: 0,
	bottom: 0,
	right: 210 * POINTS_A_MILLIMETER,
	top: 297 * POINTS_A_MILLIMETER,
	unit: 1,
};
const UPRIGHT: PageBox = { ...A4, turn: 0 };
const TURNED: PageBox = { ...A4, turn: 90 };
const CROPPED: PageBox = {
	...UPRIGHT,
	left: 130,
	bottom: 210,
	right: A4.right - 20,
	top: A4.top - 30,
};

/**
 * Pages that tell apart how a platform may read a position. In whichever way it does (`document/readings.ts`), the box
 * lies 17 points or more from where any other reading puts it, because a page also stands for the one before it,
 * should pages count from 0.
 */
export const CALIBRATION_PAGES: readonly CalibrationPage[] = [
	{
		seen: UPRIGHT,
		medium: UPRIGHT,
		about: 'A4, upright',
		position: { x1: 0.45, y1: 0.67, x2: 0.6, y2: 0.74 },
	},
	{
		seen: TURNED,
		medium: TURNED,
		about: 'A4, turned by 90 degrees (/Rotate)',
		position: { x1: 0.35, y1: 0.82, x2: 0.45, y2: 0.92 },
	},
	{
		seen: CROPPED,
		medium: UPRIGHT,
		about: 'A4, cropped (/CropBox)',
		position: { x1: 0.28, y1: 0.45, x2: 0.48, y2: 0.55 },
	},
	{ seen: UPRIGHT, medium: UPRIGHT, about: 'A4, nothing is signed here', position: undefined },
];
