import { z } from 'zod';
import { pushFaultNames } from '../push/faults';
import type { Sandbox } from '../sandbox';
import type { SandboxOrder } from '../sandboxOrder';
import { PageError } from './pageError';
import type { Notice } from './view';

/** Where the browser goes after a form, and the notice shown there. */
export interface Outcome {
	path: string;
	notice: Notice;
}

const callbackSchema = z.union([
	z.literal(''),
	z
		.string()
		.url()
		.regex(/^https?:/),
]);
const faultSchema = z.union([
	z.literal(''),
	z.custom<(typeof pushFaultNames)[number]>(isFaultName),
]);

function isFaultName(name: unknown): boolean {
	return pushFaultNames.some((known) => known === name);
}

/** Signs all waiting orders. */
export async function signAll(sandbox: Sandbox): Promise<Outcome> {
	const signed = await sandbox.signAll();
	return { path: '/', notice: signed > 0 ? 'allSigned' : 'noneSigned' };
}

/** Sets the callback URL; an empty value removes it. */
export function setCallback(sandbox: Sandbox, form: URLSearchParams): Outcome {
	const url = parse(
		callbackSchema,
		form.get('url')?.trim(),
		'The URL must begin with http:// or https://.',
	);
	sandbox.setCallbackUrl(url === '' ? undefined : url);
	return { path: '/', notice: url === '' ? 'callbackLifted' : 'callbackSet' };
}

type OrderAction = (
	sandbox: Sandbox,
	order: SandboxOrder,
	form: URLSearchParams,
) => Outcome | Promise<Outcome>;

/** The actions of an order's forms, by the last segment of their path. */
export const orderActions: ReadonlyMap<string, OrderAction> = new Map<string, OrderAction>([
	['sign', sign],
	['refuse', refuse],
	['push', push],
	['fault', keepFault],
]);

async function sign(sandbox: Sandbox, order: SandboxOrder, form: URLSearchParams) {
	await sandbox.sign(order.signid).catch((error: unknown) => {
		throw new PageError(409, error instanceof Error ? error.message : String(error));
	});
	const path = form.get('next') === 'list' ? '/' : pathOf(order);
	return { path, notice: 'signed' } as const;
}

async function refuse(sandbox: Sandbox, order: SandboxOrder, form: URLSearchParams) {
	assertWaiting(order);
	const known = new Map(sandbox.errorCodes.map(({ code }) => [String(code), code]));
	const schema = z
		.array(
			z
				.string()
				.transform((code) => known.get(code))
				.pipe(z.number()),
		)
		.min(1);
	const codes = parse(schema, form.getAll('code'), 'Choose at least one error code.');
	await sandbox.refuse(order.signid, codes);
	return { path: pathOf(order), notice: 'refused' } as const;
}

/** Doesn't wait for the response: a receiver may take a minute. */
function push(sandbox: Sandbox, order: SandboxOrder, form: URLSearchParams): Outcome {
	if (order.state === 'signing') throw new PageError(409, 'This order is not signed yet.');
	if (sandbox.callbackUrl === undefined) {
		throw new PageError(409, 'No callback URL is set. Set one first.');
	}
	const fault = faultIn(form);
	// Rejects only when the sandbox stops; any other outcome is in the log.
	sandbox.pushAgain(order.signid, fault).catch(() => undefined);
	return { path: pathOf(order), notice: 'pushing' };
}

function keepFault(sandbox: Sandbox, order: SandboxOrder, form: URLSearchParams): Outcome {
	const fault = faultIn(form);
	sandbox.setFault(order.orderNumber, fault);
	return { path: pathOf(order), notice: fault === undefined ? 'faultLifted' : 'faultKept' };
}

function faultIn(form: URLSearchParams) {
	const fault = parse(faultSchema, form.get('fault') ?? '', 'Unknown fault.');
	return fault === '' ? undefined : fault;
}

function assertWaiting({ state }: SandboxOrder): void {
	if (state !== 'signing') throw new PageError(409, `This order is already ${state}.`);
}

function pathOf({ signid }: SandboxOrder): string {
	return `/orders/${signid}`;
}

function parse<Output>(
	schema: z.ZodType<Output, z.ZodTypeDef, unknown>,
	value: unknown,
	complaint: string,
): Output {
	const { success, data } = schema.safeParse(value);
	if (!success) throw new PageError(400, complaint);
	return data;
}
