import type { ServerResponse } from 'node:http';
import type { TLSSocket } from 'node:tls';
import type { Answer } from './answer';
import type { Behavior } from './behavior';
import { checkAccount, checkCertificate } from './checks/checkAccess';
import { checkOrder } from './checks/checkOrder';
import { errorCodes } from './errorCodes';
import type { OrderBook } from './orders';
import type { ReceivedRequest } from './receivedRequest';
import { Refusal } from './refusal';
import { decodeRequestBody, encodingOf } from './requestBody';
import {
	failureAnswer,
	isAnswerForm,
	shapeAnswer,
	writeAnswer,
	type CustomAnswer,
	type RequestFailure,
} from './requestFailures';
import type { SandboxOrder } from './sandboxOrder';

export interface PlatformOptions {
	book: OrderBook;
	registeredKey: Buffer;
	behavior: Behavior;
	/** Called after the response to an accepted order was sent. */
	accepted(order: SandboxOrder): void;
	/** Called after a request was answered or dropped. */
	answered(request: ReceivedRequest): void;
}

/** The API's only endpoint. */
export class Platform {
	readonly requests: ReceivedRequest[] = [];
	private readonly failures: RequestFailure[] = [];

	constructor(private readonly options: PlatformOptions) {}

	failNext(failure: RequestFailure): void {
		this.failures.push(failure);
	}

	/** Answers one request. */
	async handle(
		request: ReceivedRequest,
		response: ServerResponse,
		socket: TLSSocket,
	): Promise<void> {
		this.requests.push(request);
		const failure = this.failures.shift();
		const { responses } = this.options.behavior;
		let order: SandboxOrder | undefined;
		if (failure !== undefined && !isAnswerForm(failure)) {
			this.write(request, response, failureAnswer(failure, orderNumberOf(request.json), responses));
		} else {
			const { answer, accepted } = await this.process(request, socket);
			request.errorCode = answer.errorcode;
			order = accepted;
			this.write(request, response, shapeAnswer(answer, failure, responses));
		}
		this.options.answered(request);
		if (order) this.options.accepted(order);
	}

	private write(
		request: ReceivedRequest,
		response: ServerResponse,
		answer: CustomAnswer | 'hang' | 'reset',
	): void {
		if (answer === 'hang') return;
		if (answer === 'reset') {
			// Not `resetAndDestroy`, which throws for TLS sockets and would skip the steps after the response.
			response.socket?.destroy();
			return;
		}
		request.httpStatus = answer.status;
		request.answer = answer.body ?? '';
		writeAnswer(response, answer, this.options.behavior.network.clockOffset);
	}

	/**
	 * Checks in this order: certificate (-80), method and path (-79), JSON (-63), token, function, and balance
	 * (checkAccount), and the order itself (checkOrder). Any other error is -69.
	 */
	private async process(
		request: ReceivedRequest,
		socket: TLSSocket,
	): Promise<{ answer: Answer; accepted?: SandboxOrder }> {
		const { book, registeredKey, behavior } = this.options;
		let fields: Record<string, unknown> = {};
		try {
			checkCertificate(socket, registeredKey);
			checkTarget(request);
			fields = decodeRequestBody(request.body, request.contentType, behavior.requests);
			checkAccount(fields);
			const checked = await checkOrder(fields, behavior, (orderNumber) =>
				book.assertFree(orderNumber),
			);
			const order = book.accept(checked);
			const { signid, orderNumber } = order;
			return { answer: { errorcode: 0, signid, orderNumber }, accepted: order };
		} catch (error) {
			const errorcode =
				error instanceof Refusal ? this.codeOf(error, request) : errorCodes.internalError;
			request.reason = error instanceof Error ? error.message : String(error);
			return { answer: { errorcode, signid: '', orderNumber: orderNumberOf(fields) } };
		}
	}

	/** The code recorded for this situation, or else the documented one. */
	private codeOf({ code, situation }: Refusal, { contentType }: ReceivedRequest): number {
		const encoding = encodingOf(contentType);
		const seen = this.options.behavior.requests.codes.find(
			(one) => one.situation === situation && one.encoding === encoding,
		);
		return seen?.code ?? code;
	}
}

function checkTarget({ method, path }: ReceivedRequest): void {
	if (method !== 'POST') throw new Refusal('wrongParameter', `${method} instead of POST`);
	if (path !== '/') throw new Refusal('wrongParameter', `${path} instead of /`);
}

/** The order number, regardless of its key's case. Responses repeat it. */
function orderNumberOf(fields: unknown): string {
	if (typeof fields !== 'object' || fields === null) return '';
	const key = Object.keys(fields).find((name) => name.toLowerCase() === 'ordernumber') ?? '';
	const value: unknown = new Map<string, unknown>(Object.entries(fields)).get(key);
	return typeof value === 'string' ? value : '';
}
