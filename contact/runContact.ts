import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { ProtocolError } from '../nodes/WoSignDoc/protocol/errors';
import { proxyFor } from './connection/proxy';
import { FirstContactRecord } from './firstContactRecord';
import { chooseHost, hostOf, type Host } from './host';
import type { ContactOptions } from './options';
import { readCredential } from './readCredential';
import { assertWritable, writeResult } from './report/writeResult';
import { ContactError } from './contactError';
import { assertOrdered } from './order/orderOptions';
import { assertReady } from './order/assertReady';
import { noteFile } from './order/pushFindings';
import { type Contact, type Step } from './step';
import { stepsFor } from './steps';
import type { Terminal } from './terminal';

/** Milliseconds after which the command ends in any case. */
const MOST_TIME = 9 * 60_000;
/** Milliseconds that the current step then has to process what it received. */
const LAST_WORK = 20_000;

/** The command's environment, which tests replace. */
export interface Surroundings {
	readonly terminal: Terminal;
	readonly environment: NodeJS.ProcessEnv;
	/** Aborts at Ctrl-C. */
	readonly interrupted: AbortSignal;
}

/**
 * The whole first contact: consent, credential, steps, report. Returns the process's exit code: 0 if all steps completed,
 * 1 if something stopped it, 130 if the user did. Once connected, the observations are written in any case.
 */
export async function runContact(
	options: ContactOptions,
	{ terminal, environment, interrupted }: Surroundings,
): Promise<number> {
	// Referenced again below, because Node.js 20 drops a timeout that only a combined signal refers to.
	const limit = AbortSignal.timeout(MOST_TIME);
	const signal = AbortSignal.any([interrupted, limit]);
	const record = new FirstContactRecord();
	let host: Host | undefined;
	let exitCode = 0;
	let end = '';
	try {
		assertOrdered(options);
		await assertWritable(options.output);
		if (options.pushed !== undefined && !options.order) {
			host = hostOf(options);
			await noteFile(options.pushed, { terminal, record });
		} else {
			const steps = stepsFor(options);
			host = await chooseHost(options, terminal, signal);
			if (options.order) await assertReady(options, host, terminal);
			terminal.say(`First contact with ${host.url}`);
			const credential = await readCredential(options, host, environment, terminal, signal);
			const proxy = proxyFor(new URL(host.url), environment);
			const contact = { host, credential, proxy, terminal, record, signal };
			await untilLong(makeSteps(steps, contact), signal);
		}
	} catch (error) {
		exitCode = interrupted.aborted ? 130 : 1;
		end = endInWords(error, { interrupted, limit });
	}
	try {
		if (host && Object.keys(record.seen).length > 0)
			await writeResult(record.seen, host.kind, options.output, terminal);
	} catch (error) {
		exitCode ||= 1;
		terminal.say(inWords(error));
	}
	// Printed last, where the user looks, because the page is long.
	if (end) terminal.say(`\n${end}`);
	return exitCode;
}

/** Waits for the work, but not much longer than the signal, because a hanging system call can't be aborted. */
async function untilLong(work: Promise<void>, signal: AbortSignal): Promise<void> {
	const done = new AbortController();
	const late = once(signal, 'abort', { signal: done.signal }).then(
		async () => await delay(LAST_WORK, undefined, { signal: done.signal, ref: false }),
	);
	try {
		await Promise.race([work, late]);
		signal.throwIfAborted();
	} finally {
		done.abort();
	}
}

async function makeSteps(steps: readonly Step[], contact: Contact): Promise<void> {
	for (const { title, run } of steps) {
		contact.signal.throwIfAborted();
		contact.terminal.say(`\n${title}`);
		await run(contact);
	}
	contact.signal.throwIfAborted();
}

function endInWords(
	error: unknown,
	{ interrupted, limit }: { interrupted: AbortSignal; limit: AbortSignal },
): string {
	if (interrupted.aborted) return 'Stopped.';
	return limit.aborted ? `Stopped after ${MOST_TIME / 60_000} minutes.` : inWords(error);
}

function inWords(error: unknown): string {
	if (error instanceof ContactError) return sentences(error.message, error.remedy);
	if (error instanceof ProtocolError)
		return sentences(error.message, `${error.description ?? ''}\n${OPTIONS}`.trim());
	return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

/** The nodes' messages refer to n8n's form. */
const OPTIONS =
	'Here, the credential is set with --certificate and --key, or --pfx, and with --passphrase-file, --token-file, --ca, and --base-url.';

function sentences(message: string, remedy: string): string {
	return remedy ? `${message}.\n${remedy}` : `${message}.`;
}
