import type { ContactSigner } from './calibrationOrder';

/** What a person agrees to before the one order is sent. */
export interface OrderAnnouncement {
	readonly url: string;
	readonly orderNumber: string;
	readonly signer: ContactSigner;
	readonly documentSize: number;
}

/** What will be sent, and where, in lines. */
export function announcement({
	url,
	orderNumber,
	signer,
	documentSize,
}: OrderAnnouncement): string[] {
	const pictures = [signer.pic, signer.otherpic].filter((picture) => picture !== undefined);
	return [
		`One order will be sent to ${new URL(url).host}:`,
		`  order number  ${orderNumber}`,
		`  document      calibration pages (${Math.ceil(documentSize / 1_024)} KB PDF), which bind nobody`,
		`  signer        ${signer.name}, ${signer.type}, number ending in ${signer.number.slice(-2)}`,
		`  pictures      ${pictures.length === 0 ? 'none; the platform may answer -57' : pictures.length}`,
		'The platform may charge for it, check the signer’s identity, and send the signer messages.',
		'It is sent once. If no answer comes, it is not sent again.',
	];
}

/** Whether an address is on this machine. */
export function isLoopback(url: string): boolean {
	const { hostname } = new URL(url);
	return hostname === 'localhost' || hostname === '[::1]' || /^127(?:\.\d+){3}$/.test(hostname);
}
