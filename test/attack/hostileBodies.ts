import type { OutgoingHttpHeaders } from 'node:http';
import { deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import type { Attack } from './attacks';
import { must } from './must';
import type { Answer } from './connection';
import { post, RawConnection, shownStatuses } from './connection';
import type { Stage } from './stage';
import { MAX_BODY_MB } from './triggers';
import { STAYS_RESPONSIVE, underAttack } from './underAttack';

const MEGABYTE = 1_024 * 1_024;
/** How many send it at once. */
const SENDERS = 8;

interface HostileBody {
	readonly name: string;
	readonly headers?: OutgoingHttpHeaders;
	readonly make: () => Buffer | string;
}

const push = (content: string) =>
	`{"actiontype":"PushSignedDoc","status":1,"errorcode":"0","extendData":{"signid":"s","ordernumber":"HOSTILE","hash":"${'0'.repeat(64)}","content":"${content}"}}`;
const form = { 'Content-Type': 'application/x-www-form-urlencoded' };
const coded = (coding: string) => ({ 'Content-Encoding': coding });
const typed = (type: string) => ({ 'Content-Type': type });

/** As much base64 as a push may have, which packs a thousandfold. */
const packed = () => push('A'.repeat((MAX_BODY_MB - 1) * MEGABYTE));
const tooMuch = () => Buffer.alloc(4 * MAX_BODY_MB * MEGABYTE, 'A');

const BODIES: readonly HostileBody[] = [
	{ name: 'A million nested arrays', make: () => '['.repeat(1_000_000) },
	{ name: 'A million nested objects', make: () => '{"a":'.repeat(1_000_000) },
	{
		name: 'A million nested arrays in a string in a string',
		make: () => JSON.stringify(`{"extendData":${JSON.stringify('['.repeat(1_000_000))}}`),
	},
	{ name: 'JSON in a string in a string, 20 deep', make: () => stringsInStrings(20) },
	{
		name: 'A million keys',
		make: () => `{${Array.from({ length: 1_000_000 }, (_, key) => `"k${key}":0`).join()}}`,
	},
	{ name: 'One key a million times', make: () => `{${'"__proto__":{},'.repeat(1_000_000)}"a":0}` },
	{ name: 'A number of 10 MB', make: () => `{"status":${'1'.repeat(10 * MEGABYTE)}}` },
	{
		name: 'An order number of 10 MB in escapes',
		make: () => `{"extendData":{"ordernumber":"${'\\u0041'.repeat(1_700_000)}"}}`,
	},
	{ name: 'A document of 24 MB in escapes', make: () => push('\\u0041'.repeat(4_000_000)) },
	{ name: 'Spaces, 30 MB', make: () => `{${' '.repeat(30 * MEGABYTE)}}` },
	{
		name: 'Order numbers by the thousand, each unfinished',
		make: () => `{${'"signid":"'.repeat(100_000)}`,
	},
	{
		name: 'A gzip bomb that is a push, 63 MB of 64',
		headers: coded('gzip'),
		make: () => gzipSync(packed()),
	},
	{ name: 'A gzip bomb of 256 MB', headers: coded('gzip'), make: () => gzipSync(tooMuch()) },
	{
		name: 'A deflate bomb of 256 MB',
		headers: coded('deflate'),
		make: () => deflateSync(tooMuch()),
	},
	{
		name: 'A raw deflate bomb of 256 MB of JSON',
		headers: coded('deflate'),
		make: () => deflateRawSync(push(tooMuch().toString())),
	},
	{
		name: 'A gzip bomb in gzip, declared twice',
		headers: coded('gzip, gzip'),
		make: () => gzipSync(gzipSync(tooMuch())),
	},
	{
		name: 'The same declared once',
		headers: coded('gzip'),
		make: () => gzipSync(gzipSync(tooMuch())),
	},
	{
		name: 'A million empty gzip members',
		headers: coded('gzip'),
		make: () => Buffer.alloc(20_000_000, gzipSync('')),
	},
	{ name: 'A gzip bomb declared as Brotli', headers: coded('br'), make: () => gzipSync(tooMuch()) },
	{
		name: 'A form of 30 MB, every byte percent-encoded',
		headers: form,
		make: () =>
			`data=${encodeURIComponent(push('')).replace(/%22%7D%7D$/, '%41'.repeat(10_000_000))}%22%7D%7D`,
	},
	{ name: 'A form of a million fields', headers: form, make: () => 'a=1&'.repeat(1_000_000) },
	{
		name: 'A form of 30 MB of pluses that are not encoded',
		headers: form,
		make: () => `data=${push('+'.repeat(30 * MEGABYTE))}`,
	},
	{
		name: 'GB 18030, 30 MB of characters of four bytes',
		headers: typed('application/json; charset=gb18030'),
		make: () =>
			Buffer.concat([
				Buffer.from('{"a":"'),
				Buffer.alloc(30 * MEGABYTE, Buffer.from([0x90, 0x30, 0x81, 0x30])),
			]),
	},
	{
		name: 'UTF-16, a million nested arrays',
		headers: typed('application/json; charset=utf-16le'),
		make: () => Buffer.from('['.repeat(1_000_000), 'utf16le'),
	},
	{
		name: 'A multipart upload of 20 MB',
		headers: typed('multipart/form-data; boundary=x'),
		make: () =>
			`--x\r\nContent-Disposition: form-data; name="f"; filename="f"\r\n\r\n${'A'.repeat(20 * MEGABYTE)}\r\n--x--\r\n`,
	},
];

function stringsInStrings(depth: number): string {
	let text = push('');
	// Each doubles the backslashes.
	for (let level = 0; level < depth && text.length < 30 * MEGABYTE; level++)
		text = JSON.stringify(text);
	return text;
}

/** A sender that continues may be cut off before it reads its answer. */
function isRefused({ status, text }: Answer): boolean {
	return status === 0 || (status >= 400 && text.startsWith('0 '));
}

async function sendAll(stage: Stage, { headers = {}, make }: HostileBody): Promise<string> {
	const body = Buffer.from(make());
	return await underAttack(stage, async () => {
		const sending = Array.from(
			{ length: SENDERS },
			async () => await post(stage.url('open'), body, { headers }),
		);
		const answers = await Promise.all(sending);
		must(
			answers.every(isRefused),
			`it was answered ${JSON.stringify(answers.find((one) => !isRefused(one)))}`,
		);
		return `${SENDERS} at once answered ${shownStatuses(answers)}`;
	});
}

/** Small chunks cost the receiver most for what they carry. */
async function sendInBytes(stage: Stage): Promise<string> {
	const bytes = 200_000;
	const begin = push('').slice(0, -3);
	return await underAttack(stage, async () => {
		const senders = Array.from({ length: SENDERS }, async () => {
			const sender = await RawConnection.open(stage.url('open'), 'Transfer-Encoding: chunked');
			await sender.sendChunk(begin);
			await sender.send('1\r\nA\r\n'.repeat(bytes));
			await sender.sendChunk('"}}');
			await sender.send('0\r\n\r\n');
			return sender;
		});
		const open = await Promise.all(senders);
		await Promise.all(open.map(async (sender) => await sender.answered()));
		for (const sender of open) sender.hangUp();
		return `${SENDERS} at once answered ${shownStatuses(open)}`;
	});
}

export const hostileBodies: readonly Attack[] = [
	...BODIES.map((body) => ({
		name: body.name,
		bound: `refused; ${STAYS_RESPONSIVE}`,
		run: async (stage: Stage) => await sendAll(stage, body),
	})),
	{
		name: 'A document in 200,000 chunks of a byte',
		bound: `refused; ${STAYS_RESPONSIVE}`,
		run: sendInBytes,
	},
];
