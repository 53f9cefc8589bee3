import { createServer } from 'node:http';
import { z } from 'zod';
import { freePort } from '../../harness/n8n/freePort';

const requestSchema = z.object({
	messages: z.array(
		z.object({
			role: z.string(),
			content: z.unknown(),
			tool_call_id: z.string().optional(),
		}),
	),
	tools: z
		.array(z.object({ type: z.literal('function'), function: z.object({ name: z.string() }) }))
		.default([]),
	stream: z.literal(false).optional(),
});

/** One turn of a conversation, as a model gets it. */
export interface Asked {
	/** The whole request as text: everything that a model's provider could read. */
	readonly text: string;
	/** The last user message. */
	readonly request: string;
	/** The tools' results so far, in order. */
	readonly answers: readonly string[];
	/** The names of the tools that the model may call. */
	readonly tools: readonly string[];
}

/** A model's turn: tool calls or text. */
export type Turn = string | ReadonlyArray<{ readonly tool: string; readonly input: object }>;
/** A model's behavior; `undefined` makes its server return error 500. */
export type Script = (asked: Asked) => Turn | undefined;

/** A scripted chat model on loopback with the interface of OpenAI's chat completions. */
export interface ChatModel {
	/** The data of n8n's credential `openAiApi`. */
	credential: Record<string, unknown>;
	/** Every turn so far. */
	asked: Asked[];
	follow(script: Script): void;
	stop(): Promise<void>;
}

const KEY = 'key of the scripted model';

/** Starts a model that says nothing useful until it gets a script. Streaming isn't supported; requesting it is an error. */
export async function startChatModel(): Promise<ChatModel> {
	const asked: Asked[] = [];
	let script: Script = () => 'I follow no script';
	const server = createServer((request, response) => {
		const chunks: Buffer[] = [];
		request.on('data', (chunk: Buffer) => chunks.push(chunk));
		request.on('end', () => {
			const { status, body } =
				request.url === '/v1/chat/completions' && request.headers.authorization === `Bearer ${KEY}`
					? answer(Buffer.concat(chunks).toString(), asked, script)
					: failure(401, `no ${request.url ?? ''} for this key`);
			response.writeHead(status, { 'content-type': 'application/json' });
			response.end(JSON.stringify(body));
		});
	});
	const port = await freePort();
	await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
	return {
		credential: { apiKey: KEY, url: `http://127.0.0.1:${port}/v1` },
		asked,
		follow: (next) => (script = next),
		stop: async () => {
			const closed = new Promise<void>((resolve) => server.close(() => resolve()));
			server.closeAllConnections();
			await closed;
		},
	};
}

function answer(text: string, asked: Asked[], script: Script) {
	const parsed = requestSchema.safeParse(JSON.parse(text));
	if (!parsed.success) return failure(400, parsed.error.message);
	const { messages, tools } = parsed.data;
	const contentsOf = (role: string) =>
		messages.filter((message) => message.role === role).map(({ content }) => textOf(content));
	const turn: Asked = {
		text,
		request: contentsOf('user').at(-1) ?? '',
		answers: contentsOf('tool'),
		tools: tools.map((tool) => tool.function.name),
	};
	asked.push(turn);
	const reply = script(turn);
	return reply === undefined
		? failure(500, 'the model failed')
		: { status: 200, body: completion(reply, asked.length) };
}

function textOf(content: unknown): string {
	return typeof content === 'string' ? content : JSON.stringify(content);
}

function failure(status: number, message: string) {
	return { status, body: { error: { message, type: 'scripted', code: null, param: null } } };
}

function completion(turn: Turn, count: number) {
	const isText = typeof turn === 'string';
	const calls = isText
		? {}
		: {
				tool_calls: turn.map(({ tool, input }, index) => ({
					id: `call_${count}_${index}`,
					type: 'function',
					function: { name: tool, arguments: JSON.stringify(input) },
				})),
			};
	return {
		id: `turn-${count}`,
		object: 'chat.completion',
		created: 0,
		model: 'scripted',
		choices: [
			{
				index: 0,
				finish_reason: isText ? 'stop' : 'tool_calls',
				message: { role: 'assistant', content: isText ? turn : null, ...calls },
			},
		],
		usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
	};
}
