import { prepareBinaryData } from 'n8n-core';
import type { IBinaryKeyData, INodeParameters } from 'n8n-workflow';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import './binaryStorage';

export interface SourceFile {
	readonly bytes: Buffer;
	readonly fileName?: string;
	readonly mimeType?: string;
}

/** A small real file from this ring's fixtures. */
export function fixture(fileName: string): SourceFile {
	return { bytes: readFileSync(join(__dirname, '../fixtures', fileName)), fileName };
}

/** A PDF of two pages and three pictures, all different. */
export const FILES = {
	contract: fixture('contract.pdf'),
	license: fixture('license.png'),
	material: fixture('material.png'),
	stamp: fixture('stamp.png'),
} as const;

/** Files as an item's binary fields, stored or inline depending on n8n's storage mode. */
export async function binaryOf(
	files: Readonly<Record<string, SourceFile>> = FILES,
	executionId = '1',
): Promise<IBinaryKeyData> {
	const fields: IBinaryKeyData = {};
	for (const [name, { bytes, fileName, mimeType }] of Object.entries(files)) {
		fields[name] = await prepareBinaryData(bytes, executionId, 'workflow', fileName, mimeType);
	}
	return fields;
}

/** The same files as inline base64 in any storage mode, like from a Code node or an older n8n. */
export function inlineBinaryOf(
	files: Readonly<Record<string, SourceFile>> = FILES,
): IBinaryKeyData {
	return Object.fromEntries(
		Object.entries(files).map(([name, { bytes, fileName = '' }]) => [
			name,
			{ data: bytes.toString('base64'), mimeType: 'application/octet-stream', fileName },
		]),
	);
}

const position = (page: number, x1: number, y1: number, x2: number, y2: number) => ({
	page,
	x1,
	y1,
	x2,
	y2,
});
const pictures = { picBinary: 'license', otherpicBinary: 'material' };

/** The signers of an order, for the form and in the API's form. */
export const ORGANIZATION = {
	form: {
		signType: '1',
		name: '沃通电子认证服务有限公司',
		number: '440301103308619',
		country: '',
		stampBinary: 'stamp',
		...pictures,
		positions: { position: [position(1, 0.3, 0.57, 0.46, 0.69)] },
	},
	json: {
		signType: 1,
		orgName: '沃通电子认证服务有限公司',
		orgNo: '440301103308619',
		stampBinary: 'stamp',
		...pictures,
		signlist: [{ pagenumber: 1, position: '0.30,0.57,0.46,0.69' }],
	},
};
export const PERSON = {
	form: {
		signType: '2',
		name: '张三',
		number: '212125666868686888',
		country: 'HK',
		stampBinary: '',
		...pictures,
		positions: {
			position: [position(1, 0.65, 0.47, 0.82, 0.59), position(1, 0.27, 0.39, 0.44, 0.5)],
		},
	},
	json: {
		signType: '2',
		userName: '张三',
		userNo: '212125666868686888',
		country: 'hk',
		...pictures,
		signlist: [
			{ pagenumber: 1, position: '0.65,0.47,0.82,0.59' },
			{ pagenumber: 1, position: '0.27,0.39,0.44,0.50' },
		],
	},
};

interface Signer {
	readonly form: INodeParameters;
	readonly json: object;
}

/** The same signers without positions, for a template that has them. */
export function withoutPositions({ form, json }: Signer): Signer {
	return { form: { ...form, positions: {} }, json: { ...json, signlist: undefined } };
}

/** Parameters of `signOrder: create` for a file, with signers in either mode and with changes. */
export function orderParameters(
	mode: 'form' | 'json',
	changes: INodeParameters = {},
	signers: readonly Signer[] = [ORGANIZATION, PERSON],
): INodeParameters {
	return {
		resource: 'signOrder',
		operation: 'create',
		documentSource: 'file',
		binaryPropertyName: 'contract',
		orderNumber: 'ORDER-1',
		signersMode: mode,
		...(mode === 'form'
			? { signers: { signer: signers.map(({ form }) => form) } }
			: { signersJson: JSON.stringify(signers.map(({ json }) => json)) }),
		...changes,
	};
}
