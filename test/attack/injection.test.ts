import type { INodeParameters } from 'n8n-workflow';
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { outputItems, type Binary, type Execution, type Item } from '../../harness/n8n/executions';
import { startInstallation, type Installation } from '../../harness/n8n/installation';
import { waitFor } from '../../harness/n8n/waitFor';
import { pushWorkflow, TRIGGER_NODE, type NodeDraft } from '../../harness/n8n/workflows';
import { poppler, run } from '../support/poppler';
import { plainPdf } from '../support/signatures/signedPdf';
import { attackEditor } from './injectionEditor.cases';
import { HOSTILE_TEXTS, hostileTexts, ONE_PLAIN_LINE } from './injectionTexts';

const PATH = 'injection/push';
const DOCUMENT = plainPdf();
const WRONG_HASH = { hash: '0'.repeat(64) };
/** n8n itself leaves these keys out when it copies an item. */
const RESERVED = ['__proto__', 'constructor', 'prototype'];
const COPY: NodeDraft = {
	name: 'Copy',
	type: 'n8n-nodes-base.set',
	typeVersion: 3.4,
	parameters: {
		assignments: {
			assignments: [
				{ id: 'a', name: 'copied', type: 'string', value: '={{ $json.orderNumber }}' },
				{ id: 'b', name: 'keys', type: 'array', value: '={{ Object.keys($json.extendData) }}' },
			],
		},
		includeOtherFields: true,
		options: {},
	},
};

let installation: Installation;
/** What n8n answered to each push, and the executions of those that were taken, by the order number. */
const answers: Array<{ status: number; answer: string }> = [];
const executions = new Map<string, Execution>();

beforeAll(async () => {
	installation = await startInstallation({ autoSign: false });
	const { n8n, credential } = installation;
	const additionalOptions: INodeParameters = { evidenceFile: true };
	await n8n.createWorkflow(
		pushWorkflow('injection', 'workflowFinished', [COPY], { credential, additionalOptions }),
	);
	for (const text of hostileTexts) {
		for (const fields of [{}, WRONG_HASH, { actiontype: `${text} ` }]) {
			answers.push(await post(pushOf(text, fields)));
		}
	}
	await waitFor('the executions', haveEnded, 60_000);
}, 900_000);
afterAll(async () => await installation?.stop(), 60_000);

/** Whether every order has come out; remembers with what. */
async function haveEnded(): Promise<true | undefined> {
	for (const execution of await installation.n8n.executions()) {
		const [item] = outputItems(execution, 'Copy');
		if (execution.status === 'success' && item) {
			executions.set(String(item.json['orderNumber']), execution);
		}
	}
	return executions.size === answers.filter(({ status }) => status === 200).length || undefined;
}

/** The push of an order that is named by a hostile text, as JSON text: `__proto__` is a key like any other. */
function pushOf(text: string, { hash = sha256(DOCUMENT), actiontype = 'PushSignedDoc' } = {}) {
	const key = JSON.stringify(keyOf(text));
	const nested = `{"__proto__":{"polluted":true},${key}:${JSON.stringify(text)}}`;
	const fields = JSON.stringify({
		signid: text,
		ordernumber: text,
		hash,
		content: DOCUMENT.toString('base64'),
	});
	const extendData = `{"more":${nested},"list":[${nested}],"__proto__":${nested},${fields.slice(1)}`;
	return `{"actiontype":${JSON.stringify(actiontype)},"status":1,"errorcode":"0","extendData":${extendData},"__proto__":${nested}}`;
}

/** The JSON of a push has no longer keys than 1,024 bytes. */
const keyOf = (text: string) => text.slice(0, 100);

const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

async function post(body: string) {
	const response = await fetch(installation.callbackUrl(PATH), {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body,
	});
	return { status: response.status, answer: await response.text() };
}

/** The item that a node made of an order. */
function itemOf(orderNumber: string, node = TRIGGER_NODE): Item {
	const execution = executions.get(orderNumber);
	const [item] = execution ? outputItems(execution, node) : [];
	if (!item) throw new Error('the order did not come out');
	return item;
}

/** What n8n has logged, a line each. */
async function log(): Promise<string[]> {
	const file = join(dirname(installation.n8n.database), '..', 'n8n.log');
	return (await readFile(file, 'utf8')).split(/[\r\n\u0085\u2028\u2029]/);
}

/** What the download of a file is named in the answer's header. */
async function download({ id = '', fileName = '', mimeType }: Binary) {
	const query = new URLSearchParams({ id, fileName, mimeType, action: 'download' });
	const response = await installation.n8n.session.fetch(`/rest/binary-data?${query.toString()}`);
	return { headers: response.headers, bytes: Buffer.from(await response.arrayBuffer()) };
}

describe.each(Object.entries(HOSTILE_TEXTS))('%s, as the name of a pushed order', (_, text) => {
	it('comes out as the data that it is, without a prototype, and is not evaluated', () => {
		const { json } = itemOf(text);
		const nested = RESERVED.includes(text) ? {} : { [keyOf(text)]: text };
		expect(json).toMatchObject({ signid: text, orderNumber: text, verified: true });
		expect(json['extendData']).toEqual({ more: nested, list: [nested] });
		expect(itemOf(text, 'Copy').json).toMatchObject({ copied: text, keys: ['more', 'list'] });
	});

	it('gives files with safe names, which come down as attachments under one name', async () => {
		const { binary = {} } = itemOf(text);
		expect(Object.keys(binary)).toEqual(['data', 'evidence', 'evidencePdf']);
		for (const file of Object.values(binary)) {
			expect(file.fileName).toMatch(/^[\p{L}\p{N}][\p{L}\p{M}\p{N}._~-]*\.(?:pdf|json)$/u);
			expect(Buffer.byteLength(file.fileName ?? '')).toBeLessThanOrEqual(200);
			const { headers } = await download(file);
			const disposition = headers.get('content-disposition') ?? '';
			expect(decodeURIComponent(disposition)).toMatch(ONE_PLAIN_LINE);
			expect(disposition).toMatch(
				/^attachment; filename="[^"\\]*"$|^attachment; filename\*=[\w-]+''[\w.~%!'()*-]*$/,
			);
			expect(decodeURIComponent(disposition)).toContain(file.fileName);
			expect(headers.get('set-cookie')).toBeNull();
		}
	});

	(poppler ? it : it.skip)(
		'stands in the evidence: whole in its JSON, on plain lines in its PDF',
		async () => {
			const { binary } = itemOf(text);
			const [json, pdf] = [binary?.['evidence'], binary?.['evidencePdf']];
			if (!json || !pdf) throw new Error('there is no evidence');
			const evidence: unknown = JSON.parse((await download(json)).bytes.toString());
			expect(evidence).toMatchObject({ push: { orderNumber: text, signid: text } });
			const shown = run('pdftotext', (await download(pdf)).bytes, '-raw').toString();
			expect(shown).toContain('SHA-256');
			for (const line of shown.split(/[\n\f]/).filter(Boolean))
				expect(line).toMatch(ONE_PLAIN_LINE);
		},
	);
});

it('each push is answered in one plain line, 1 or a refusal', () => {
	expect(answers.filter(({ answer }) => !ONE_PLAIN_LINE.test(answer))).toEqual([]);
	const kinds = answers.map(({ status, answer }) => `${status} ${answer.slice(0, 2)}`);
	expect(kinds).toEqual(hostileTexts.flatMap(() => ['200 1', '422 0 ', '400 0 ']));
});

it('n8n’s log has one plain line for each of these pushes, which nobody else could have written', async () => {
	const skeletons = async () =>
		(await log())
			.filter((line) => line.includes('WoSignDoc push'))
			.map((line) => {
				expect(line).toMatch(ONE_PLAIN_LINE);
				return line.replaceAll(/"(?:[^"\\]|\\.)*"/g, '…');
			});
	const count = hostileTexts.length;
	const lines = await waitFor(
		'the lines',
		async () => {
			const found = await skeletons();
			return found.length >= 3 * count ? found : undefined;
		},
		10_000,
	);
	const kinds = [
		/^(?:\S+ \S+ )?WoSignDoc push …: signid …, order …, \d+ bytes, … verified, \d+ ms$/,
		/WoSignDoc push refused: 422 hashMismatch, …; signid …, order …, from …(?:; \d+ in a row not reported on Rejected)?$/,
		/WoSignDoc push refused: 400 unsupportedAction, …; signid (?:…|null), order (?:…|null), from …(?:; \d+ in a row not reported on Rejected)?$/,
	];
	expect(lines.filter((line) => !kinds.some((kind) => kind.test(line)))).toEqual([]);
	expect(kinds.map((kind) => lines.filter((line) => kind.test(line)).length)).toEqual([
		count,
		count,
		count,
	]);
	expect(
		(await log()).filter((line) => /forged|^\s*</.test(line) && !line.includes('WoSignDoc push')),
	).toEqual([]);
});

attackEditor(() => installation);
