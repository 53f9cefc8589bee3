import { readSigned, SIGNED_REMARKS } from '../document/readSigned';
import type { SigningWindow } from '../document/signatureFacts';
import type { PushedFile } from '../push/pushedFile';
import { readPushedFile } from '../push/pushedFile';
import type { Reception } from '../push/receiver';
import type { StoredPush } from '../push/waitForFile';
import { readStoredPush } from '../push/waitForFile';
import type { Contact } from '../step';
import { isOwnNumber } from './calibrationOrder';

type Reporting = Pick<Contact, 'terminal' | 'record'>;

/** The order that this run sent. */
export interface SentOrder {
	readonly orderNumber: string;
	readonly sentAt: Date;
}

/** Notes what came to the receiver, and says it. */
export async function noteReception(
	{ awaited, isAnswered, form, problems, strangers }: Reception,
	{ sentAt }: SentOrder,
	contact: Reporting,
): Promise<void> {
	const { terminal, record } = contact;
	if (form) record.note({ push: form });
	if (strangers > 0) terminal.say(`Pushes of other orders, refused: ${strangers}.`);
	for (const problem of problems) terminal.say(`${refusedInWords(problem)}.`);
	if (awaited && !isAnswered) terminal.say('WoSignDoc has not retried the push that was refused.');
	if (!awaited) terminal.say('The push has not come, or not so that it can be taken.');
	else if (awaited.kind === 'failed') sayFailure(awaited.errorCodes, contact);
	else await noteDocument(awaited.document, { sentAt, receivedAt: awaited.receivedAt }, contact);
}

/** Notes what a file holds that somebody stored; `sent` is undefined where another run sent the order. */
export async function noteStored(
	{ bytes, storedAt }: StoredPush,
	sent: SentOrder | undefined,
	contact: Reporting,
): Promise<void> {
	const { terminal, record } = contact;
	const pushed = await readPushedFile(bytes);
	if (isOfOther(pushed, sent)) {
		terminal.say(
			'The file holds no push of an order of this command, or no push at all; nothing of it is noted.',
		);
		return;
	}
	if (pushed.kind !== 'document') record.note({ push: pushed.form });
	if (pushed.kind === 'failed') sayFailure(pushed.errorCodes, contact);
	else if (pushed.kind === 'refused')
		terminal.say(`${refusedInWords(pushed.isHashOfText ? 'hashOfText' : pushed.code)}.`);
	else {
		const window = { sentAt: sent?.sentAt, receivedAt: storedAt };
		await noteDocument(pushed.document, window, contact);
	}
}

/** Notes what the file of `--pushed` holds, of an order that another run sent. Throws a `ContactError`. */
export async function noteFile(file: string, contact: Reporting): Promise<void> {
	contact.terminal.say('\nThe push that was stored');
	await noteStored(await readStoredPush(file), undefined, contact);
}

function isOfOther(pushed: PushedFile, sent: SentOrder | undefined): boolean {
	if (pushed.kind === 'document') return false;
	return sent ? pushed.orderNumber !== sent.orderNumber : !isOwnNumber(pushed.orderNumber);
}

const PROBLEM: Readonly<Partial<Record<Reception['problems'][number], string>>> = {
	hashOfText: 'The hash is over the base64 text, not the file’s bytes: please open an issue',
};

function refusedInWords(problem: Reception['problems'][number]): string {
	return PROBLEM[problem] ?? `A push came that the trigger would reject: ${problem}`;
}

function sayFailure(codes: readonly string[], { terminal }: Reporting): void {
	const known = codes.filter((code) => /^-?\d{1,3}$/.test(code));
	terminal.say(`The signing failed: ${known.join(', ') || 'without a code'}.`);
}

async function noteDocument(
	document: Buffer,
	window: SigningWindow,
	{ terminal, record }: Reporting,
): Promise<void> {
	const { remarks, ...found } = await readSigned(document, window);
	record.note({
		...(found.placement && { placement: found.placement }),
		...(found.document && { document: found.document }),
	});
	terminal.say('The signed document came.');
	for (const remark of remarks) terminal.say(SIGNED_REMARKS[remark]);
}
