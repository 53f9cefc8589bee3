import type { PageBox } from '../../nodes/WoSignDoc/pdf/pageBox';
import type { Box } from '../../nodes/WoSignDoc/protocol/placement/box';

/** A page of the calibration document, and the position of its signature. */
export interface CalibrationPage {
	/** The displayed page, in points. */
	readonly seen: PageBox;
	/** The same page without its crop box. */
	readonly medium: PageBox;
	readonly about: string;
	/** Undefined for the last page, which shows what the platform draws without being asked. */
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
 * Pages that show how a platform interprets positions. With each interpretation (`document/readings.ts`), the box is at
 * least 17 points away from where any other interpretation puts it. That includes counting pages from 0, with which
 * each page's box is put on the next page.
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
		about: 'A4, rotated by 90 degrees (/Rotate)',
		position: { x1: 0.35, y1: 0.82, x2: 0.45, y2: 0.92 },
	},
	{
		seen: CROPPED,
		medium: UPRIGHT,
		about: 'A4, cropped (/CropBox)',
		position: { x1: 0.28, y1: 0.45, x2: 0.48, y2: 0.55 },
	},
	{ seen: UPRIGHT, medium: UPRIGHT, about: 'A4, no signature here', position: undefined },
];
