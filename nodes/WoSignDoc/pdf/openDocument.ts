import { PDFDict, PDFRawStream, waitForTick } from '@cantoo/pdf-lib';
import type { PDFObject } from '@cantoo/pdf-lib';
import { openEncryption } from './encryption/openEncryption';
import { Pace } from './file/pace';
import { unpackObjectStreams } from './objectStreams';
import { ObjectTable } from './objectTable';
import { damaged } from './pdfFacts';
import { reachableObjects } from './reachableObjects';
import type { Skeleton } from './skeleton';
import { catalogOf, readTrailer } from './trailer';

/** An opened PDF. */
export interface OpenedDocument {
	/** Its objects, decrypted. */
	readonly table: ObjectTable;
	/** The catalog, or a reference to it. */
	readonly root: PDFObject | undefined;
	/** The document information, if there is any. */
	readonly information: PDFObject | undefined;
	/** Whether it is encrypted. */
	readonly restricted: boolean;
	/** What is wrong with it, though it could be read. */
	readonly repaired: string | undefined;
}

/**
 * Opens a PDF as readers do that rebuild a damaged one: decrypts it if the empty password works, unpacks its object
 * streams, and finds its catalog. Throws a PdfProblem if that fails, or if part of it was lost.
 */
export async function openDocument(
	skeleton: Skeleton,
): Promise<OpenedDocument | 'passwordProtected'> {
	const table = new ObjectTable(skeleton.objects);
	const { root, information, encryption, id } = readTrailer(table, skeleton.trailers);
	const restricted = encryption instanceof PDFDict;
	const opened = restricted ? openEncryption(table, encryption, id) : undefined;
	if (opened === 'passwordProtected') return opened;
	table.decryption = opened;
	const objectStreams = skeleton.objectStreams.flatMap((kept) => {
		const stream = table.read(kept.number, kept);
		return stream instanceof PDFRawStream ? [{ start: kept.start, stream }] : [];
	});
	await unpackObjectStreams(table, objectStreams);
	const catalog = table.resolve(root) instanceof PDFDict ? root : catalogOf(table);
	if (skeleton.lacksEnd) await checkWhole(table, skeleton.numbers, catalog);
	const repaired = catalog === root ? skeleton.damage : 'does not say where its contents begin';
	return { table, root: catalog, information, restricted, repaired };
}

/** A file without its end may be truncated: no object that it refers to may be missing. */
async function checkWhole(
	table: ObjectTable,
	numbers: ReadonlySet<number>,
	root: PDFObject | undefined,
): Promise<void> {
	const pace = new Pace(waitForTick);
	for (const { reference } of reachableObjects(table, [root])) {
		const { objectNumber } = reference;
		if (!numbers.has(objectNumber) && !table.has(objectNumber)) {
			throw damaged('is cut off: its end is missing');
		}
		await pace.step();
	}
}
