import type { PDFPage } from '@cantoo/pdf-lib';
import type { Behavior } from '../behavior';
import { Refusal } from '../refusal';
import type { SandboxSigner } from '../sandboxOrder';
import { seenPlace } from '../signing/displayedPage';
import { templates, type Template } from '../templates';
import { decodeBase64 } from './base64';
import { checkPages } from './checkPlaces';
import { checkSigner } from './checkSigner';
import { documentedForm } from './documentedForm';
import { optionalArray, optionalString, type Fields } from './fields';
import { readPages } from './readPages';

/** A CreateSignOrder that passed every check. */
export interface CheckedOrder {
	orderNumber: string;
	document: Buffer;
	fileFormat: string;
	templateId?: string | undefined;
	subject?: string | undefined;
	password?: string | undefined;
	signers: SandboxSigner[];
}

/**
 * Checks a CreateSignOrder in this order: order number (-100, -55), conflict (-46, -47), template (-43),
 * document (-100, -56, -79, -61), signer list (-100, -79, -48), each signer (see checkSigner; a signer type that
 * differs from the template's is -49), places (-100), and last the document's pages (-79). Throws Refusal.
 * `assertFree` throws if an order already has this number. If the profile's platform reads a different form than
 * documented, the request is converted first (documentedForm).
 */
export async function checkOrder(
	received: Fields,
	behavior: Behavior,
	assertFree: (orderNumber: string) => void,
): Promise<CheckedOrder> {
	const request = documentedForm(received, behavior);
	const orderNumber = checkOrderNumber(request, assertFree);
	const templateId = optionalString(request, 'tempid') || undefined;
	const template = templateId === undefined ? undefined : findTemplate(templateId);
	const file = checkFile(request, template);
	const listed = checkSigners(request, template);
	const { document, fileFormat } = file ?? (await templateFile(request, template));
	const signers = listed.map((signer, index) => withPlaces(signer, index, template));
	const pages = await readPages(document, fileFormat);
	checkPages(signers, pages?.length ?? Infinity);
	return {
		orderNumber,
		document,
		fileFormat,
		templateId,
		subject: cutSubject(optionalString(request, 'subject')) || template?.subject,
		password: optionalString(request, 'password') || undefined,
		signers: signers.map((signer) =>
			listed.includes(signer) ? withSeenPlaces(signer, behavior, pages) : signer,
		),
	};
}

function checkOrderNumber(request: Fields, assertFree: (orderNumber: string) => void): string {
	if (request['orderNumber'] === undefined) {
		throw new Refusal('incompleteRequest', 'orderNumber is missing', 'withoutOrderNumber');
	}
	const orderNumber = optionalString(request, 'orderNumber');
	if (!orderNumber.trim()) throw new Refusal('orderNumberEmpty', 'orderNumber is empty');
	assertFree(orderNumber);
	return orderNumber;
}

function findTemplate(id: string): Template {
	const template = templates.get(id);
	if (!template) throw new Refusal('templateNotFound', `no template ${id}`);
	return template;
}

function checkFile(request: Fields, template: Template | undefined) {
	const filebase = optionalString(request, 'filebase');
	if (!filebase) {
		if (template) return undefined;
		throw withoutDocument(request);
	}
	const fileFormat = optionalString(request, 'fileformat');
	if (!fileFormat.trim()) {
		// A platform that requires empty fields can tell an empty one from one that's missing.
		const situation = request['fileformat'] === undefined ? 'withoutFileFormat' : undefined;
		throw new Refusal('fileFormatEmpty', 'fileformat is empty', situation);
	}
	if (!/^[A-Za-z0-9]{1,10}$/.test(fileFormat)) {
		throw new Refusal('wrongParameter', 'fileformat is not a file extension without the dot');
	}
	return { document: decodeBase64(filebase, 'filebase'), fileFormat: fileFormat.toLowerCase() };
}

function withoutDocument({ filebase }: Fields): Refusal {
	const situation = filebase === undefined ? 'withoutDocument' : undefined;
	return new Refusal('incompleteRequest', 'neither filebase nor tempid', situation);
}

async function templateFile(request: Fields, template: Template | undefined) {
	if (!template) throw withoutDocument(request);
	return { document: await template.document(), fileFormat: 'pdf' };
}

function checkSigners(request: Fields, template: Template | undefined): SandboxSigner[] {
	const list = optionalArray(request, 'signerlist');
	if (!list) throw new Refusal('incompleteRequest', 'signerlist is missing', 'withoutSigners');
	if (list.length === 0) throw new Refusal('wrongSignerCount', 'no signers', 'noSigners');
	const expected = template?.signers.length ?? list.length;
	if (list.length !== expected) {
		throw new Refusal('wrongSignerCount', `${list.length} signers instead of ${expected}`);
	}
	return list.map((signer, index) => checkSigner(signer, `signerlist[${index}]`));
}

function withPlaces(signer: SandboxSigner, index: number, template: Template | undefined) {
	const expected = template?.signers[index];
	if (expected && expected.signType !== signer.signType) {
		throw new Refusal('wrongSignerType', `signer ${index + 1} must have type ${expected.signType}`);
	}
	if (signer.places.length > 0) return signer;
	if (!expected) {
		const reason = `signerlist[${index}].signlist is missing`;
		throw new Refusal('incompleteRequest', reason, 'withoutPosition');
	}
	return { ...signer, places: expected.places };
}

/** Converts the request's places, which this platform may measure differently than its templates' places. */
function withSeenPlaces(
	signer: SandboxSigner,
	{ placement }: Behavior,
	pages: readonly PDFPage[] | undefined,
): SandboxSigner {
	const places = signer.places.map((place) => seenPlace(place, placement, pages?.[place.page - 1]));
	return { ...signer, places };
}

/** Cuts a subject of more than 256 characters; it then ends in `…`. */
function cutSubject(subject: string): string {
	const characters = [...subject];
	return characters.length > 256 ? `${characters.slice(0, 255).join('')}…` : subject;
}
