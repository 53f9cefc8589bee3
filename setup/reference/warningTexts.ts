import type { OrderWarningCode } from '../../nodes/WoSignDoc/order/orderWarning';
import { SUBJECT_LENGTH } from '../../nodes/WoSignDoc/protocol/subject';

/** The codes of an order's warnings, for `docs/REFERENCE.md`; nothing that runs reads this. */
export const WARNING_TEXTS = {
	missingMaterial: 'A signer has no license or identity card image, or no other material: -57',
	personNumber: 'An identity card number cannot be right: length, region, date or check character',
	organizationNumber:
		'A unified social credit code or license number cannot be right: length or check character',
	orderNumberCharacters:
		'The order number has full-width digits or letters, or unusual spaces; it is sent as it is',
	imageType: 'An image is neither JPEG nor PNG',
	imageCut: 'A PNG or JPEG image is cut off: its end is missing',
	imageSize: 'An image is larger than 5 MB',
	imageTurned: 'A JPEG image is upright only by its EXIF data: the platform may show it turned',
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
	documentUnchecked: 'The PDF’s pages could not be looked at, so that positions were not checked',
	partChanged:
		'A part of a joined document lost something, was repaired, or has form fields that were renamed',
	partSize: 'A picture that is a part of a joined document is larger than 5 MB',
	formField:
		'What is to be known of a form that was filled in: a text was made smaller to fit its field, scripts don’t run, an XFA part was removed',
	callbackSize:
		'The signed document will come back larger than what usually lies before a receiver lets through (only Check)',
	otherOrderNumber:
		'WoSignDoc answered with another order number than the one that was sent (only Create, of an order that was sent)',
	otherEncoding:
		'WoSignDoc rejected the request in one encoding and read it in the other (only Create, with Request Encoding: Automatic)',
	codeOnSuccess:
		'WoSignDoc took the order, but also answered with a code (only Create, of an order that was sent)',
} satisfies Record<OrderWarningCode, string>;
