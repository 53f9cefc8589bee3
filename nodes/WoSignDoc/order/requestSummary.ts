import { createHash } from 'node:crypto';
import type { IDataObject } from 'n8n-workflow';
import type { BinarySource, StoredFiles } from '../shared/binarySource';
import { byteLength, bytesOf } from '../shared/binarySource';
import type { RequestObject, RequestValue } from '../shared/jsonParts';
import { isObject, isSource } from '../shared/jsonParts';

/** Fields whose content is nobody else's business: they are named, but not shown. */
const SECRET_FIELDS: ReadonlySet<string> = new Set(['tokenid', 'password', 'orgNo', 'userNo']);
const HIDDEN = '•••';

/** A request for a person to look at: no secrets, and for each file its size and SHA-256 instead of base64. */
export async function requestSummary(
	helpers: StoredFiles,
	request: RequestObject,
): Promise<IDataObject> {
	const summary: IDataObject = {};
	for (const [key, value] of Object.entries(request)) {
		summary[key] = SECRET_FIELDS.has(key) ? HIDDEN : await summaryOf(helpers, value);
	}
	return summary;
}

async function summaryOf(helpers: StoredFiles, value: RequestValue): Promise<IDataObject[string]> {
	if (!isObject(value)) return typeof value === 'object' ? await listOf(helpers, value) : value;
	return isSource(value) ? await fileSummary(helpers, value) : await requestSummary(helpers, value);
}

async function listOf(
	helpers: StoredFiles,
	values: readonly RequestValue[],
): Promise<IDataObject[]> {
	const list: IDataObject[] = [];
	for (const value of values) {
		if (isObject(value) && !isSource(value)) list.push(await requestSummary(helpers, value));
	}
	return list;
}

async function fileSummary(helpers: StoredFiles, source: BinarySource): Promise<IDataObject> {
	const hash = createHash('sha256');
	for await (const chunk of bytesOf(helpers, source)) hash.update(chunk);
	return { size: byteLength(source), sha256: hash.digest('hex') };
}
