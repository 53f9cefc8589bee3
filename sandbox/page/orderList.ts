import type { SandboxOrder, SandboxSigner } from '../sandboxOrder';
import { callbackForm, form, signForm } from './forms';
import { html, type Html } from './html';
import { layout } from './layout';
import { pushLog } from './pushLog';
import type { View } from './view';
import { foreign, stateTerms, term } from './words';

/** Most orders listed; older ones are left out. */
const shown = 100;

/** The start page: the callback URL, the orders (newest first), and the push log. */
export function orderList(view: View): Html {
	const { orders, pushes } = view.sandbox;
	return layout(
		view,
		'Orders',
		html`
			<h1>${term('Orders', '签署订单')} (${orders.length})</h1>
			${introduction(view)} ${callbackForm(view)} ${signAll(view)}
			<ul class="orders">
				${orders
					.slice(-shown)
					.reverse()
					.map((order) => card(view, order))}
			</ul>
			${orders.length > shown ? html`<p>Showing the newest ${shown}.</p>` : undefined}
			${pushLog(pushes)}
		`,
	);
}

function introduction({ sandbox: { url, orders, autoSign } }: View): Html {
	return html`
		<p>
			Send orders to <code>${url}</code>.
			${autoSign ? 'They are signed immediately.' : 'They wait until you sign or reject them.'}
			${orders.length === 0 ? 'No orders yet.' : undefined}
		</p>
	`;
}

function signAll(view: View): Html | undefined {
	const waiting = view.sandbox.orders.filter(({ state }) => state === 'signing').length;
	if (waiting === 0) return undefined;
	const button = html`<button class="primary">
		${term('Sign all', '全部签署')} (${waiting})
	</button>`;
	return form(view, '/sign-all', button);
}

function card(view: View, order: SandboxOrder): Html {
	const { signid, orderNumber, subject, state, signers } = order;
	return html`
		<li class="card">
			<h2><a href="/orders/${signid}">${foreign(orderNumber)}</a></h2>
			<p class="state ${state}">${stateTerms[state]}</p>
			${subject && html`<p>${foreign(subject)}</p>`}
			<ol class="signers">
				${signers.map(signerLine)}
			</ol>
			${state === 'signing' ? signForm(view, order, 'list') : undefined}
		</li>
	`;
}

function signerLine({ name }: SandboxSigner): Html {
	return html`<li>${foreign(name)}</li>`;
}
