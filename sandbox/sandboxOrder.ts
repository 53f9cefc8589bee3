/** Where a signer signs: a page (from 1) and a rectangle in fractions of the displayed page, origin lower left. */
export interface SigningPlace {
	page: number;
	x1: number;
	y1: number;
	x2: number;
	y2: number;
}

export interface SandboxSigner {
	/** 1 organization, 2 person. */
	signType: 1 | 2;
	name: string;
	number: string;
	country: string;
	/** The caller's stamp image (PNG or JPEG). If absent, the sandbox draws a seal. */
	stamp?: Buffer | undefined;
	pic: Buffer;
	otherpic: Buffer;
	places: readonly SigningPlace[];
}

export type OrderState = 'signing' | 'signed' | 'failed';

export interface SandboxOrder {
	signid: string;
	orderNumber: string;
	state: OrderState;
	signers: readonly SandboxSigner[];
	/** The document as received, or the template's. */
	document: Buffer;
	fileFormat: string;
	templateId?: string | undefined;
	/** At most 256 code points; longer subjects are cut and end in `…`. */
	subject?: string | undefined;
	password?: string | undefined;
	signedDocument?: Buffer | undefined;
	/** SHA-256 of `signedDocument`, lowercase hex. */
	sha256?: string | undefined;
	/** The codes of a failed order. */
	errorCodes?: readonly number[] | undefined;
}
