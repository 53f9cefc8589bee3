import type { OrderWarningCode } from '../../nodes/WoSignDoc/order/orderWarning';
import { SUBJECT_LENGTH } from '../../nodes/WoSignDoc/protocol/subject';

/** The codes of an order's warnings. Used only for `docs/REFERENCE.md`. */
export const WARNING_TEXTS = {
	missingMaterial: 'A signer has no license or identity card image, or no other material: -57',
	personNumber: 'An identity card number is invalid: length, region, date, or check character',
	organizationNumber:
		'A unified social credit code or license number is invalid: length or check character',
	orderNumberCharacters:
		'The order number has full-width digits or letters, or unusual spaces; it is sent unchanged',
	imageType: 'An image is neither JPEG nor PNG',
	imageCut: 'A PNG or JPEG image is cut off: its end is missing',
	imageSize: 'An image is larger than 5 MB',
	imageTurned:
		'A JPEG image is upright only because of its EXIF data: the platform may show it rotated',
	boxesOverlap: 'Two boxes overlap on a page',
	boxTooSmall: 'A box is less than 10 mm wide or high',
	subjectCut: `The subject is longer than ${SUBJECT_LENGTH} characters and will be cut`,
	emptyRow: 'A row of the signers’ table is empty and was skipped',
	ignoredField: 'A field in the signers’ JSON is unknown and was ignored',
	misspelledField:
		'A field in the signers’ JSON is unknown and was ignored, but resembles a known one',
	documentRestricted: 'The PDF has an owner password: the platform may not be able to sign it',
	documentRepaired:
		'The PDF is damaged, though its pages could be read: the platform may reject it',
	documentUnchecked: 'The PDF’s pages could not be read, so positions were not checked',
	partChanged:
		'A part of a joined document lost something, was repaired, or had form fields renamed',
	partSize: 'A picture in a joined document is larger than 5 MB',
	formField:
		'A filled form has side effects: text was made smaller to fit its field, scripts don’t run, an XFA part was removed',
	callbackSize:
		'The push of the signed document will exceed the size that common proxies accept (only Check)',
	otherOrderNumber:
		'WoSignDoc responded with a different order number than the one sent (only Create, after sending)',
	otherEncoding:
		'WoSignDoc rejected the request in one encoding and accepted it in the other (only Create, with Request Encoding: Automatic)',
	codeOnSuccess:
		'WoSignDoc accepted the order, but also returned a code (only Create, after sending)',
} satisfies Record<OrderWarningCode, string>;
