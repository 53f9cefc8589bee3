import { waitForTick } from '@cantoo/pdf-lib';
import { CrossReferences } from './crossReferences';
import { feedSkeleton } from './feedSkeleton';
import { Pace } from './file/pace';
import { openDocument } from './openDocument';
import { factsOfProblem } from './pdfFacts';
import { reachableObjects } from './reachableObjects';

const AMBIGUOUS = 'is put together so that programs may show different things';
const MALFORMED = 'has parts that cannot be read';

/**
 * Why a PDF that the PDF library can read, which goes by the objects themselves, may be a different document for
 * readers, which follow the cross-references; completes a sentence about it. Undefined if there is no reason to believe
 * so.
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
	const crossReferences = new CrossReferences();
	const fed = await feedSkeleton([pdf], 'all', crossReferences);
	if (fed.kind === 'wrong') throw fed.problem;
	const opened = await openDocument(fed.skeleton);
	if (opened === 'passwordProtected') return MALFORMED;
	const { table, root } = opened;
	const pace = new Pace(waitForTick);
	for (const reached of reachableObjects(table, [root])) {
		void reached;
		await pace.step();
	}
	if (table.lacksParts) return MALFORMED;
	return (await crossReferences.agreeWith(table, root)) === false ? AMBIGUOUS : undefined;
}
