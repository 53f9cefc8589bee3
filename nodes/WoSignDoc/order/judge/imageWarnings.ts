import { fileTypeOf } from '../../protocol/fileType';
import { isCutOff } from '../../protocol/imageEnd';
import { imageTurn } from '../../protocol/imageTurn';
import { pictureAdvice } from '../../protocol/pictureAdvice';
import type { BinarySource, StoredFiles } from '../../shared/binarySource';
import { byteLength, bytesOf, firstBytes } from '../../shared/binarySource';
import { signerLabel } from '../fields/fieldLabels';
import type { OrderWarning } from '../orderWarning';
import type { OrderFields } from './orderSchema';

/** Images larger than this burden every server on the way, and are no clearer for it. */
const LARGEST_IMAGE = 5 * 1024 * 1024;
const IMAGE_TYPES = ['png', 'jpg'];

const CUT = 'is cut off: its end is missing, so that part of it may be gray. Upload it again';

const TURNED =
	'is upright only by its EXIF data, so that WoSignDoc may show it turned or mirrored. Save it upright, for example by n8n’s Edit Image node, operation Rotate';

const IMAGES = ['stampbase', 'pic', 'otherpic'] as const;

/**
 * Images that are neither JPEG nor PNG, truncated, rotated, or very large, and missing ones that the platform asks for.
 */
export async function imageWarnings(
	files: StoredFiles,
	{ signerlist }: OrderFields,
): Promise<OrderWarning[]> {
	const warnings: OrderWarning[] = [];
	for (const [index, signer] of signerlist.entries()) {
		for (const field of IMAGES) {
			const where = `Signer ${index + 1} › ${signerLabel(field, signer.signType)}`;
			const image = signer[field];
			if (image) warnings.push(...(await warningsOf(files, image, where)));
			else if (field !== 'stampbase') warnings.push(missingMaterial(where));
		}
	}
	return warnings;
}

/** PROTOCOL.md, CreateSignOrder, Decided: `pic` and `otherpic` are sent empty when there are none, with a warning. */
function missingMaterial(where: string): OrderWarning {
	const message = 'is missing; WoSignDoc may answer -57';
	return { code: 'missingMaterial', where, message };
}

async function warningsOf(
	files: StoredFiles,
	image: BinarySource,
	where: string,
): Promise<OrderWarning[]> {
	const beginning = await firstBytes(files, image);
	const { extension } = fileTypeOf(beginning);
	const megabytes = (byteLength(image) / 1024 / 1024).toFixed(1);
	const isImage = IMAGE_TYPES.includes(extension);
	const isCut = await isCutOff(extension, bytesOf(files, image));
	const isLarge = byteLength(image) > LARGEST_IMAGE;
	return [
		...(isImage ? [] : [{ code: 'imageType', where, message: notAnImage(extension) } as const]),
		...(isCut ? [{ code: 'imageCut', where, message: CUT } as const] : []),
		...(isLarge
			? [{ code: 'imageSize', where, message: `has ${megabytes} MB, more than 5 MB` } as const]
			: []),
		...(imageTurn(beginning) === 1
			? []
			: [{ code: 'imageTurned', where, message: TURNED } as const]),
	];
}

function notAnImage(extension: string): string {
	const advice = pictureAdvice(extension);
	return advice === undefined ? 'is neither JPEG nor PNG' : `is neither JPEG nor PNG: it ${advice}`;
}
