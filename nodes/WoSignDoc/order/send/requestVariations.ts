import type { BoxOnPage } from '../../protocol/placement/box';
import { roundBox } from '../../protocol/placement/box';
import type { BodyEncoding } from '../../shared/bodyEncoding';
import { ESCAPED_JSON_BODY, JSON_BODY } from '../../shared/bodyEncoding';
import type { RequestObject, RequestValue } from '../../shared/jsonParts';
import { isObject, isSource } from '../../shared/jsonParts';
import type { PlatformVariations } from '../fields/platformVariations';

/** An entry of a `signlist`, with its page counted and its position measured as the platform expects. */
export function signlistEntry(
	{ page, box }: BoxOnPage,
	variations: PlatformVariations,
): RequestObject {
	const number = variations.has('pagesFromZero') ? page - 1 : page;
	const { x1, y1, x2, y2 } = variations.has('positionsFromUpperLeft')
		? roundBox({ ...box, y1: 1 - box.y2, y2: 1 - box.y1 })
		: box;
	return {
		pagenumber: variations.has('pagesAsText') ? String(number) : number,
		position: [x1, y1, x2, y2].join(','),
	};
}

/** The encoding that the platform expects. */
export function encodingFor(encoding: BodyEncoding, variations: PlatformVariations): BodyEncoding {
	return encoding === JSON_BODY && variations.has('escapedPlusSigns')
		? ESCAPED_JSON_BODY
		: encoding;
}

/** The same request with the keys of each object sorted by name. */
export function withSortedKeys(request: RequestObject): RequestObject {
	const keys = Object.keys(request).sort();
	return Object.fromEntries(keys.map((key) => [key, sorted(request[key] ?? '')]));
}

function sorted(value: RequestValue): RequestValue {
	if (typeof value !== 'object') return value;
	if (!isObject(value)) return value.map(sorted);
	return isSource(value) ? value : withSortedKeys(value);
}
