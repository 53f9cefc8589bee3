import { ContactError } from '../contactError';
import { isLoopback } from '../host';
import type { Contact } from '../step';
import type { ContactSigner } from './calibrationOrder';

/** What a person agrees to before the one order is sent. */
export interface OrderAnnouncement {
	readonly url: string;
	readonly orderNumber: string;
	readonly signer: ContactSigner;
	readonly documentSize: number;
}

/** What will be sent, and where, in lines. */
function announcement({ url, orderNumber, signer, documentSize }: OrderAnnouncement): string[] {
	const pictures = [signer.pic, signer.otherpic].filter((picture) => picture !== undefined);
	return [
		`One order will be sent to ${new URL(url).host}:`,
		`  order number  ${orderNumber}`,
		`  document      calibration pages (${Math.ceil(documentSize / 1_024)} KB PDF), which bind nobody`,
		`  signer        ${signer.name}, ${signer.type}, number ending in ${signer.number.slice(-2)}`,
		`  pictures      ${pictures.length === 0 ? 'none; the platform may answer -57' : pictures.length}`,
		'The platform may charge for it, check the signer’s identity, and send the signer messages.',
		'It is sent once; after a -63, which means it could not be read, once more in the other encoding. If no answer comes, it is not sent again.',
	];
}

/**
 * Has the person agree by typing the order number; a test may agree beforehand, on this machine alone. Throws a
 * `ContactError`.
 */
export async function askConsent(
	about: OrderAnnouncement,
	{ terminal, signal }: Pick<Contact, 'terminal' | 'signal'>,
	isAgreed: boolean,
): Promise<void> {
	if (isAgreed && !isLoopback(new URL(about.url)))
		throw new ContactError('--yes is for an address on this machine only', 'No order was sent.');
	for (const line of announcement(about)) terminal.say(line);
	if (isAgreed) return;
	if (!terminal.isInteractive)
		throw new ContactError('An order needs your consent', 'Run the command in a terminal.');
	const typed = await terminal.ask(`Type ${about.orderNumber} to send it: `, signal);
	if (typed !== about.orderNumber) throw new ContactError('No consent', 'No order was sent.');
}
