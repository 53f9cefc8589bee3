import { PDFRef } from '@cantoo/pdf-lib';
import type { FirstContact } from '../../sandbox/firstContact';
import { drawCalibration } from '../order/drawCalibration';
import { findPlacement, hasSamePages } from './findPlacement';
import { readDrawn } from './openPages';
import type { SigningWindow } from './signatureFacts';
import { readSignatureFacts } from './signatureFacts';

/** The findings about a signed calibration document in the report's schema, and remarks for the user. */
export interface SignedFindings {
	readonly placement: FirstContact['placement'];
	readonly document: FirstContact['document'];
	readonly remarks: readonly SignedRemark[];
}

export const SIGNED_REMARKS = {
	notPdf: 'The pushed document isn’t a PDF.',
	unreadable:
		'The signed PDF can’t be opened without a password or is damaged, so the position of its signature is unknown.',
	unsigned: 'The PDF has no signature.',
	notIntact: 'The PDF was changed after it was signed, or its signature can’t be verified here.',
	otherPages:
		'The PDF isn’t the calibration document, or its pages were changed, so the position of its signature is unknown.',
	placeUnknown: 'No visible signature field and no new drawing was found at any expected position.',
} as const;
export type SignedRemark = keyof typeof SIGNED_REMARKS;

/** Reads the signed calibration document. Never throws, whatever the bytes are. */
export async function readSigned(pdf: Buffer, window: SigningWindow): Promise<SignedFindings> {
	if (!pdf.subarray(0, 1_024).includes('%PDF-'))
		return { placement: undefined, document: undefined, remarks: ['notPdf'] };
	const sent = await drawCalibration();
	const [before, after] = [await readDrawn(sent), await readDrawn(pdf)];
	const information = after?.opened.information;
	const number = information instanceof PDFRef ? information.objectNumber : undefined;
	const { facts, isIntact } = await readSignatureFacts(pdf, number, window);
	const found = before && after && findPlacement(before, after);
	const isOther = after !== undefined && !hasSamePages(after);
	const isSigned = facts.subFilter !== undefined;
	return {
		placement: found?.placement,
		document: {
			...(!isOther && { growth: pdf.length - sent.length }),
			...facts,
			...(found?.visibleSeal !== undefined && { visibleSeal: found.visibleSeal }),
			...(found?.watermark !== undefined && { watermark: found.watermark }),
		},
		remarks: [
			...(after ? [] : (['unreadable'] as const)),
			...(isSigned ? [] : (['unsigned'] as const)),
			...(isSigned && !isIntact ? (['notIntact'] as const) : []),
			...(isOther ? (['otherPages'] as const) : []),
			...(after && !isOther && !found?.placement ? (['placeUnknown'] as const) : []),
		],
	};
}
