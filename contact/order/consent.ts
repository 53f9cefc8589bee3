import { ContactError } from '../contactError';
import { isLoopback } from '../host';
import type { Contact } from '../step';
import type { ContactSigner } from './calibrationOrder';

/** What the user agrees to before the order is sent. */
export interface OrderAnnouncement {
	readonly url: string;
	readonly orderNumber: string;
	readonly signer: ContactSigner;
	readonly documentSize: number;
}

/** Lines that say what will be sent, and where. */
function announcement({ url, orderNumber, signer, documentSize }: OrderAnnouncement): string[] {
	const pictures = [signer.pic, signer.otherpic].filter((picture) => picture !== undefined);
	return [
		`One order will be sent to ${new URL(url).host}:`,
		`  order number  ${orderNumber}`,
		`  document      calibration pages (${Math.ceil(documentSize / 1_024)} KB PDF), not legally binding`,
		`  signer        ${signer.name}, ${signer.type}, number ending in ${signer.number.slice(-2)}`,
		`  pictures      ${pictures.length === 0 ? 'none; the platform may return -57' : pictures.length}`,
		'The platform may charge for it, check the signer’s identity, and send the signer messages.',
		'It is sent once. Only after -63, which means that it could not be read, it is sent again in the other encoding. If there is no response, it is not sent again.',
	];
}

/**
 * Asks the user to agree by typing the order number. Tests can agree in advance, but only on this machine. Throws a
 * `ContactError`.
 */
export async function askConsent(
	about: OrderAnnouncement,
	{ terminal, signal }: Pick<Contact, 'terminal' | 'signal'>,
	isAgreed: boolean,
): Promise<void> {
	if (isAgreed && !isLoopback(new URL(about.url)))
		throw new ContactError('--yes is only for URLs on this machine', 'No order was sent.');
	for (const line of announcement(about)) terminal.say(line);
	if (isAgreed) return;
	if (!terminal.isInteractive)
		throw new ContactError('An order requires your consent', 'Run the command in a terminal.');
	const typed = await terminal.ask(`Type ${about.orderNumber} to send it: `, signal);
	if (typed !== about.orderNumber) throw new ContactError('Not confirmed', 'No order was sent.');
}
