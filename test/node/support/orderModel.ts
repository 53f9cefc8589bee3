import { PDFDocument } from '@cantoo/pdf-lib';
import { organizations } from '../../../sandbox/organizations';
import { templates } from '../../../sandbox/templates';
import type { GivenImage, GivenOrder, GivenSigner } from './anyOrder';
import type { Box, Size } from './anyPosition';

/** A box in which a signer must sign. */
export interface ExpectedBox {
	readonly page: number;
	readonly box: Box;
}

/** The boxes of a signer's positions on pages of these sizes. */
export function expectedBoxes({ positions }: GivenSigner, sizes: readonly Size[]): ExpectedBox[] {
	return positions.flatMap(({ pages, boxOn }) =>
		pages.map((page) => ({ page, box: boxOn(sizes[page - 1] ?? [1, 1]) })),
	);
}

/** The country to be sent; undefined if none. */
export function expectedCountry({ country }: GivenSigner): string | undefined {
	const code = country.trim().toUpperCase();
	return code === '' || code === 'CN' ? undefined : code;
}

/** The subject to be sent: at most 256 characters. */
export function expectedSubject({ subject }: GivenOrder): string {
	const characters = [...subject.trim()];
	return characters.length > 256 ? `${characters.slice(0, 255).join('')}…` : characters.join('');
}

/**
 * The request's JSON, with its keys in the order of the vendor's tables (PROTOCOL.md, CreateSignOrder).
 *
 * @param positions each signer's sent positions, which are checked elsewhere
 */
export function expectedRequest(
	order: GivenOrder,
	tokenId: string,
	documentBytes: Buffer | undefined,
	positions: ReadonlyArray<readonly string[]>,
	sizes: readonly Size[],
): object {
	return {
		tokenid: tokenId,
		actiontype: 'CreateSignOrder',
		tempid: order.templateId,
		subject: expectedSubject(order) || undefined,
		password: order.password || undefined,
		filebase: documentBytes?.toString('base64'),
		fileformat: order.document?.format.toLowerCase(),
		orderNumber: order.orderNumber.trim(),
		signerlist: order.signers.map((signer, index) => {
			const boxes = expectedBoxes(signer, sizes);
			const [name, number] = [signer.name.trim(), signer.number.trim()];
			return {
				signType: String(signer.signType),
				...(signer.signType === 1
					? { orgName: name, orgNo: number }
					: { userName: name, userNo: number }),
				country: expectedCountry(signer),
				stampbase: signer.stamp?.bytes.toString('base64'),
				pic: signer.pic?.bytes.toString('base64') ?? '',
				otherpic: signer.otherpic?.bytes.toString('base64') ?? '',
				signlist:
					boxes.length > 0
						? boxes.map(({ page }, at) => ({ pagenumber: page, position: positions[index]?.[at] }))
						: undefined,
			};
		}),
	};
}

/** The platform's code by its rules, in the order of its checks; 0 if it accepts the order. */
export function expectedCode(order: GivenOrder, pageCount: number): number {
	const template = order.templateId === undefined ? undefined : templates.get(order.templateId);
	if (order.templateId !== undefined && !template) return -43;
	if (template && template.signers.length !== order.signers.length) return -48;
	const refusal = order.signers.map(signerCode).find((code) => code !== 0);
	if (refusal !== undefined) return refusal;
	const types = order.signers.map(({ signType }) => signType);
	if (template && template.signers.some(({ signType }, index) => signType !== types[index]))
		return -49;
	const pages = order.signers.flatMap(({ positions }, index) =>
		positions.length > 0
			? positions.flatMap((position) => position.pages)
			: (template?.signers[index]?.places.map(({ page }) => page) ?? []),
	);
	return Math.max(...pages) > pageCount ? -79 : 0;
}

function signerCode({ signType, name, number, stamp, pic, otherpic }: GivenSigner): number {
	if (signType === 1 && contradicts(name.trim(), number.trim())) return -50;
	if (stamp?.kind === 'malware') return -61;
	if (stamp?.kind === 'other') return -79;
	return materialCode(pic) || materialCode(otherpic);
}

function materialCode(image: GivenImage | undefined): number {
	if (!image) return -57;
	return image.kind === 'malware' ? -61 : 0;
}

function contradicts(name: string, number: string): boolean {
	return [...organizations].some(([one, its]) => (one === name) !== (its === number));
}

/** The number of pages of the template's own document. */
export async function templatePages(templateId = ''): Promise<number> {
	const document = await templates.get(templateId)?.document();
	return document ? (await PDFDocument.load(document)).getPageCount() : 0;
}
