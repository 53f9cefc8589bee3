import { PDFArray, PDFDict, PDFDocument, PDFName, PDFRawStream, PDFRef } from '@cantoo/pdf-lib';
import { parse, type Value } from '../pdf/value';
import type { Held } from './base';
import { Draft } from './draft';

/** Reads an existing file as far as updates require. */
export async function readDraft(file: Buffer, password?: string): Promise<Draft> {
	const options = { updateMetadata: false, ignoreEncryption: password === undefined };
	const pdf = await PDFDocument.load(file, { ...options, ...(password && { password }) });
	const objects = new Map<number, Held>();
	for (const [{ objectNumber }, object] of pdf.context.enumerateIndirectObjects()) {
		if (object instanceof PDFRawStream) {
			const stream = Buffer.from(object.contents).toString('latin1');
			objects.set(objectNumber, { value: valueOf(object.dict), stream });
		} else if (object instanceof PDFDict || object instanceof PDFArray)
			objects.set(objectNumber, { value: valueOf(object) });
	}
	const { Root, Info, ID, Encrypt } = pdf.context.trailerInfo;
	const root = Root instanceof PDFRef ? Root.objectNumber : 1;
	const pages = pdf.getPages().map(({ ref }) => ref.objectNumber);
	const draft = Draft.of(objects, root, pages);
	draft.info = Info instanceof PDFRef ? Info.objectNumber : undefined;
	const store = pdf.catalog.get(PDFName.of('DSS'));
	draft.store = store instanceof PDFRef ? store.objectNumber : undefined;
	for (const [key, value] of Object.entries({ ID, Encrypt }))
		if (value) draft.trailer.push([`/${key}`, String(value)]);
	return draft;
}

function valueOf(object: PDFDict | PDFArray): Value {
	return parse(String(object));
}
