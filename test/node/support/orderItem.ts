import type { IBinaryKeyData, IDataObject, INodeParameters } from 'n8n-workflow';
import type { GivenImage, GivenOrder, GivenSigner } from './anyOrder';
import type { SourceFile } from './orders';
import { binaryOf, inlineBinaryOf } from './orders';
import { pdfWith } from './pdfs';

/** An order as an item and the node's parameters. */
export interface GivenItem {
	readonly json: IDataObject;
	readonly binary: IBinaryKeyData;
	readonly parameters: INodeParameters;
}

/** A signer's image: its name or contents, and its binary field in the item, if any. */
async function placed(image: GivenImage | undefined, name: string, mode: GivenOrder['mode']) {
	if (!image) return { field: {}, named: undefined, text: undefined };
	const file = { [name]: { bytes: image.bytes, fileName: name, mimeType: 'image/png' } };
	const base64 = image.bytes.toString('base64');
	const none = { field: {}, named: undefined, text: undefined };
	const way =
		mode === 'form' && image.way !== 'object' && image.way !== 'stored' ? 'inline' : image.way;
	switch (way) {
		case 'stored':
			return { ...none, field: await binaryOf(file), named: name };
		case 'inline':
			return { ...none, field: inlineBinaryOf(file), named: name };
		case 'object':
			return { ...none, named: { mimeType: 'image/png', data: base64 } };
		case 'text':
			return { ...none, text: base64 };
		case 'dataUrl':
			return { ...none, text: `data:image/png;base64,${base64}` };
		case 'lines':
			return { ...none, text: base64.replace(/.{40}/g, '$&\r\n') };
	}
}

async function signerItem(signer: GivenSigner, index: number, mode: GivenOrder['mode']) {
	const stamp = await placed(signer.stamp, `stamp${index}`, mode);
	const pic = await placed(signer.pic, `pic${index}`, mode);
	const otherpic = await placed(signer.otherpic, `otherpic${index}`, mode);
	const { signType, name, number, country, positions } = signer;
	const identity =
		signType === 1 ? { orgName: name, orgNo: number } : { userName: name, userNo: number };
	const position = positions.map(({ entry }) => entry);
	const by = (field: string) => `={{ $json.signers[${index}].${field} }}`;
	return {
		binary: { ...stamp.field, ...pic.field, ...otherpic.field },
		json: {
			signType,
			...identity,
			country,
			stampbase: stamp.text,
			stampBinary: stamp.named,
			pic: pic.text,
			picBinary: pic.named,
			otherpic: otherpic.text,
			otherpicBinary: otherpic.named,
			signlist: position,
		} as IDataObject,
		form: {
			signType: String(signType),
			name: by(signType === 1 ? 'orgName' : 'userName'),
			number: by(signType === 1 ? 'orgNo' : 'userNo'),
			country: by('country'),
			stampBinary: by('stampBinary'),
			picBinary: by('picBinary'),
			otherpicBinary: by('otherpicBinary'),
			positions: { position },
		},
	};
}

/** The order as passed to the node by a workflow. */
export async function itemOf(
	order: GivenOrder,
	document: SourceFile | undefined,
): Promise<GivenItem> {
	const { mode, signersAs, templateId, encoding, orderNumber, subject, password } = order;
	const signers = await Promise.all(
		order.signers.map(async (signer, index) => await signerItem(signer, index, mode)),
	);
	const isStored = order.document?.way === 'stored';
	const contract = document ? { contract: document } : {};
	const format = order.document?.isNamed ? undefined : order.document?.format;
	return {
		json: { orderNumber, subject, password, signers: signers.map(({ json }) => json) },
		binary: Object.assign(
			isStored ? await binaryOf(contract) : inlineBinaryOf(contract),
			...signers.map(({ binary }) => binary),
		) as IBinaryKeyData,
		parameters: {
			resource: 'signOrder',
			operation: 'create',
			documentSource:
				templateId === undefined ? 'file' : document ? 'templateWithFile' : 'template',
			binaryPropertyName: 'contract',
			templateId: templateId ?? '',
			orderNumber: '={{ $json.orderNumber }}',
			signersMode: mode,
			signers: { signer: signers.map(({ form }) => form) },
			signersJson:
				signersAs === 'value' ? '={{ $json.signers }}' : '={{ JSON.stringify($json.signers) }}',
			options: {
				subject: '={{ $json.subject }}',
				password: '={{ $json.password }}',
				requestEncoding: encoding,
				...(format === undefined ? {} : { fileFormat: `.${format}` }),
			},
		},
	};
}

/** The order's document; a PDF is drawn. */
export async function documentOf({ document }: GivenOrder): Promise<SourceFile | undefined> {
	if (!document) return undefined;
	const { content, format, isNamed } = document;
	const { bytes } =
		'sizes' in content
			? await pdfWith(content.sizes.map(([width, height]) => ({ width, height })))
			: content;
	return {
		bytes,
		mimeType: 'application/octet-stream',
		...(isNamed && { fileName: `a contract.${format}` }),
	};
}
