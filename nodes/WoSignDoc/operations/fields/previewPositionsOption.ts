import type { INodePropertyOptions } from 'n8n-workflow';

/** The operation `document: previewPositions`; its parameters are those of an order. */
export const previewPositionsOption: INodePropertyOptions = {
	name: 'Preview Positions',
	value: 'previewPositions',
	action: 'Preview positions on document',
	description: 'Draw an order’s positions on a copy of its PDF, and list them. Nothing is sent.',
};
