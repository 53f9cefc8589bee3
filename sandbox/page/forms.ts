import { documentFaultNames } from '../push/documentFaults';
import { wireFaultNames, type PushFaultName } from '../push/faults';
import type { SandboxOrder } from '../sandboxOrder';
import { html, type Html, type Part } from './html';
import type { View } from './view';
import { faultName, faultTexts, term } from './words';

/** A form that posts to this page. */
export function form({ token }: View, action: string, content: Part): Html {
	return html`
		<form method="post" action="${action}">
			<input type="hidden" name="token" value="${token}" />
			${content}
		</form>
	`;
}

/** The button that signs an order. `next` is the page to show afterward. */
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

/** Rejects an order with the selected error codes. */
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
			<legend>${term('Error codes (at least one)', '错误码（可多选）')}</legend>
			<div class="choices">${codes}</div>
		</fieldset>
		<button>${term('Reject', '拒签')}</button>
	`;
	return form(view, `/orders/${signid}/refuse`, content);
}

/** Pushes an order again, normally or with a fault; or applies the fault to all pushes of the order. */
export function pushForm(view: View, { signid, orderNumber, state }: SandboxOrder): Html {
	const kept = view.sandbox.faultOf(orderNumber);
	const content = html`
		<p>
			Fault on every push of this order:
			<strong>${kept === undefined ? 'none' : faultName(kept)}</strong>
		</p>
		<label>
			${term('Fault', '故障')}
			<select name="fault">
				<option value="">none</option>
				<optgroup label="Push 推送">${wireFaultNames.map(option)}</optgroup>
				<optgroup label="Signed document 已签署文件">${documentFaultNames.map(option)}</optgroup>
			</select>
		</label>
		<div class="buttons">
			${state === 'signing' ? undefined : html`<button>${term('Push again', '再次推送')}</button>`}
			<button formaction="/orders/${signid}/fault">
				${term('Apply to every push', '每次推送均带此故障')}
			</button>
		</div>
	`;
	return form(view, `/orders/${signid}/push`, content);
}

function option(name: PushFaultName): Html {
	return html`<option value="${name}">${name}: ${faultTexts[name]}</option>`;
}

/** Sets the callback URL. */
export function callbackForm(view: View): Html {
	const content = html`
		<label>
			${term('Callback URL', '回调地址')}
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
			The Production URL of n8n’s WoSignDoc Trigger, followed by ?token= and the credential’s
			Callback Token. Without a URL, pushes wait.
		</p>
	`;
	return form(view, '/callback', content);
}
