import {
	PDFArray,
	PDFName,
	PDFNumber,
	PDFRef,
	type PDFDocument,
	type PDFPage,
} from '@cantoo/pdf-lib';
import type { SandboxOrder, SandboxSigner } from '../sandboxOrder';
import { rectangleOn } from './displayedPage';
import type { DocumentSigner } from './documentSigner';
import { drawStamps } from './drawStamps';
import { drawWatermark } from './drawWatermark';
import { IncrementalPdf } from './incrementalPdf';
import { openDocument } from './openDocument';
import type { SignatureField } from './signatureDictionaries';

/** A form field and where it stands on its page. */
interface TextField {
	field: PDFRef;
	widget: PDFRef;
}

/** A document that its signers have signed, to be written out, or added to before. */
export interface SignedPdf {
	file: IncrementalPdf;
	/** The content streams of the page that is signed first: an array, an object of its own. */
	contents: PDFRef;
	/** A text field on that page, still empty. */
	textField: TextField | undefined;
	/** The fields, in signing order, that the signers have signed. */
	signatureFields: readonly SignatureField[];
	/** The dictionary of what is needed to judge the signatures (PAdES, ETSI EN 319 142-1, 5.4.2), still empty. */
	securityStore: PDFRef | undefined;
}

/** What is seen of signing, besides the signatures themselves. */
export interface SignedLook {
	/** The level at which the first signer certifies the document (DocMDP), as in the platform's genuine output. */
	certification: 1 | 2 | 3 | undefined;
	/** Whether stamps are drawn. */
	visibleSeal: boolean;
	/** Whether a signer's field has the rectangle of their first place. */
	visibleField: boolean;
	/** Whether every page carries something that nobody ordered. */
	watermark: boolean;
	/** About how many bytes longer a document is once it is signed, if that is more than it takes. */
	growth: number | undefined;
}

export interface SigningOptions {
	/** Who signs for a signer; left out, nobody signs. */
	signerFor?: ((signer: SandboxSigner) => Promise<DocumentSigner>) | undefined;
	look: SignedLook;
	/** Whether there is to be a form with a text field. */
	withTextField?: boolean;
	/** Whether there is to be a security store, to be filled afterward. */
	withSecurityStore?: boolean;
}

/**
 * Signs an order's document: the stamps are drawn in signing order, the file is written (encrypted when
 * the order has a password), then each signer signs it in an incremental update of their own.
 */
export async function signDocument(
	order: SandboxOrder,
	{ signerFor, look, withTextField = false, withSecurityStore = false }: SigningOptions,
): Promise<SignedPdf> {
	const pdf = await openDocument(order);
	if (look.watermark) await drawWatermark(pdf);
	if (look.visibleSeal) await drawStamps(pdf, order.signers);
	// A claim to be PDF/A stands there, which forbids what comes next: compressed objects, encryption.
	pdf.catalog.delete(PDFName.of('Metadata'));
	pdf.setProducer('WoSignDoc sandbox');
	if (order.subject) pdf.setSubject(order.subject);
	if (order.password) pdf.encrypt({ userPassword: order.password });
	const textField = withTextField ? addTextField(firstPage(pdf, order.signers), pdf) : undefined;
	const signatures = signerFor ? signatureFields(pdf, order.signers, look) : [];
	const contents = indirectArray(pdf, firstPage(pdf, order.signers).node, 'Contents');
	const securityStore = withSecurityStore ? emptySecurityStore(pdf) : undefined;
	const bytes = await pdf.save({ useObjectStreams: true, updateFieldAppearances: false });
	const file = new IncrementalPdf(Buffer.from(bytes), pdf.context);
	if (look.growth !== undefined) {
		const later = signatures.length * SIGNATURE_LENGTH + (withSecurityStore ? STORE_LENGTH : 0);
		pad(file, order.document.length + look.growth - bytes.length - later);
	}
	for (const { signer, field } of signatures)
		if (signerFor) await file.sign(field, await signerFor(signer));
	const fields = signatures.map(({ field }) => field);
	return { file, contents, textField, signatureFields: fields, securityStore };
}

/** About as much as the update of a signature takes, and that of a security store. */
const SIGNATURE_LENGTH = 17_300;
const STORE_LENGTH = 16_300;

/** Makes a file longer by an object that nothing refers to. */
function pad(file: IncrementalPdf, length: number): void {
	if (length <= 0) return;
	const ref = file.newObject();
	file.add(new Map([[ref, file.stream(Buffer.alloc(length, ' '), ref)]]));
}

// The lists that something is added to become objects of their own, so that an incremental update has
// to write nothing but them.
function signatureFields(
	pdf: PDFDocument,
	signers: readonly SandboxSigner[],
	{ certification: level, visibleField }: SignedLook,
) {
	const form = pdf.catalog.getOrCreateAcroForm().dict;
	form.set(PDFName.of('SigFlags'), PDFNumber.of(3));
	const fields = indirectArray(pdf, form, 'Fields');
	const certification = level && { signature: permissions(pdf), level };
	return signers.map((signer, index) => ({
		signer,
		field: {
			name: `Signature${index + 1}`,
			signerName: signer.name,
			fields,
			...onPage(pdf, signer),
			rectangle: visibleField ? firstRectangle(pdf, signer) : undefined,
			certification: index === 0 ? certification : undefined,
		},
	}));
}

/** A signer's field stands on the page of their first place. */
function onPage(pdf: PDFDocument, signer: SandboxSigner): { page: PDFRef; annotations: PDFRef } {
	const { node, ref } = firstPage(pdf, [signer]);
	return { page: ref, annotations: indirectArray(pdf, node, 'Annots') };
}

function firstRectangle(pdf: PDFDocument, signer: SandboxSigner): number[] | undefined {
	const [place] = signer.places;
	return place && rectangleOn(firstPage(pdf, [signer]), place);
}

function firstPage(pdf: PDFDocument, [signer]: readonly SandboxSigner[]): PDFPage {
	return pdf.getPage((signer?.places[0]?.page ?? 1) - 1);
}

/** Names the signature that certifies the document in its catalog (ISO 32000-1, 12.8.4); it is made later. */
function permissions(pdf: PDFDocument): PDFRef {
	const signature = pdf.context.nextRef();
	pdf.catalog.set(PDFName.of('Perms'), pdf.context.obj({ DocMDP: signature }));
	return signature;
}

function addTextField(page: PDFPage, pdf: PDFDocument): TextField {
	const field = pdf.getForm().createTextField('Remark');
	field.addToPage(page, { x: 40, y: 20, width: 200, height: 20 });
	const [widget] = field.acroField.getWidgets();
	const ref = widget && pdf.context.getObjectRef(widget.dict);
	if (!ref) throw new Error('the field is on no page');
	return { field: field.ref, widget: ref };
}

function emptySecurityStore(pdf: PDFDocument): PDFRef {
	const store = pdf.context.register(pdf.context.obj({}));
	pdf.catalog.set(PDFName.of('DSS'), store);
	return store;
}

function indirectArray(
	pdf: PDFDocument,
	dictionary: { get(key: PDFName): unknown; set(key: PDFName, value: PDFRef): void },
	key: string,
): PDFRef {
	const value = dictionary.get(PDFName.of(key));
	if (value instanceof PDFRef) return value;
	const ref = pdf.context.register(value instanceof PDFArray ? value : pdf.context.obj([]));
	dictionary.set(PDFName.of(key), ref);
	return ref;
}
