import type { IWebhookFunctions } from 'n8n-workflow';
import { createHash } from 'node:crypto';
import { declaredCharsets } from '../protocol/charset';
import { oneLine } from '../protocol/oneLine';
import { withoutSecrets } from '../protocol/withoutSecrets';
import { callbackTokenOf } from './caller/checkCaller';
import type { Rejected } from './pushItem';
import type { Reception } from './reception';
import type { RunDecision } from './repeats/rejectedRuns';
import { decideRejectedRun } from './repeats/rejectedRuns';
import type { TriggerSettings } from './settings';
import { mediaTypeOf } from './wire/bodyHeaders';
import { PushRefusal } from './wire/refusal';
import type { RefusalCode } from './wire/refusal';
import { withPlusesAs } from './wire/unencodedPlus';

/**
 * Rejections that don't start the workflow: disallowed callers, broken connections, and pushes that will be retried.
 */
export const STARTS_NO_WORKFLOW: ReadonlySet<RefusalCode> = new Set([
	'misconfigured',
	'addressNotAllowed',
	'missingToken',
	'wrongToken',
	'notExpected',
	'stillProcessing',
	'tooManyAtWork',
	'unexpectedHash',
	'overloaded',
	'senderStalled',
	'connectionLost',
]);

/** Characters shown of a body that couldn't be read. */
const MOST_SHOWN = 200;
/** A resident ID number of either length. */
const ID_NUMBER = /(?<![0-9A-Za-z])(?:\d{17}[\dXx]|\d{15})(?![0-9A-Za-z])/g;
const HIDDEN = '•••';

/**
 * What happens to a rejected push: whether it starts the workflow on Rejected, and all that helps to find the cause.
 */
export class Rejection {
	private decision: RunDecision | undefined;

	constructor(
		private readonly context: IWebhookFunctions,
		private readonly options: TriggerSettings['additionalOptions'],
		private readonly reception: () => Reception,
	) {}

	/** Whether the document of a rejected push is kept: only if an execution refers to it. */
	keeps(error: Error): boolean {
		// The rest of an oversized body isn't read.
		const isKept = error instanceof PushRefusal && error.code !== 'bodyTooLarge';
		return isKept && this.options.keepsRejected && this.decide(error).starts;
	}

	/** Whether a rejection starts the workflow; always the same for one push. */
	decide(refusal: PushRefusal): RunDecision {
		return (this.decision ??= this.decideFirst(refusal));
	}

	/** All that is known about the push, for the item. */
	async describe(refusal: PushRefusal): Promise<Rejected> {
		const { hash, document, isRead } = this.reception().rejected();
		const contentType = contentTypeOf(this.context);
		return {
			refusal,
			order: this.reception().knownOrder,
			hash: oneLine(hash.slice(0, MOST_SHOWN)),
			document,
			...contentType,
			excerpt: isRead ? '' : await this.excerpt(contentType.charset),
			suppressed: this.decide(refusal).suppressed,
		};
	}

	private decideFirst(refusal: PushRefusal): RunDecision {
		if (STARTS_NO_WORKFLOW.has(refusal.code)) return { starts: false, suppressed: 0 };
		// In a manual test every push runs the workflow.
		if (this.context.getMode() === 'manual') return { starts: true, suppressed: 0 };
		const trigger = JSON.stringify([this.context.getWorkflow().id, this.context.getNode().id]);
		const { repeatRejectedAfter } = this.options;
		const push = this.keyOf(refusal);
		return decideRejectedRun({ trigger, push, repeatAfter: repeatRejectedAfter }, Date.now());
	}

	/** If the push's order is known, the rest of its body doesn't count: it may contain the time. */
	private keyOf({ code }: PushRefusal): string {
		const reception = this.reception();
		const { signid, orderNumber } = reception.knownOrder;
		const { hash, document, text } = reception.rejected();
		const isKnown = signid !== undefined || orderNumber !== undefined;
		const { mediaType } = contentTypeOf(this.context);
		const rest = isKnown ? [] : [mediaType, text, reception.beginning.bytes.toString('base64')];
		const identity = [code, signid, orderNumber, hash, document?.hash, document?.size, ...rest];
		return createHash('sha256').update(JSON.stringify(identity)).digest('base64url');
	}

	private async excerpt(charset: string): Promise<string> {
		const { bytes, isDecoded } = this.reception().beginning;
		// A number at the end, where the text was cut, may be part of a secret one.
		const text = textOf(bytes, isDecoded ? '' : charset).replace(/\d+$/, HIDDEN);
		const token = await callbackTokenOf(this.context);
		const shown = withoutSecrets(text, [token]).replace(ID_NUMBER, HIDDEN);
		return oneLine(shown.slice(0, MOST_SHOWN));
	}
}

/** The media type and charset that the sender declared; empty if it declared none. */
function contentTypeOf(context: IWebhookFunctions): { mediaType: string; charset: string } {
	const contentType = context.getRequestObject().headers['content-type'] ?? '';
	const [charset = ''] = declaredCharsets(contentType);
	const shown = (text: string) => oneLine(text.slice(0, MOST_SHOWN));
	return { mediaType: shown(mediaTypeOf(contentType)), charset: shown(charset.toLowerCase()) };
}

/** For display, as far as it is text; a plus that the form didn't encode is shown as a space, as in form encoding. */
function textOf(bytes: Buffer, charset: string): string {
	try {
		return withPlusesAs(new TextDecoder(charset || 'utf-8').decode(bytes), ' ');
	} catch {
		return textOf(bytes, '');
	}
}
