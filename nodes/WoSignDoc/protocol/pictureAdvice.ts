const BY_EDIT_IMAGE = 'convert it by n8n’s Edit Image node, with its option Format set to JPEG';
const BY_EXPORT =
	'export it as JPEG in the program that shows it; an iPhone takes JPEG with Settings › Camera › Formats › Most Compatible';

/** Image formats other than JPEG and PNG, by the extension that their bytes show, and how to convert them. */
const ADVICE: ReadonlyMap<string, string> = new Map([
	['heic', `is a HEIC picture; ${BY_EXPORT}`],
	['avif', `is an AVIF picture; export it as JPEG in the program that shows it`],
	['webp', `is a WebP picture; ${BY_EDIT_IMAGE}`],
	['tif', `is a TIFF picture; ${BY_EDIT_IMAGE}, or, of several pages, save it as PDF`],
	['gif', `is a GIF picture; ${BY_EDIT_IMAGE}`],
	['bmp', `is a BMP picture; ${BY_EDIT_IMAGE}`],
]);

/** What kind of image a file is, and how to convert it; undefined for JPEG, PNG, and anything else. */
export function pictureAdvice(extension: string): string | undefined {
	return ADVICE.get(extension);
}
