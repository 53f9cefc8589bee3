import type { IExecuteFunctions } from 'n8n-workflow';
import { z } from 'zod';
import { SIGN_TYPES } from '../../protocol/constants';
import type { Problem } from '../../protocol/errors';
import { withoutEchoes } from '../../protocol/errors';
import type { FileInput } from '../../shared/binaryField';
import { fieldNameSchema, missing, readBinaryField } from '../../shared/binaryField';
import { inWords } from '../../shared/inWords';
import { ParameterReader } from '../../shared/parameterReader';
import { parameterLabel } from '../fields/fieldLabels';
import type { NamedFile } from './fileFormat';
import { fileFormatOf, plainFormat } from './fileFormat';
import { readImageText, readNamedImage } from './fileInput';
import type { OrderOptions, SignerForm } from './parameterSchema';
import { optionsSchema, signerFormSchema, signerListSchema } from './parameterSchema';
import type { SignersInput } from './signersJson';
import { readSignersJson } from './signersJson';

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

/** The API's image fields, each with the name under which a binary field may be given instead. */
const IMAGE_FIELDS = [
	['stampbase', 'stampBinary'],
	['pic', 'picBinary'],
	['otherpic', 'otherpicBinary'],
] as const;

const documentSourceSchema = z.enum(['file', 'template', 'templateWithFile']);
type DocumentSource = z.output<typeof documentSourceSchema>;
const signersModeSchema = z.enum(['form', 'json']);
const SIGNERS_LABEL = parameterLabel('signers');
const MODE_LABEL = `${SIGNERS_LABEL} › ${parameterLabel('signersMode')}`;
const OPTIONS_LABEL = parameterLabel('options');
const optionFieldsSchema = z.record(z.unknown()).catch({});

/** Reads the node's options. Those that are wrong are left out, and named in `problems`. */
export function readOptions(context: IExecuteFunctions, itemIndex: number): OrderOptions {
	const parameters = new ParameterReader(context, itemIndex);
	const given = parameters.read('options', OPTIONS_LABEL, {});
	const parsed = optionsSchema.safeParse(given, { errorMap: inWords });
	if (parsed.success) return { ...parsed.data, problems: parameters.problems };
	const { issues } = parsed.error;
	const wrong = new Set(issues.map(({ path: [name] }) => name));
	const right = Object.entries(optionFieldsSchema.parse(given)).filter(
		([name]) => !wrong.has(name),
	);
	return {
		...optionsSchema.parse(Object.fromEntries(right)),
		problems: issues.map(({ path, message }) => ({
			where: [OPTIONS_LABEL, ...new Set(path.map(parameterLabel))].join(' › '),
			message,
		})),
	};
}

/**
 * Reads one item's parameters and binary fields into the shape that `orderSchema` checks. Nothing is judged
 * here: what is missing is marked, so that all problems are told at once.
 */
export async function readInput(
	context: IExecuteFunctions,
	itemIndex: number,
	{ subject, password, fileFormat, problems }: OrderOptions,
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
		problems: withoutEchoes(
			[...problems, ...parameters.problems],
			[...source.problems, ...signers.problems],
		),
		documentSource: source.chosen,
		tempid,
		orderNumber,
		subject,
		password,
		...(isWithFile && {
			document: await readDocument(context, itemIndex, fieldName, fileFormat),
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
	const { data, error } = schema.safeParse(given, { errorMap: inWords });
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
				signerlist: signersOfForm(parameters.read('signers', SIGNERS_LABEL)),
				problems: [],
				warnings: [],
			};
		case undefined:
			return { signerlist: undefined, problems: mode.problems, warnings: [] };
	}
}

/** What is no list of signers, or no signer, is for the schema to refuse. */
function signersOfForm(given: unknown): unknown {
	const list = signerListSchema.safeParse(given || {});
	if (!list.success) return given;
	return list.data.map((signer) => {
		const form = signerFormSchema.safeParse(signer);
		return form.success ? signerOfForm(form.data) : signer;
	});
}

async function readDocument(
	context: IExecuteFunctions,
	itemIndex: number,
	fieldName: unknown,
	fileFormat: string,
): Promise<DocumentInput> {
	const filebase = await readBinaryField(context, itemIndex, fieldName);
	const file: NamedFile =
		filebase.kind === 'missing'
			? {}
			: context.helpers.assertBinaryData(itemIndex, fieldNameSchema.parse(fieldName));
	const fileformat = fileFormat ? plainFormat(fileFormat) : fileFormatOf(file);
	return { filebase, fileformat, fileName: file.fileName };
}

function signerOfForm(form: SignerForm): Readonly<Record<string, unknown>> {
	const { signType, name, number, country, stampBinary, picBinary, otherpicBinary } = form;
	const identity =
		String(signType) === SIGN_TYPES.organisation
			? { orgName: name, orgNo: number }
			: { userName: name, userNo: number };
	const images = { stampBinary, picBinary, otherpicBinary };
	return { signType, ...identity, country, ...images, signlist: form.positions };
}

async function withImages(
	context: IExecuteFunctions,
	itemIndex: number,
	signer: unknown,
): Promise<unknown> {
	const parsed = z.record(z.unknown()).safeParse(signer);
	if (!parsed.success) return signer;
	const fields = { ...parsed.data };
	for (const [wireName, binaryName] of IMAGE_FIELDS) {
		const text = await readImageText(context, fields[wireName]);
		const named = await readNamedImage(context, itemIndex, fields[binaryName]);
		delete fields[binaryName];
		delete fields[wireName];
		const image = text && named ? missing('is given twice, by two fields') : (text ?? named);
		if (image) fields[wireName] = image;
	}
	return fields;
}
