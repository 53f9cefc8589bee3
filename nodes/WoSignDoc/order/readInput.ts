import type { IExecuteFunctions } from 'n8n-workflow';
import { z } from 'zod';
import { SIGN_TYPES } from '../protocol/constants';
import { invalidParameters } from '../protocol/errors';
import { fileFormatOf, plainFormat } from './fileFormat';
import type { FileInput } from '../shared/binaryField';
import { missing, readBinaryField } from '../shared/binaryField';
import { fieldNameSchema, readImageText, readNamedImage } from './fileInput';
import { optionLabel } from './optionLabels';
import type { OrderOptions, SignerForm } from './parameterSchema';
import { optionsSchema, signerFormSchema } from './parameterSchema';
import type { SignersInput } from './signersJson';
import { readSignersJson } from './signersJson';

/** The document to be signed, as given. */
export interface DocumentInput {
	readonly filebase: FileInput;
	/** Its extension in lower case, without the dot. */
	readonly fileformat: string;
}

/** One item's parameters and files, in the shape that `orderSchema` checks. */
export interface OrderInput extends SignersInput {
	readonly documentSource: unknown;
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

/** Reads the node's options. Throws `invalidParameters` naming the option. */
export function readOptions(context: IExecuteFunctions, itemIndex: number): OrderOptions {
	const parsed = optionsSchema.safeParse(context.getNodeParameter('options', itemIndex, {}));
	if (parsed.success) return parsed.data;
	throw invalidParameters(
		parsed.error.issues.map(({ path, message }) => ({
			where: ['Options', ...new Set(path.map(optionLabel))].join(' › '),
			message,
		})),
	);
}

/**
 * Reads one item's parameters and binary fields into the shape that `orderSchema` checks. Nothing is judged
 * here: what is missing is marked, so that all problems are told at once.
 */
export async function readInput(
	context: IExecuteFunctions,
	itemIndex: number,
	{ subject, password, fileFormat }: OrderOptions,
): Promise<OrderInput> {
	const parameter = (name: string): unknown => context.getNodeParameter(name, itemIndex, '');
	const documentSource = parameter('documentSource');
	const signers = readSigners(parameter);
	return {
		...signers,
		documentSource,
		tempid: parameter('templateId'),
		orderNumber: parameter('orderNumber'),
		subject,
		password,
		...(documentSource === 'template'
			? {}
			: { document: await readDocument(context, itemIndex, fileFormat) }),
		signerlist: Array.isArray(signers.signerlist)
			? await Promise.all(
					signers.signerlist.map(async (signer) => await withImages(context, itemIndex, signer)),
				)
			: signers.signerlist,
	};
}

function readSigners(parameter: (name: string) => unknown): SignersInput {
	if (parameter('signersMode') === 'json') return readSignersJson(parameter('signersJson'));
	const forms = signerFormSchema.parse(parameter('signers') || {});
	return { signerlist: forms.map(signerOfForm), problems: [], notices: [] };
}

async function readDocument(
	context: IExecuteFunctions,
	itemIndex: number,
	fileFormat: string,
): Promise<DocumentInput> {
	const fieldName = fieldNameSchema.parse(
		context.getNodeParameter('binaryPropertyName', itemIndex, ''),
	);
	const filebase = await readBinaryField(context, itemIndex, fieldName);
	const file =
		filebase.kind === 'missing' ? {} : context.helpers.assertBinaryData(itemIndex, fieldName);
	return { filebase, fileformat: fileFormat ? plainFormat(fileFormat) : fileFormatOf(file) };
}

function signerOfForm(form: SignerForm): Readonly<Record<string, unknown>> {
	const { signType, name, number, country, stampBinary, picBinary, otherpicBinary } = form;
	const identity =
		signType === SIGN_TYPES.organisation
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
