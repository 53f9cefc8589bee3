import { waitFor } from '../../../harness/n8n/waitFor';
import type { Script } from '../../support/chatModel';
import { postForm } from './form';
import { files, person, upload, type Stage } from './stage';

export const DRAFT = { name: person.name, idNumber: person.number, subject: 'Employment contract' };
const CHECK = 'Check_the_Draft';
const LONGEST_ANSWER_MS = 20_000;
const LONGEST_PAGE_MS = 3_000;
const ANSWER = 'format_final_json_response';

/** A model that does its work: checks the draft once, then hands it in. */
export const wellBehaved: Script = ({ answers }) =>
	answers.length === 0 ? [{ tool: CHECK, input: DRAFT }] : handIn();

/** The draft, as n8n asks a model to hand in what has a schema. */
export function handIn(draft: object = DRAFT) {
	return [{ tool: ANSWER, input: { output: draft } }];
}

/** Fills in the example's form, as the person does who wants a contract signed. */
export async function ask({ n8n }: Stage, reference: string, request = askFor(person)) {
	const form = new FormData();
	form.set('field-0', reference);
	form.set('field-1', request);
	form.set('field-2', upload('contract.pdf', 'application/pdf', files.contract));
	form.set('field-3', upload('id-card.png', 'image/png', files.identityCard));
	form.set('field-4', upload('material.png', 'image/png', files.material));
	return await postForm(`${n8n.url}/form/ask-for-a-contract`, form);
}

function askFor({ name, number }: typeof person): string {
	return `Please have ${name}, number ${number}, sign the employment contract.`;
}

/** The mail of this subject, the `count`th of them. */
export async function mailOf({ mailbox }: Stage, subject: string, count = 1) {
	const find = () => mailbox.mails.filter((mail) => mail.subject === subject)[count - 1];
	return await waitFor(`mail ${count} "${subject}"`, find);
}

/** What the mail that asks for approval has: a link to a page, and the code that the page asks for. */
export interface Approval {
	readonly link: string;
	readonly code: string;
}

export async function approvalOf(stage: Stage, reference: string, count = 1): Promise<Approval> {
	const { text } = await mailOf(stage, `Approve? ${reference}`, count);
	const link = /https?:\/\/\S+/.exec(text ?? '')?.[0];
	const code = /^Code: (\S+)$/m.exec(text ?? '')?.[1];
	if (link === undefined || code === undefined) throw new Error('the mail has no link or no code');
	return { link, code };
}

/** The page behind a link. n8n doesn't respond to requests for the page until a run waits. */
export async function pageBehind(link: string): Promise<string> {
	const response = await fetch(link, { signal: AbortSignal.timeout(LONGEST_PAGE_MS) }).catch(
		() => undefined,
	);
	return (await response?.text()) ?? '';
}

/** Waits until the page behind a link asks for a decision; gives its HTML. */
export async function decisionPage(link: string): Promise<string> {
	const whenOpen = async () => {
		const page = await pageBehind(link);
		return page.includes('Decision') ? page : undefined;
	};
	return await waitFor('the page that asks for a decision', whenOpen, 60_000);
}

/** Decides on the page behind a link; again until the run waits there, since the mail may be read before. */
export async function decide(
	{ link, code }: Approval,
	decision: 'Approve' | 'Decline',
): Promise<void> {
	await decisionPage(link);
	const form = new FormData();
	form.set('field-0', decision);
	form.set('field-1', code);
	// n8n may respond only once the run has ended, or not at all; the result is reported by mail.
	const response = await fetch(link, {
		...{ method: 'POST', body: form },
		signal: AbortSignal.timeout(LONGEST_ANSWER_MS),
	}).catch(() => undefined);
	if (response?.ok === false) throw new Error(`The decision was answered ${response.status}`);
}

/** How often somebody was asked to approve a request. */
export function asksFor({ mailbox }: Stage, reference: string): number {
	return mailbox.mails.filter(({ subject }) => subject === `Approve? ${reference}`).length;
}

const OUTCOMES = ['Sent', 'Exists already', 'Not created', 'Declined'];

function outcomes({ mailbox }: Stage, reference: string): string[] {
	return mailbox.mails.flatMap(({ subject }) =>
		OUTCOMES.filter((one) => subject === `${one}: ${reference}`),
	);
}

/** How many runs about a request are over. */
export function outcomesOf(stage: Stage, reference: string): number {
	return outcomes(stage, reference).length;
}

/** What became of a request, by the subject of the mail about it, the `count`th of them. */
export async function outcome(stage: Stage, reference: string, count = 1): Promise<string> {
	const find = () => outcomes(stage, reference).at(count - 1);
	return await waitFor(`outcome ${count} of ${reference}`, find);
}
