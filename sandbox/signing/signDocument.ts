import { PDFArray, PDFName, PDFNumber, PDFRef, type PDFDocument } from '@cantoo/pdf-lib';
import type { SandboxOrder, SandboxSigner } from '../types';
import type { DocumentSigner } from './documentSigner';
import { drawStamps } from './drawStamps';
import { IncrementalPdf } from './incrementalPdf';
import { openDocument } from './openDocument';

/**
 * Signs an order's document: the stamps are drawn in signing order, the file is written (encrypted when
 * the order has a password), then each signer signs it in an incremental update of their own. The
 * signature fields are invisible, as in the platform's genuine output.
 */
export async function signDocument(
	order: SandboxOrder,
	signerFor: (signer: SandboxSigner) => Promise<DocumentSigner>,
): Promise<Buffer> {
	const pdf = await openDocument(order);
	await drawStamps(pdf, order.signers);
	// A claim to be PDF/A stands there, which forbids what comes next: compressed objects, encryption.
	pdf.catalog.delete(PDFName.of('Metadata'));
	pdf.setProducer('WoSignDoc sandbox');
	if (order.subject) pdf.setSubject(order.subject);
	if (order.password) pdf.encrypt({ userPassword: order.password });
	const fields = fieldList(pdf);
	const signatures = order.signers.map((signer, index) => ({
		signer,
		field: {
			name: `Signature${index + 1}`,
			signerName: signer.name,
			fields,
			...onPage(pdf, signer),
		},
	}));
	const file = new IncrementalPdf(
		Buffer.from(await pdf.save({ useObjectStreams: true, updateFieldAppearances: false })),
		pdf.context,
	);
	for (const { signer, field } of signatures) await file.sign(field, await signerFor(signer));
	return file.toBuffer();
}

// The lists that a signature is added to become objects of their own, so that an incremental update has
// to write nothing but them.
function fieldList(pdf: PDFDocument): PDFRef {
	const form = pdf.catalog.getOrCreateAcroForm().dict;
	form.set(PDFName.of('SigFlags'), PDFNumber.of(3));
	return indirectArray(pdf, form, 'Fields');
}

/** A signer's field stands on the page of their first place. */
function onPage(
	pdf: PDFDocument,
	{ places }: SandboxSigner,
): { page: PDFRef; annotations: PDFRef } {
	const { node, ref } = pdf.getPage((places[0]?.page ?? 1) - 1);
	return { page: ref, annotations: indirectArray(pdf, node, 'Annots') };
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
