import type { OutgoingHttpHeaders } from 'node:http';
import { CALLBACK_TOKEN } from '../../harness/n8n/installation';
import { order, orderFor, organization } from '../../harness/sandbox/caller';
import { pdfWith } from '../../harness/sandbox/documents';
import type { Attack } from './attacks';
import { must } from './must';
import type { PostOptions } from './connection';
import { post } from './connection';
import { bodyWith, drawBytes } from './genuinePush';
import type { Stage } from './stage';

const TOKEN = encodeURIComponent(CALLBACK_TOKEN);
const basic = (text: string) => `Basic ${Buffer.from(text).toString('base64')}`;

/** What a stranger puts behind the URL. */
const QUERIES = [
	'',
	'?token=',
	'?token=wrong',
	'?token',
	`?Token=${TOKEN}`,
	`?token=${TOKEN}&token=${TOKEN}`,
	`?token=wrong&token=${TOKEN}`,
	`?token[]=${TOKEN}`,
	`?token=${TOKEN.toUpperCase()}`,
	`?token=${TOKEN}%00`,
	`?token=${TOKEN}%20`,
	`?token=${TOKEN.slice(0, -1)}`,
	`?x=%26token=${TOKEN}`,
	`?__proto__[token]=${TOKEN}`,
	'?token=%',
];

/** What a stranger sends as headers. */
const HEADERS: OutgoingHttpHeaders[] = [
	{ Authorization: basic('wosign:wrong') },
	{ Authorization: basic(`${CALLBACK_TOKEN}:`) },
	{ Authorization: `Bearer ${CALLBACK_TOKEN}` },
	{ Authorization: CALLBACK_TOKEN },
	{ Authorization: 'Basic ' },
	{ Cookie: `token=${TOKEN}` },
	{ token: CALLBACK_TOKEN, 'X-Callback-Token': CALLBACK_TOKEN },
	{ 'X-Original-URL': `/webhook/guarded/push?token=${TOKEN}` },
];

/** Other paths and methods that might lead to the same trigger. */
const PATHS = [
	'guarded/push/',
	'guarded//push',
	'%67uarded/push',
	'GUARDED/push',
	'x/../guarded/push',
];
const METHODS = ['GET', 'PUT', 'PATCH', 'DELETE', 'HEAD'];

/** Every try of a stranger who knows the URL and has recorded the body of a genuine push. */
function triesOf(stage: Stage): { url: string; options: PostOptions }[] {
	const url = stage.url('guarded');
	const test = url.replace('/webhook/', '/webhook-test/');
	return [
		...QUERIES.map((query) => ({ url: url + query, options: {} })),
		...HEADERS.map((headers) => ({ url, options: { headers } })),
		...PATHS.map((path) => ({ url: stage.n8n.webhookUrl(path), options: {} })),
		...METHODS.map((method) => ({ url, options: { method } })),
		{ url: test, options: {} },
		{ url: url.replace('/webhook/', '/webhook-waiting/'), options: {} },
	];
}

async function withoutToken(stage: Stage): Promise<string> {
	const push = stage.nextPush();
	const before = await stage.traces();
	const tries = triesOf(stage);
	const answers = await Promise.all(
		tries.map(async ({ url, options }) => await post(url, push.body, options)),
	);
	answers.forEach(({ status, text }, index) => {
		const tried = `${tries[index]?.url} ${JSON.stringify(tries[index]?.options)}`;
		must(status >= 400 && text !== '1', `${tried} was answered ${status} ${text}`);
	});
	const started = await stage.settled(before);
	must(started === 0, `${started} executions`);
	await stage.deliverAtOnce(push, 'guarded');
	return `${tries.length} tries refused, nothing started; then the genuine push ran once`;
}

async function replayed(stage: Stage): Promise<string> {
	for (const path of ['guarded', 'received'] as const) {
		const push = stage.nextPush();
		await stage.deliverAtOnce(push, path);
		const before = await stage.traces();
		const again = Array.from(
			{ length: 20 },
			async () => await post(stage.callbackUrl(path), push.body),
		);
		const answers = await Promise.all(again);
		must(
			answers.every(({ text }) => text === '1'),
			`a replay was answered ${JSON.stringify(answers)}`,
		);
		const started = await stage.settled(before);
		must(started === 0, `${started} executions`);
		await stage.isSignedOnce(push);
	}
	return '40 replays answered 1 without a run, in two modes';
}

async function replayedElsewhere(stage: Stage): Promise<string> {
	const push = stage.nextPush();
	await stage.deliverAtOnce(push, 'guarded');
	const before = await stage.traces();
	const query = new URL(stage.callbackUrl('guarded')).search;
	const { status } = await post(stage.url('other') + query, push.body);
	must(status === 403, `it was answered ${status}`);
	must((await stage.settled(before)) === 0, 'it started the other workflow');
	// Where anybody may push, it runs, and is nothing to the workflow that it was meant for.
	await post(stage.url('open'), push.body);
	await post(stage.callbackUrl('guarded'), push.body);
	const runs = stage.signed(push).length;
	must(runs === 2, `it came out on Signed ${runs} times`);
	return 'refused with 403; at a trigger open to all it ran there alone';
}

async function forged(stage: Stage): Promise<string> {
	const { installation, seed } = stage;
	installation.sandbox.setCallbackUrl(stage.url('trusting'));
	const before = await stage.traces();
	const { rejected } = stage.counts();
	const startedAt = Date.now();
	const orderNumber = `STOLEN-${seed}`;
	const forge = async (index: number) => {
		const document = Buffer.concat([Buffer.from('%PDF-1.4\n'), drawBytes(20_000, seed, index)]);
		return await post(stage.url('trusting'), bodyWith(orderNumber, document));
	};
	const answers = await Promise.all(
		Array.from({ length: 100 }, async (_, index) => await forge(index)),
	);
	must(
		answers.every(({ status }) => status === 422),
		'a forged document was not answered 422',
	);
	await stage.settled(before);
	const reported = stage.counts().rejected - rejected;
	const minutes = Math.ceil((Date.now() - startedAt) / 60_000);
	must(reported <= 20 * (minutes + 1), `${reported} runs on Rejected`);
	must(stage.signed({ orderNumber }).length === 0, 'a forged document came out on Signed');
	const { sandbox } = installation;
	const changes = { orderNumber, signerlist: [organization] };
	await order(sandbox, orderFor(sandbox, await pdfWith({}), changes));
	await sandbox.waitForAnswer(orderNumber);
	await stage.settled(before);
	must(stage.signed({ orderNumber }).length === 1, 'the genuine document did not come out once');
	return `100 refused with 422, ${reported} of them reported on Rejected, none on Signed; then the genuine document ran`;
}

export const whoMayPush: readonly Attack[] = [
	{
		name: 'A stranger replays a recorded genuine push without the token: other queries, headers, paths, methods',
		bound: 'each refused; no execution, no file; the genuine push then runs at once',
		run: withoutToken,
	},
	{
		name: 'A recorded genuine push with its token is replayed to the same workflow',
		bound: 'answered 1, no second execution',
		run: replayed,
	},
	{
		name: 'The same is replayed to another workflow',
		bound: 'refused by its own token; nothing starts',
		run: replayedElsewhere,
	},
	{
		name: 'Documents are forged for a stolen order number where signatures must be trusted and there is no token',
		bound:
			'none on Signed, no file; at most 20 executions a minute on Rejected; the genuine push then runs',
		run: forged,
	},
];
