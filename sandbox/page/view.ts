import { createHash } from 'node:crypto';
import type { Sandbox } from '../sandbox';

/** What every view is drawn from. */
export interface View {
	sandbox: Sandbox;
	/** Goes into every form (`checkSender`). */
	token: string;
	notice?: Notice | undefined;
}

/** What a form has done, told on the page that follows. */
export const notices = {
	signed: 'The order is signed, and is now pushed.',
	allSigned: 'The waiting orders are signed, and are now pushed.',
	noneSigned: 'No order could be signed.',
	refused: 'The order is refused: a push with status 0 tells its error codes.',
	pushing: 'A push is under way. Its answer will stand in the log.',
	faultKept: 'Every push of this order now carries the chosen fault.',
	faultLifted: 'Pushes of this order are as usual again.',
	callbackSet: 'Pushes now go to the new callback address.',
	callbackLifted: 'There is no callback address now; pushes wait.',
};

export type Notice = keyof typeof notices;

/** The notice that an address names, if any. */
export function noticeIn(address: URLSearchParams): Notice | undefined {
	const name = address.get('notice') ?? '';
	return Object.hasOwn(notices, name) ? (name as Notice) : undefined;
}

/** Changes with whatever the page shows, so that an open page can tell that there is news. Tells nothing itself. */
export function versionOf(sandbox: Sandbox): string {
	const { orders, pushes, callbackUrl } = sandbox;
	const states = orders.map(({ state, orderNumber }) => [state, sandbox.faultOf(orderNumber)]);
	const shown = JSON.stringify([states, pushes.length, callbackUrl]);
	return createHash('sha256').update(shown).digest('base64url');
}
