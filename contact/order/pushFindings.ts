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

/** Records and prints what the receiver got. */
export async function noteReception(
	{ awaited, isAnswered, form, problems, strangers }: Reception,
	{ sentAt }: SentOrder,
	contact: Reporting,
): Promise<void> {
	const { terminal, record } = contact;
	if (form) record.note({ push: form });
	if (strangers > 0) terminal.say(`Rejected pushes of other orders: ${strangers}.`);
	for (const problem of problems) terminal.say(`${refusedInWords(problem)}.`);
	if (awaited && !isAnswered) terminal.say('WoSignDoc has not retried the rejected push.');
	if (!awaited) terminal.say('No push arrived, or none that can be accepted.');
	else if (awaited.kind === 'failed') sayFailure(awaited.errorCodes, contact);
	else await noteDocument(awaited.document, { sentAt, receivedAt: awaited.receivedAt }, contact);
}

/** Records the contents of a stored file; `sent` is undefined if another run sent the order. */
export async function noteStored(
	{ bytes, storedAt }: StoredPush,
	sent: SentOrder | undefined,
	contact: Reporting,
): Promise<void> {
	const { terminal, record } = contact;
	const pushed = await readPushedFile(bytes);
	if (isOfOther(pushed, sent)) {
		terminal.say(
			'The file contains no push, or a push of an order that this command didn’t send. Nothing from it was recorded.',
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

/** Records the contents of the file in `--pushed`, for an order that another run sent. Throws a `ContactError`. */
export async function noteFile(file: string, contact: Reporting): Promise<void> {
	contact.terminal.say('\nThe stored push');
	await noteStored(await readStoredPush(file), undefined, contact);
}

function isOfOther(pushed: PushedFile, sent: SentOrder | undefined): boolean {
	if (pushed.kind === 'document') return false;
	return sent ? pushed.orderNumber !== sent.orderNumber : !isOwnNumber(pushed.orderNumber);
}

const PROBLEM: Readonly<Partial<Record<Reception['problems'][number], string>>> = {
	hashOfText: 'The hash is of the base64 text, not of the file’s bytes: please open an issue',
};

function refusedInWords(problem: Reception['problems'][number]): string {
	return PROBLEM[problem] ?? `A push arrived that the trigger would reject: ${problem}`;
}

function sayFailure(codes: readonly string[], { terminal }: Reporting): void {
	const known = codes.filter((code) => /^-?\d{1,3}$/.test(code));
	terminal.say(`Signing failed: ${known.join(', ') || 'no code'}.`);
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
	terminal.say('The signed document arrived.');
	for (const remark of remarks) terminal.say(SIGNED_REMARKS[remark]);
}
