import express from 'express';
import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type AcknowledgeMode, answerInPlaceOf } from '../../../nodes/WoSignDoc/push/answer';
import type { Claim } from '../../../nodes/WoSignDoc/push/repeats/claimPush';

let server: Server;
let notified: (keyof Claim)[];

/** What a caller gets when n8n, having run the workflow, answers as it does. */
async function answerTo(
	mode: AcknowledgeMode,
	answerOfN8n: (response: express.Response) => void,
): Promise<{ status: number; text: string }> {
	const { port } = server.address() as AddressInfo;
	server.removeAllListeners('request');
	server.on(
		'request',
		express().get('/', (_, response) => {
			const notify = (what: keyof Claim) => () => void notified.push(what);
			const claim = { acknowledged: notify('acknowledged'), failed: notify('failed') };
			answerInPlaceOf(response, mode, claim);
			answerOfN8n(response);
		}),
	);
	const response = await fetch(`http://127.0.0.1:${port}`);
	return { status: response.status, text: await response.text() };
}

beforeAll(async () => {
	server = express().listen(0, '127.0.0.1');
	await once(server, 'listening');
});

beforeEach(() => {
	notified = [];
});

afterAll(async () => {
	server.closeAllConnections();
	await once(server.close(), 'close');
});

describe('the answer when the workflow finishes', () => {
	it('is 1 when n8n answers with no data, as it does when the workflow succeeded', async () => {
		const answer = await answerTo('workflowFinished', (response) => response.json(undefined));
		expect(answer).toEqual({ status: 200, text: '1' });
		expect(notified[0]).toBe('acknowledged');
	});

	it.each([
		'Workflow executed successfully but no data was returned',
		'Workflow executed successfully but the last node did not return any data',
	])('is an error when n8n does not know how it ended: %s', async (message) => {
		const answer = await answerTo('workflowFinished', (response) => response.json({ message }));
		expect(answer).toEqual({ status: 500, text: '0 n8n does not know how the workflow ended' });
		expect(notified[0]).toBe('failed');
	});

	it('is an error when the workflow failed', async () => {
		const answer = await answerTo('workflowFinished', (response) =>
			response.status(500).json({ message: 'Error in workflow' }),
		);
		expect(answer).toEqual({ status: 500, text: '0 the workflow failed' });
		expect(notified[0]).toBe('failed');
	});
});
