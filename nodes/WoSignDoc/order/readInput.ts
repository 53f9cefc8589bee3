import type { IExecuteFunctions } from 'n8n-workflow';
import { z } from 'zod';
import { SIGN_TYPES } from '../protocol/constants';
import { binarySourceOf, inlineBase64 } from '../shared/binarySource';
import { fileFormatOf } from './fileFormat';
import type { BinaryInput } from './inputSchema';
import { optionsSchema, signerFormSchema } from './parameterSchema';
import type { SignerForm } from './parameterSchema';
import { readSignersJson } from './signersJson';

/** A signer in the API's field names, its images not yet looked up. */
export type SignerInput = Readonly<Record<string, unknown>>;

/** The API's image fields, each with the name under which JSON may point to a binary field instead. */
const IMAGE_FIELDS = { stampbase: 'stampBinary', pic: 'picBinary', otherpic: 'otherpicBinary' };

const CLEAN_BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

/**
 * Reads one item's parameters and binary fields into the shape that `orderSchema` checks. Nothing is judged
 * here: what is missing is marked, so that all problems are told at once.
 */
export async function readInput(context: IExecuteFunctions, itemIndex: number): Promise<unknown> {
	const parameter = (name: string) => context.getNodeParameter(name, itemIndex, '');
	const documentSource = parameter('documentSource');
	const { fileFormat, subject, password } = optionsSchema.parse(parameter('options') || {});
	const signers =
		parameter('signersMode') === 'json'
			? readSignersJson(parameter('signersJson'))
			: signerFormSchema.parse(parameter('signers') || {}).map(signerOfForm);
	return {
		documentSource,
		tempid: parameter('templateId'),
		orderNumber: parameter('orderNumber'),
		subject,
		password,
		...(documentSource === 'template'
			? {}
			: { document: await readDocument(context, itemIndex, fileFormat) }),
		signerlist: Array.isArray(signers)
			? await Promise.all(
					signers.map(async (signer) => await withImages(context, itemIndex, signer)),
				)
			: signers,
	};
}

async function readDocument(
	context: IExecuteFunctions,
	itemIndex: number,
	fileFormat: string,
): Promise<unknown> {
	const fieldName = z.string().parse(context.getNodeParameter('binaryPropertyName', itemIndex));
	const filebase = await readBinary(context, itemIndex, fieldName);
	const file =
		filebase.kind === 'missing' ? {} : context.helpers.assertBinaryData(itemIndex, fieldName);
	return { filebase, fileformat: fileFormat || fileFormatOf(file) };
}

function signerOfForm(form: SignerForm): SignerInput {
	const identity =
		form.signType === SIGN_TYPES.organisation
			? { orgName: form.name, orgNo: form.number }
			: { userName: form.name, userNo: form.number };
	return {
		signType: form.signType,
		...identity,
		country: form.country,
		stampBinary: form.stampBinary,
		picBinary: form.picBinary,
		otherpicBinary: form.otherpicBinary,
		signlist: form.positions.map(({ page, x1, y1, x2, y2 }) => ({
			pagenumber: page,
			position: [x1, y1, x2, y2].join(','),
		})),
	};
}

async function withImages(
	context: IExecuteFunctions,
	itemIndex: number,
	signer: unknown,
): Promise<unknown> {
	const parsed = z.record(z.unknown()).safeParse(signer);
	if (!parsed.success) return signer;
	const fields = { ...parsed.data };
	for (const [wireName, binaryName] of Object.entries(IMAGE_FIELDS)) {
		const image = await readImage(context, itemIndex, fields[wireName], fields[binaryName]);
		delete fields[binaryName];
		delete fields[wireName];
		if (image) fields[wireName] = image;
	}
	return fields;
}

async function readImage(
	context: IExecuteFunctions,
	itemIndex: number,
	text: unknown,
	fieldName: unknown,
): Promise<BinaryInput | undefined> {
	if (text && fieldName) return missing('is given twice, as base64 and as a binary field');
	if (fieldName) return await readBinary(context, itemIndex, z.coerce.string().parse(fieldName));
	return text ? readBase64(text) : undefined;
}

/** Base64 text as it stands, or the base64 part of a `data:` URL. */
function readBase64(text: unknown): BinaryInput {
	const base64 = String(text)
		.replace(/^data:[^,]*;base64,/, '')
		.replace(/\s+/g, '');
	return CLEAN_BASE64.test(base64) ? inlineBase64(base64) : missing('is not base64');
}

async function readBinary(
	context: IExecuteFunctions,
	itemIndex: number,
	fieldName: string,
): Promise<BinaryInput> {
	const item = context.getInputData()[itemIndex];
	const present = Object.keys(item?.binary ?? {});
	if (!fieldName) return missing('the name of the binary field is empty');
	if (!present.includes(fieldName)) {
		const has =
			present.length > 0 ? `It has: ${present.join(', ')}` : 'It has no binary field at all';
		return missing(`the item has no binary field "${fieldName}". ${has}`);
	}
	const binary = context.helpers.assertBinaryData(itemIndex, fieldName);
	return await binarySourceOf(context.helpers, binary);
}

function missing(message: string): BinaryInput {
	return { kind: 'missing', message };
}
