import { z } from 'zod';
import { waitFor } from '../../../harness/n8n/waitFor';
import { formLogin } from './stage';

const postedSchema = z.object({ formWaitingUrl: z.string() });

/** Posts a form to n8n as somebody who may open it; gives the address of the page that follows. */
export async function postForm(url: string, form: FormData): Promise<URL> {
	const response = await fetch(url, { method: 'POST', body: form, headers: formLogin });
	const { formWaitingUrl } = postedSchema.parse(await response.json());
	return new URL(formWaitingUrl);
}

/** Asks n8n for the form's progress, as its page does, until the last page is there; gives its HTML. */
export async function lastPage(waitingUrl: URL): Promise<string> {
	const status = new URL(waitingUrl);
	status.pathname += '/n8n-execution-status';
	const isReady = async () =>
		(await (await fetch(status)).text()) === 'form-waiting' ? true : undefined;
	await waitFor('the last page of the form', isReady);
	return await (await fetch(waitingUrl)).text();
}

/** Fills in a form as a browser does, field by field, and follows it to its last page; gives that page's HTML. */
export async function submitForm(
	url: string,
	fields: ReadonlyArray<string | File>,
): Promise<string> {
	const form = new FormData();
	fields.forEach((field, index) => form.set(`field-${index}`, field));
	return await lastPage(await postForm(url, form));
}
