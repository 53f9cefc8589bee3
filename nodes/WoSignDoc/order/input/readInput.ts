import type { IExecuteFunctions } from 'n8n-workflow';
import { z } from 'zod';
import type { Problem } from '../../protocol/errors';
import { mergeProblems } from '../../protocol/errors';
import type { FileInput } from '../../shared/binaryField';
import { fieldNameSchema, readBinaryField } from '../../shared/binaryField';
import type { StoredFiles } from '../../shared/binarySource';
import { firstBytes } from '../../shared/binarySource';
import { ParameterReader } from '../../shared/parameterReader';
import { validationMessage } from '../../shared/validationMessage';
import { parameterLabel } from '../fields/fieldLabels';
import { fileFormatOf, plainFormat } from './fileFormat';
import type { OrderOptions } from './readOptions';
import { withImages } from './signerImages';
import { readSignersForm } from './signersForm';
import type { SignersInput } from './signersJson';
import { readSignersJson } from './signersJson';
import { toolNumberProblems } from './toolOrderNumber';

/** The document to be signed, as given. */
export interface DocumentInput {
	readonly filebase: FileInput;
	/** Its extension in lower case, without the dot. */
	readonly fileformat: string;
	readonly fileName?: string | undefined;
}

/** One item's parameters and files, in the shape that `orderSchema` checks. */
export interface OrderInput extends SignersInput {
	/** Undefined where it is none of those that there are. */
	readonly documentSource: DocumentSource | undefined;
	readonly tempid: unknown;
	readonly orderNumber: unknown;
	readonly subject: string;
	readonly password: string;
	readonly document?: DocumentInput;
}

const documentSourceSchema = z.enum(['file', 'template', 'templateWithFile']);
type DocumentSource = z.output<typeof documentSourceSchema>;
const signersModeSchema = z.enum(['form', 'json']);
const SIGNERS_LABEL = parameterLabel('signers');
const MODE_LABEL = `${SIGNERS_LABEL} › ${parameterLabel('signersMode')}`;

/**
 * Reads one item's parameters and binary fields into the shape that `orderSchema` checks. Nothing is judged
 * here: what is missing is marked, so that all problems are reported together.
 */
export async function readInput(
	context: IExecuteFunctions,
	itemIndex: number,
	{ subject, password, fileFormat, problems }: OrderOptions,
	files: StoredFiles,
): Promise<OrderInput> {
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
		...(isWithFile && {
			document: await readDocument(context, itemIndex, { fieldName, fileFormat }, files),
		}),
		signerlist: Array.isArray(signers.signerlist)
			? await Promise.all(
					signers.signerlist.map(async (signer) => await withImages(context, itemIndex, signer)),
				)
			: signers.signerlist,
	};
}

/** One of the values of a choice, or what is wrong with it. */
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

async function readDocument(
	context: IExecuteFunctions,
	itemIndex: number,
	{ fieldName, fileFormat }: { fieldName: unknown; fileFormat: string },
	files: StoredFiles,
): Promise<DocumentInput> {
	const filebase = await readBinaryField(context, itemIndex, fieldName);
	const given = plainFormat(fileFormat);
	if (filebase.kind === 'missing') return { filebase, fileformat: given };
	const { fileName, mimeType } = context.helpers.assertBinaryData(
		itemIndex,
		fieldNameSchema.parse(fieldName),
	);
	const beginning = async () => await firstBytes(files, filebase);
	return {
		filebase,
		fileformat: given || (await fileFormatOf({ fileName, mimeType }, beginning)),
		fileName,
	};
}
