import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import type { ListedPart } from '../order/document/partsOutput';
import { partsOutput } from '../order/document/partsOutput';
import type { OrderOptions } from '../order/input/readOptions';
import { readOptions } from '../order/input/readOptions';
import { callbackWarnings, callbackSize } from '../order/judge/callbackSize';
import type { PreparedOrder } from '../order/judge/prepareOrder';
import { prepareOrder } from '../order/judge/prepareOrder';
import { repeatedNumbers } from '../order/judge/repeatedNumbers';
import type { OrderWarning } from '../order/orderWarning';
import { buildRequest } from '../order/send/buildRequest';
import { requestSummary } from '../order/send/requestSummary';
import { encodingFor } from '../order/send/requestVariations';
import { readCredential } from '../order/send/sendOrder';
import type { Problem } from '../protocol/errors';
import { ProtocolError } from '../protocol/errors';
import type { StoredFiles } from '../shared/binarySource';
import { storedFiles } from '../shared/binarySource';
import type { OrderFiles } from '../shared/fileCache';
import { withFileCache } from '../shared/fileCache';
import { forEachItem } from '../shared/itemLoop';
import { jsonParts } from '../shared/jsonParts';
import { bodyLength } from '../shared/requestBody';
import { firstEncoding } from '../shared/requestEncoding';

/** What a valid order would be sent as, and how large it and its push would be. */
type OrderSizes = {
	request: IDataObject;
	requestSize: number;
	/** Null if the document is a template's. */
	callbackSize: number | null;
};

/** The output for one order; `pages` and the sizes only if they are known. */
export type CheckedOrder = {
	valid: boolean;
	errors: Array<{ where: string; message: string }>;
	warnings: IDataObject[];
	pages?: number;
	parts?: ListedPart[];
} & Partial<OrderSizes>;

/**
 * The operation `signOrder: check`: everything that `create` does except sending. Each item gets `valid`, `errors` and
 * `warnings`, and, if the order is valid, what would be sent and how large it is.
 */
export async function checkSignOrder(context: IExecuteFunctions): Promise<INodeExecutionData[]> {
	const repeated = repeatedNumbers(context);
	return await forEachItem(context, {
		run: async (itemIndex) =>
			await withFileCache(
				storedFiles(context.helpers),
				async (files) => await checkOrder(context, itemIndex, repeated.get(itemIndex), files),
			),
	});
}

async function checkOrder(
	context: IExecuteFunctions,
	itemIndex: number,
	repeated: Problem | undefined,
	files: OrderFiles,
): Promise<CheckedOrder> {
	const options = readOptions(context, itemIndex);
	const prepared = await prepareOrder(context, itemIndex, options, files);
	const { document } = prepared;
	const credential = await credentialState(context, itemIndex);
	const problems = [
		...(repeated ? [repeated] : []),
		...(prepared.kind === 'wrong' ? prepared.problems : []),
		...credential.problems,
	];
	const sizes = await sizesOf(files, prepared, options, credential);
	return {
		valid: problems.length === 0,
		errors: problems.map(({ where, message }) => ({ where, message })),
		warnings: [...prepared.warnings, ...sizes.warnings].map((warning) => ({ ...warning })),
		...(document.kind === 'usable' && document.pages && { pages: document.pages.length }),
		...partsOutput(prepared.input),
		...sizes.json,
	};
}

interface CredentialState {
	readonly tokenId: string;
	readonly baseUrl: string;
	readonly problems: readonly Problem[];
}

/** A credential that can't be used is one more error; the check continues. */
async function credentialState(
	context: IExecuteFunctions,
	itemIndex: number,
): Promise<CredentialState> {
	try {
		const { tokenId, baseUrl } = await readCredential(context, itemIndex);
		return { tokenId, baseUrl, problems: [] };
	} catch (error) {
		const message = error instanceof ProtocolError ? error.message : 'cannot be read';
		return { tokenId: '', baseUrl: '', problems: [{ where: 'Credential', message }] };
	}
}

async function sizesOf(
	files: StoredFiles,
	prepared: PreparedOrder,
	{ platformVariations, requestEncoding }: OrderOptions,
	{ tokenId, baseUrl }: CredentialState,
): Promise<{ json: Partial<OrderSizes>; warnings: OrderWarning[] }> {
	if (prepared.kind === 'wrong') return { json: {}, warnings: [] };
	const { order } = prepared;
	const request = buildRequest(order, tokenId, platformVariations);
	const callback = callbackSize(order);
	const json = {
		request: await requestSummary(files, request),
		requestSize: await bodyLength(
			files,
			jsonParts(request),
			encodingFor(firstEncoding(baseUrl, requestEncoding), platformVariations),
		),
		callbackSize: callback ?? null,
	};
	return { json, warnings: callback === undefined ? [] : callbackWarnings(callback) };
}
