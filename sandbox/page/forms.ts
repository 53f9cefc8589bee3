import { documentFaultNames } from '../push/documentFaults';
import { wireFaultNames, type PushFaultName } from '../push/faults';
import type { SandboxOrder } from '../sandboxOrder';
import { html, type Html, type Part } from './html';
import type { View } from './view';
import { faultName, faultTexts, term } from './words';

/** A form that the page posts to itself. */
export function form({ token }: View, action: string, content: Part): Html {
	return html`
		<form method="post" action="${action}">
			<input type="hidden" name="token" value="${token}" />
			${content}
		</form>
	`;
}

/** The button that signs an order; afterward the list or the order is shown. */
export function signForm(view: View, { signid, orderNumber }: SandboxOrder, next: Next): Html {
	const content = html`
		<input type="hidden" name="next" value="${next}" />
		<button class="primary">
			${term('Sign', '签署')}<span class="unseen"> ${orderNumber}</span>
		</button>
	`;
	return form(view, `/orders/${signid}/sign`, content);
}

export type Next = 'list' | 'order';

/** Refuses an order with the error codes that are ticked. */
export function refuseForm(view: View, { signid }: SandboxOrder): Html {
	const codes = view.sandbox.errorCodes.map(
		({ code, meaning, chinese }) => html`
			<label>
				<input type="checkbox" name="code" value="${code}" />
				<span><b>${code}</b> ${meaning} <span lang="zh-CN">${chinese}</span></span>
			</label>
		`,
	);
	const content = html`
		<fieldset>
			<legend>${term('Error codes, one or more', '错误码')}</legend>
			<div class="choices">${codes}</div>
		</fieldset>
		<button>${term('Refuse', '拒绝')}</button>
	`;
	return form(view, `/orders/${signid}/refuse`, content);
}

/** Pushes an order once more, with a chosen fault or as usual; or keeps the fault for all its pushes. */
export function pushForm(view: View, { signid, orderNumber, state }: SandboxOrder): Html {
	const kept = view.sandbox.faultOf(orderNumber);
	const content = html`
		<p>
			Every push of this order:
			<strong>${kept === undefined ? 'as usual' : faultName(kept)}</strong>
		</p>
		<label>
			${term('Fault', '故障')}
			<select name="fault">
				<option value="">none, as usual</option>
				<optgroup label="The push 推送">${wireFaultNames.map(option)}</optgroup>
				<optgroup label="The signed document 已签署文档">
					${documentFaultNames.map(option)}
				</optgroup>
			</select>
		</label>
		<div class="buttons">
			${state === 'signing' ? undefined : html`<button>${term('Push again', '再次推送')}</button>`}
			<button formaction="/orders/${signid}/fault">
				${term('Keep for every push', '每次推送均带此故障')}
			</button>
		</div>
	`;
	return form(view, `/orders/${signid}/push`, content);
}

function option(name: PushFaultName): Html {
	return html`<option value="${name}">${name}: ${faultTexts[name]}</option>`;
}

/** Sets the address that pushes go to. */
export function callbackForm(view: View): Html {
	const content = html`
		<label>
			${term('Callback address', '回调地址')}
			<input
				type="url"
				name="url"
				value="${view.sandbox.callbackUrl}"
				placeholder="http://127.0.0.1:5678/webhook/…"
				aria-describedby="callback-help"
			/>
		</label>
		<button>Set</button>
		<p id="callback-help">
			The Production URL of n8n’s WoSignDoc Trigger. While it is empty, pushes wait.
		</p>
	`;
	return form(view, '/callback', content);
}
