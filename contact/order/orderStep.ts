import { base64Length } from '../../nodes/WoSignDoc/shared/binarySource';
import { ContactError } from '../contactError';
import type { Receiver } from '../push/receiver';
import { startReceiver } from '../push/receiver';
import { exists, waitForStoredPush } from '../push/waitForFile';
import type { Contact, Step } from '../step';
import { calibrationOrder, newOrderNumber } from './calibrationOrder';
import type { ContactSigner } from './calibrationOrder';
import { askConsent } from './consent';
import type { OrderOptions, PushSource } from './orderOptions';
import { pushSource } from './orderOptions';
import { postOrder } from './postOrder';
import type { SentOrder } from './pushFindings';
import { noteReception, noteStored } from './pushFindings';
import { askSigner, readSignerFile } from './readSigner';
import { sendOnce } from './sendOnce';

/**
 * Sends one real order, with consent, to see the position of signatures, the form of the push, and the properties of the
 * signed document. Throws a `ContactError` for invalid options.
 */
export function orderStep(options: OrderOptions): Step {
	const source = pushSource(options);
	return {
		title: 'One order, to see where signatures are placed and what the push looks like',
		run: async (contact) => await runOrder(contact, options, source),
	};
}

async function runOrder(
	contact: Contact,
	options: OrderOptions,
	source: PushSource,
): Promise<void> {
	const { terminal, signal } = contact;
	if (source.kind === 'file' && (await exists(source.file)))
		throw new ContactError('The file for --pushed already exists', 'Use another file name.');
	const signer = options.signer
		? await readSignerFile(options.signer)
		: await askSigner(async (question) => await typed(question, contact));
	const orderNumber = newOrderNumber();
	const receiver =
		source.kind === 'listen' ? await listen(source, orderNumber, contact) : undefined;
	try {
		const sent = await send(signer, orderNumber, contact, options.yes);
		if (!sent) return;
		if (receiver) await noteReception(await receiver.wait(signal), sent, contact);
		else await takeFile(source, sent, contact);
	} finally {
		await receiver?.stop();
	}
	terminal.say('');
}

async function typed(question: string, { terminal, signal }: Contact): Promise<string> {
	if (terminal.isInteractive) return await terminal.ask(question, signal);
	throw new ContactError('The signer is missing', 'Set --signer FILE.');
}

async function listen(
	{ port, refusals }: Extract<PushSource, { kind: 'listen' }>,
	orderNumber: string,
	{ terminal }: Contact,
): Promise<Receiver> {
	const onPush = (happened: string) => terminal.say(`- ${happened}`);
	try {
		const receiver = await startReceiver({ port, orderNumber, refusals, onPush });
		terminal.say(
			`Pushes must reach http://127.0.0.1:${receiver.port}/, such as through a tunnel whose URL is registered with WoSign.`,
		);
		return receiver;
	} catch (cause) {
		throw new ContactError(`Can’t listen on port ${port}`, 'Use another port with --listen.', {
			cause,
		});
	}
}

/** Sends the order once; undefined if no order can have been created. */
async function send(
	signer: ContactSigner,
	orderNumber: string,
	contact: Contact,
	isAgreed: boolean,
): Promise<SentOrder | undefined> {
	const { terminal, credential, record } = contact;
	const made = await calibrationOrder(signer, orderNumber);
	if (made.kind === 'wrong') throw new ContactError(made.problems.join('; '), 'No order was sent.');
	const { baseUrl: url, tokenId } = credential;
	const { order } = made;
	const documentSize = 'document' in order ? (base64Length(order.document.filebase) * 3) / 4 : 0;
	await askConsent({ url, orderNumber, signer, documentSize }, contact, isAgreed);
	const sent = { orderNumber, sentAt: new Date() };
	const outcome = await sendOnce(
		order,
		{ url, tokenId },
		record.seen.requests ?? {},
		async (body) => await postOrder(contact, body),
	);
	switch (outcome.kind) {
		case 'created':
			terminal.say('The platform accepted the order.');
			return sent;
		case 'unknown':
			terminal.say(`${outcome.reason}. The order may exist; it is not sent again.`);
			return sent;
		case 'refused':
		case 'notSent':
			throw new ContactError(outcome.reason, `${outcome.remedy} No order was created.`.trim());
	}
}

async function takeFile(source: PushSource, sent: SentOrder, contact: Contact): Promise<void> {
	const { terminal, signal } = contact;
	if (source.kind === 'file') {
		terminal.say('Waiting for the file in --pushed.');
		await noteStored(await waitForStoredPush(source.file, signal), sent, contact);
	} else {
		terminal.say(
			'The push goes to the callback URL that is registered with WoSign. Save its body or its document to a file, then run: contact --pushed FILE',
		);
	}
}
