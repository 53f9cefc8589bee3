import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { z } from 'zod';
import { invalidParameters, mergeProblems } from '../protocol/errors';
import { forEachItem } from '../shared/itemLoop';
import { ParameterReader } from '../shared/parameterReader';
import { validationMessage } from '../shared/validationMessage';
import { simplifiedReport } from '../signatures/simplifiedReport';
import { readVerification, verifyDocument } from './verification/verifyDocument';

const SIMPLIFY_LABEL = 'Simplify';
const simplifySchema = z.boolean();

/**
 * The operation `document: verifySignatures`: what the signatures in each item's PDF say, added to the item's own JSON.
 * Any document gets a verdict, never an error; one without a signature isn't intact.
 */
export async function verifySignatures(context: IExecuteFunctions): Promise<INodeExecutionData[]> {
	return await forEachItem(context, {
		run: async (itemIndex) => await verifyItem(context, itemIndex),
		passesOn: true,
	});
}

async function verifyItem(context: IExecuteFunctions, itemIndex: number): Promise<IDataObject> {
	const parameters = new ParameterReader(context, itemIndex);
	const given = parameters.read('simplify', SIMPLIFY_LABEL, true);
	const read = await readVerification(context, itemIndex);
	const simplify = simplifySchema.safeParse(given, { errorMap: validationMessage });
	if (read.kind === 'wrong' || !simplify.success) {
		const issues = simplify.error?.issues ?? [];
		const found = issues.map(({ message }) => ({ where: SIMPLIFY_LABEL, message }));
		const others = read.kind === 'wrong' ? read.problems : [];
		throw invalidParameters(mergeProblems([...others, ...parameters.problems], found));
	}
	const { report } = await verifyDocument(context, itemIndex, read.verification);
	return simplify.data ? simplifiedReport(report) : { ...report };
}
