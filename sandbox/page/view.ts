import { createHash } from 'node:crypto';
import type { Sandbox } from '../sandbox';

/** The data that every view is rendered from. */
export interface View {
	sandbox: Sandbox;
	/** Added to every form; see `checkSender`. */
	token: string;
	notice?: Notice | undefined;
}

/** The results of forms, shown on the next page. */
export const notices = {
	signed: 'The order is signed and is being pushed.',
	allSigned: 'All waiting orders are signed and are being pushed.',
	noneSigned: 'No order could be signed.',
	refused: 'The order is rejected. A push with status 0 reports the error codes.',
	pushing: 'Pushing. The response will appear in the log.',
	faultKept: 'Every push of this order now has the selected fault.',
	faultLifted: 'Pushes of this order are normal again.',
	callbackSet: 'Pushes now go to the new callback URL.',
	callbackLifted: 'The callback URL was removed. Pushes wait until you set one.',
};

export type Notice = keyof typeof notices;

/** The notice named in a URL, if any. */
export function noticeIn(address: URLSearchParams): Notice | undefined {
	const name = address.get('notice') ?? '';
	return Object.hasOwn(notices, name) ? (name as Notice) : undefined;
}

/** Changes whenever the page's content does, so that an open page can detect updates. A hash, so it reveals nothing. */
export function versionOf(sandbox: Sandbox): string {
	const { orders, pushes, callbackUrl } = sandbox;
	const states = orders.map(({ state, orderNumber }) => [state, sandbox.faultOf(orderNumber)]);
	const shown = JSON.stringify([states, pushes.length, callbackUrl]);
	return createHash('sha256').update(shown).digest('base64url');
}
