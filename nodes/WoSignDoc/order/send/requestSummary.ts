import type { IDataObject } from 'n8n-workflow';
import { createHash } from 'node:crypto';
import type { BinarySource, StoredFiles } from '../../shared/binarySource';
import { byteLength, bytesOf } from '../../shared/binarySource';
import type { RequestObject, RequestValue } from '../../shared/jsonParts';
import { isObject, isSource } from '../../shared/jsonParts';

/** Fields whose content is secret: their names are shown, not their values. */
const SECRET_FIELDS: ReadonlySet<string> = new Set(['tokenid', 'password', 'orgNo', 'userNo']);
const HIDDEN = '•••';

/** A request for display: no secrets, and for each file its size and SHA-256 instead of base64. */
export async function requestSummary(
	files: StoredFiles,
	request: RequestObject,
): Promise<IDataObject> {
	const summary: IDataObject = {};
	for (const [key, value] of Object.entries(request)) {
		summary[key] = SECRET_FIELDS.has(key) ? HIDDEN : await summaryOf(files, value);
	}
	return summary;
}

async function summaryOf(files: StoredFiles, value: RequestValue): Promise<IDataObject[string]> {
	if (!isObject(value)) return typeof value === 'object' ? await listOf(files, value) : value;
	return isSource(value) ? await fileSummary(files, value) : await requestSummary(files, value);
}

async function listOf(files: StoredFiles, values: readonly RequestValue[]): Promise<IDataObject[]> {
	const list: IDataObject[] = [];
	for (const value of values) {
		if (isObject(value) && !isSource(value)) list.push(await requestSummary(files, value));
	}
	return list;
}

async function fileSummary(files: StoredFiles, source: BinarySource): Promise<IDataObject> {
	const hash = createHash('sha256');
	for await (const chunk of bytesOf(files, source)) hash.update(chunk);
	return { size: byteLength(source), sha256: hash.digest('hex') };
}
