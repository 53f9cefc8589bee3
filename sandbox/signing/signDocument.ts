import {
	PDFArray,
	PDFName,
	PDFNumber,
	PDFRef,
	type PDFDocument,
	type PDFPage,
} from '@cantoo/pdf-lib';
import type { SandboxOrder, SandboxSigner } from '../sandboxOrder';
import type { DocumentSigner } from './documentSigner';
import { drawStamps } from './drawStamps';
import { IncrementalPdf } from './incrementalPdf';
import { openDocument } from './openDocument';

/** A document that its signers have signed, to be written out, or added to before. */
export interface SignedPdf {
	file: IncrementalPdf;
	/** The content streams of the page that is signed first: an array, an object of its own. */
	contents: PDFRef;
	/** The dictionary of what is needed to judge the signatures (PAdES, ETSI EN 319 142-1, 5.4.2), still empty. */
	securityStore: PDFRef | undefined;
}

export interface SigningOptions {
	/** Who signs for a signer; left out, nobody signs. */
	signerFor?: ((signer: SandboxSigner) => Promise<DocumentSigner>) | undefined;
	/** Whether there is to be a security store, to be filled afterwards. */
	withSecurityStore?: boolean;
}

/**
 * Signs an order's document: the stamps are drawn in signing order, the file is written (encrypted when
 * the order has a password), then each signer signs it in an incremental update of their own. The
 * signature fields are invisible, as in the platform's genuine output.
 */
export async function signDocument(
	order: SandboxOrder,
	{ signerFor, withSecurityStore = false }: SigningOptions,
): Promise<SignedPdf> {
	const pdf = await openDocument(order);
	await drawStamps(pdf, order.signers);
	// A claim to be PDF/A stands there, which forbids what comes next: compressed objects, encryption.
	pdf.catalog.delete(PDFName.of('Metadata'));
	pdf.setProducer('WoSignDoc sandbox');
	if (order.subject) pdf.setSubject(order.subject);
	if (order.password) pdf.encrypt({ userPassword: order.password });
	const signatures = signerFor ? signatureFields(pdf, order.signers) : [];
	const contents = indirectArray(pdf, firstPage(pdf, order.signers).node, 'Contents');
	const securityStore = withSecurityStore ? emptySecurityStore(pdf) : undefined;
	const bytes = await pdf.save({ useObjectStreams: true, updateFieldAppearances: false });
	const file = new IncrementalPdf(Buffer.from(bytes), pdf.context);
	for (const { signer, field } of signatures)
		if (signerFor) await file.sign(field, await signerFor(signer));
	return { file, contents, securityStore };
}

// The lists that something is added to become objects of their own, so that an incremental update has
// to write nothing but them.
function signatureFields(pdf: PDFDocument, signers: readonly SandboxSigner[]) {
	const form = pdf.catalog.getOrCreateAcroForm().dict;
	form.set(PDFName.of('SigFlags'), PDFNumber.of(3));
	const fields = indirectArray(pdf, form, 'Fields');
	return signers.map((signer, index) => ({
		signer,
		field: {
			name: `Signature${index + 1}`,
			signerName: signer.name,
			fields,
			...onPage(pdf, signer),
		},
	}));
}

/** A signer's field stands on the page of their first place. */
function onPage(pdf: PDFDocument, signer: SandboxSigner): { page: PDFRef; annotations: PDFRef } {
	const { node, ref } = firstPage(pdf, [signer]);
	return { page: ref, annotations: indirectArray(pdf, node, 'Annots') };
}

function firstPage(pdf: PDFDocument, [signer]: readonly SandboxSigner[]): PDFPage {
	return pdf.getPage((signer?.places[0]?.page ?? 1) - 1);
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
