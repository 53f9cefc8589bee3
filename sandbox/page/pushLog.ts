import type { PushAttempt } from '../push/pushAttempt';
import { html, type Html } from './html';
import { faultName, foreign, term } from './words';

/** Most attempts shown in the log; older ones are left out. */
const shown = 100;

/** The push attempts, newest first, each with the receiver's response. */
export function pushLog(attempts: readonly PushAttempt[]): Html {
	return html`
		<section aria-labelledby="log">
			<h2 id="log">${term('Pushes', '推送记录')} (${attempts.length})</h2>
			${
				attempts.length === 0
					? html`<p>Nothing has been pushed yet.</p>`
					: html`<ol class="log" reversed>
							${attempts.slice(-shown).reverse().map(entry)}
						</ol>`
			}
			${attempts.length > shown ? html`<p>Showing the newest ${shown}.</p>` : undefined}
		</section>
	`;
}

function entry(attempt: PushAttempt): Html {
	const { startedAt, orderNumber, signid, fault, accepted, milliseconds } = attempt;
	const began = new Date(startedAt);
	return html`
		<li class="${accepted ? 'accepted' : 'repeated'}">
			<time datetime="${began.toISOString()}">${began.toTimeString().slice(0, 8)}</time>
			<a href="/orders/${signid}">${foreign(orderNumber)}</a>
			<span>attempt ${attempt.attempt}</span>
			${fault !== undefined ? html`<code class="fault">${faultName(fault)}</code>` : undefined}
			<strong>${accepted ? 'received' : 'not received'}</strong>
			<span class="answer">${answer(attempt)}</span>
			<span>${milliseconds} ms</span>
		</li>
	`;
}

function answer({ error, httpStatus, answer: text }: PushAttempt): Html {
	if (error !== undefined) return html`no response: ${error}`;
	if (text === '') return html`HTTP ${httpStatus}, empty body`;
	return html`HTTP ${httpStatus}, body <code>${foreign(text)}</code>`;
}
