import { waitForTick } from '@cantoo/pdf-lib';
import { CrossReferences } from './crossReferences';
import { Pace } from './file/pace';
import { openDocument } from './openDocument';
import { factsOfProblem } from './pdfFacts';
import { reachableObjects } from './reachableObjects';
import { Skeleton } from './skeleton';

const PIECE = 64 * 1_024;
const AMBIGUOUS = 'is put together so that programs may show different things';
const MALFORMED = 'has parts that cannot be read';

/**
 * Why a PDF that the PDF library reads, which goes by the objects themselves, may be another document for readers, which
 * follow the cross-references; completes a sentence about it. Undefined where there is no reason to believe so.
 */
export async function otherReading(pdf: Uint8Array): Promise<string | undefined> {
	try {
		return await differenceIn(Buffer.from(pdf.buffer, pdf.byteOffset, pdf.length));
	} catch (error) {
		const facts = factsOfProblem(error);
		return 'reason' in facts ? facts.reason : MALFORMED;
	}
}

async function differenceIn(pdf: Buffer): Promise<string | undefined> {
	const [skeleton, references] = [new Skeleton('all'), new CrossReferences()];
	const pace = new Pace(waitForTick);
	for (let at = 0; at < pdf.length; at += PIECE) {
		skeleton.feed(pdf.subarray(at, at + PIECE));
		references.feed(pdf.subarray(at, at + PIECE));
		await pace.step();
	}
	skeleton.end();
	const opened = await openDocument(skeleton);
	if (opened === 'passwordProtected') return MALFORMED;
	const { table, root } = opened;
	for (const reached of reachableObjects(table, [root])) {
		void reached;
		await pace.step();
	}
	if (table.lacksParts) return MALFORMED;
	return (await references.agreeWith(table, root)) === false ? AMBIGUOUS : undefined;
}
