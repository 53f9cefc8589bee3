import type { IExecuteFunctions } from 'n8n-workflow';
import { z } from 'zod';
import type { Problem } from '../../protocol/errors';
import { mergeProblems } from '../../protocol/errors';
import type { StoredFiles } from '../../shared/binarySource';
import { ParameterReader } from '../../shared/parameterReader';
import { validationMessage } from '../../shared/validationMessage';
import { parameterLabel } from '../fields/fieldLabels';
import type { DocumentInput, PartInput } from './documentInput';
import { readDocument, readParts } from './readDocument';
import type { FormInput } from './formValues';
import type { OrderOptions } from './readOptions';
import { withImages } from './signerImages';
import { readSignersForm } from './signersForm';
import type { SignersInput } from './signersJson';
import { readSignersJson } from './signersJson';
import { toolNumberProblems } from './toolOrderNumber';

/** One item's parameters and files, as provided: `makeDocument` makes the one document to send from them. */
export interface GivenOrder extends SignersInput {
	/** Undefined if it isn't a known source. */
	readonly documentSource: DocumentSource | undefined;
	readonly tempid: unknown;
	readonly orderNumber: unknown;
	readonly subject: string;
	readonly password: string;
	/** Undefined for a template's own document. */
	readonly document: DocumentInput | undefined;
	/** The values to fill in its form with, if any. */
	readonly form: FormInput | undefined;
	/** The files to join instead of a single one, in order. */
	readonly parts?: readonly PartInput[];
}

const documentSourceSchema = z.enum(['file', 'files', 'template', 'templateWithFile']);
type DocumentSource = z.output<typeof documentSourceSchema>;
const signersModeSchema = z.enum(['form', 'json']);
const SIGNERS_LABEL = parameterLabel('signers');
const MODE_LABEL = `${SIGNERS_LABEL} › ${parameterLabel('signersMode')}`;

/**
 * Reads one item's parameters and binary fields. Nothing is validated here: what is missing is marked as missing, so
 * that all problems are reported together.
 */
export async function readInput(
	context: IExecuteFunctions,
	itemIndex: number,
	{ subject, password, fileFormat, formValues: values, flattenForm, problems }: OrderOptions,
	files: StoredFiles,
): Promise<GivenOrder> {
	const parameters = new ParameterReader(context, itemIndex);
	const read = (name: string) => parameters.read(name, parameterLabel(name));
	const source = choose(
		documentSourceSchema,
		read('documentSource'),
		parameterLabel('documentSource'),
	);
	const signers = readSigners(parameters);
	const tempid = read('templateId');
	const orderNumber = read('orderNumber');
	const isWithFile = source.chosen === 'file' || source.chosen === 'templateWithFile';
	const fieldName = isWithFile && read('binaryPropertyName');
	const names = source.chosen === 'files' && read('binaryPropertyNames');
	const document = isWithFile
		? await readDocument(context, itemIndex, { fieldName, fileFormat }, files)
		: undefined;
	return {
		...signers,
		problems: mergeProblems(
			[...problems, ...parameters.problems, ...toolNumberProblems(context)],
			[...source.problems, ...signers.problems],
		),
		documentSource: source.chosen,
		tempid,
		orderNumber,
		subject,
		password,
		document,
		form: values && { values, flatten: flattenForm },
		...(source.chosen === 'files' && { parts: await readParts(context, itemIndex, names) }),
		signerlist: await withAllImages(context, itemIndex, signers.signerlist),
	};
}

async function withAllImages(
	context: IExecuteFunctions,
	itemIndex: number,
	signerlist: unknown,
): Promise<unknown> {
	if (!Array.isArray(signerlist)) return signerlist;
	return await Promise.all(
		signerlist.map(async (signer) => await withImages(context, itemIndex, signer)),
	);
}

/** One of a parameter's options, or what is wrong with the value. */
function choose<Value>(
	schema: z.ZodType<Value>,
	given: unknown,
	where: string,
): { chosen: Value | undefined; problems: Problem[] } {
	const { data, error } = schema.safeParse(given, { errorMap: validationMessage });
	const problems = (error?.issues ?? []).map(({ message }) => ({ where, message }));
	return { chosen: data, problems };
}

function readSigners(parameters: ParameterReader): SignersInput {
	const given = parameters.read('signersMode', MODE_LABEL);
	const mode = choose(signersModeSchema, given, MODE_LABEL);
	switch (mode.chosen) {
		case 'json':
			return readSignersJson(parameters.read('signersJson', SIGNERS_LABEL));
		case 'form':
			return {
				signerlist: readSignersForm(parameters.read('signers', SIGNERS_LABEL)),
				problems: [],
				warnings: [],
			};
		case undefined:
			return { signerlist: undefined, problems: mode.problems, warnings: [] };
	}
}
