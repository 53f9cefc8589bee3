import type { ExecuteContext } from 'n8n-core';
import type { IHttpRequestOptions } from 'n8n-workflow';

/** n8n before 2.20: `httpRequest` silently drops the client certificate. */
export function withoutAgentOptions({ helpers }: ExecuteContext): void {
	const httpRequest = helpers.httpRequest.bind(helpers);
	helpers.httpRequest = async (options: IHttpRequestOptions): Promise<unknown> =>
		await httpRequest({ ...options, agentOptions: {} });
	helpers.httpRequestWithAuthentication = async () =>
		await Promise.reject(new Error('would send no certificate'));
}
