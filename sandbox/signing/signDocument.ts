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

/** A form field and its widget. */
interface TextField {
	field: PDFRef;
	widget: PDFRef;
}

/** A signed document, to which updates can be added before it is written out. */
export interface SignedPdf {
	file: IncrementalPdf;
	/** The content streams of the first signed page: an array in an indirect object. */
	contents: PDFRef;
	/** An empty text field on that page. */
	textField: TextField | undefined;
	/** The signed fields in signing order. */
	signatureFields: readonly SignatureField[];
	/** The empty document security store (PAdES, ETSI EN 319 142-1, 5.4.2). */
	securityStore: PDFRef | undefined;
}

/** The effects of signing other than the signatures themselves. */
export interface SignedLook {
	/** The level at which the first signer certifies the document (DocMDP). */
	certification: 1 | 2 | 3 | undefined;
	/** Whether stamps are drawn. */
	visibleSeal: boolean;
	/** Whether a signer's field has the rectangle of the signer's first place. */
	visibleField: boolean;
	/** Whether a watermark is drawn on every page. */
	watermark: boolean;
	/** About how many bytes signing adds, if more than needed. */
	growth: number | undefined;
}

export interface SigningOptions {
	/** Creates a signer's signature. If absent, the document isn't signed. */
	signerFor?: ((signer: SandboxSigner) => Promise<DocumentSigner>) | undefined;
	look: SignedLook;
	/** Whether to add a form with a text field. */
	withTextField?: boolean;
	/** Whether to add an empty security store. */
	withSecurityStore?: boolean;
}

/**
 * Signs an order's document: draws the stamps in signing order, writes the file (encrypted if the order has a
 * password), then adds each signature in its own incremental update.
 */
export async function signDocument(
	order: SandboxOrder,
	{ signerFor, look, withTextField = false, withSecurityStore = false }: SigningOptions,
): Promise<SignedPdf> {
	const pdf = await openDocument(order);
	if (look.watermark) await drawWatermark(pdf);
	if (look.visibleSeal) await drawStamps(pdf, order.signers);
	// It may claim PDF/A conformance, which forbids the following: compressed objects, encryption.
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

/** Approximate lengths of a signature's update and of a security store's, in bytes. */
const SIGNATURE_LENGTH = 17_300;
const STORE_LENGTH = 16_300;

/** Pads a file with an unreferenced object. */
function pad(file: IncrementalPdf, length: number): void {
	if (length <= 0) return;
	const ref = file.newObject();
	file.add(new Map([[ref, file.stream(Buffer.alloc(length, ' '), ref)]]));
}

// Makes the lists to be extended indirect objects, so that an incremental update needs to write only them.
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

/** A signer's field is on the page of the signer's first place. */
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

/** Adds a reference to the certifying signature, which is created later, to the catalog (ISO 32000-1, 12.8.4). */
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
