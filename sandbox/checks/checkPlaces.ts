import { Refusal } from '../refusal';
import type { SandboxSigner, SigningPlace } from '../sandboxOrder';
import type { Fields } from './fields';

const fraction = /^ *(?:0(?:\.\d+)?|1(?:\.0+)?) *$/;

/** Checks `signlist`: page numbers from 1, positions `x1,y1,x2,y2` as fractions of the page (-79). */
export function checkPlaces(signlist: Fields[] = [], at: string): SigningPlace[] {
	return signlist.map(({ pagenumber, position }, index) => {
		const place = `${at}.signlist[${index}]`;
		if (pagenumber === undefined || position === undefined) {
			throw new Refusal('incompleteRequest', `${place} is incomplete`);
		}
		if (typeof pagenumber !== 'number' || !Number.isInteger(pagenumber) || pagenumber < 1) {
			throw new Refusal('wrongParameter', `${place}.pagenumber is not a page number`);
		}
		return { page: pagenumber, ...checkPosition(position, place) };
	});
}

function checkPosition(position: unknown, place: string): Omit<SigningPlace, 'page'> {
	const parts = typeof position === 'string' ? position.split(',') : [];
	const [x1 = NaN, y1 = NaN, x2 = NaN, y2 = NaN] = parts.map(Number);
	const wellFormed = parts.length === 4 && parts.every((part) => fraction.test(part));
	if (!wellFormed || x1 >= x2 || y1 >= y2) {
		throw new Refusal(
			'wrongParameter',
			`${place}.position is not x1,y1,x2,y2 in fractions of the page`,
		);
	}
	return { x1, y1, x2, y2 };
}

/** Checks that every page to be signed exists (-79). */
export function checkPages(signers: readonly SandboxSigner[], pageCount: number): void {
	const last = Math.max(...signers.flatMap(({ places }) => places.map(({ page }) => page)));
	if (last > pageCount) {
		throw new Refusal('wrongParameter', `page ${last}, but the document has ${pageCount} pages`);
	}
}
