import type { SandboxOrder, SandboxSigner } from '../sandboxOrder';
import { pushForm, refuseForm, signForm } from './forms';
import { html, type Html } from './html';
import { layout } from './layout';
import { pushLog } from './pushLog';
import { colorIndex } from './signerColors';
import { sketch } from './sketch';
import type { View } from './view';
import { foreign, maskNumber, signerTerms, stateTerms, term } from './words';

/** The page of one order: its signers, actions, document, and pushes. */
export async function orderPage(view: View, order: SandboxOrder): Promise<Html> {
	const { orderNumber, state, signid, subject, signers } = order;
	const pushes = view.sandbox.pushes.filter((attempt) => attempt.signid === signid);
	return layout(
		view,
		`Order ${orderNumber}`,
		html`
			<h1>${term('Order', '订单')} ${foreign(orderNumber)}</h1>
			<p class="state ${state}">${stateTerms[state]}</p>
			${failure(view, order)}
			<dl>
				<dt>signid</dt>
				<dd><code>${signid}</code></dd>
				${
					subject &&
					html`<dt>${term('Subject', '主题')}</dt>
						<dd>${foreign(subject)}</dd>`
				}
			</dl>
			<h2>${term('Signers', '签署人')}</h2>
			<ol class="signers">
				${signers.map(signerItem)}
			</ol>
			${whileWaiting(view, order)}
			<section aria-labelledby="push">
				<h2 id="push">${term('Push', '推送')}</h2>
				${pushForm(view, order)}
			</section>
			${await documentSection(order)} ${pushLog(pushes)}
		`,
	);
}

function failure({ sandbox }: View, { errorCodes }: SandboxOrder): Html | undefined {
	if (!errorCodes) return undefined;
	const meanings = errorCodes.map((code) => {
		const known = sandbox.errorCodes.find((one) => one.code === code);
		return html`<li>${code} ${known && term(known.meaning, known.chinese)}</li>`;
	});
	return html`<ul>
		${meanings}
	</ul>`;
}

function signerItem({ signType, name, number, country, places }: SandboxSigner, index: number) {
	return html`
		<li>
			<span class="number signer-${colorIndex(index)}" aria-hidden="true">${index + 1}</span>
			${foreign(name)}
			<small>
				${signerTerms[signType]}, ${country}, <span class="id">${maskNumber(number)}</span>,
				${places.length === 1 ? '1 signature box' : `${places.length} signature boxes`}
			</small>
		</li>
	`;
}

function whileWaiting(view: View, order: SandboxOrder): Html | undefined {
	if (order.state !== 'signing') return undefined;
	return html`
		<section aria-labelledby="decide">
			<h2 id="decide">${term('Sign or reject', '签署或拒签')}</h2>
			${signForm(view, order, 'order')}
			<details>
				<summary>${term('Reject …', '拒签')}</summary>
				${refuseForm(view, order)}
			</details>
		</section>
	`;
}

async function documentSection(order: SandboxOrder): Promise<Html> {
	const { signid, fileFormat, signedDocument, password } = order;
	const drawn = `/orders/${signid}/places.pdf`;
	return html`
		<section aria-labelledby="document">
			<h2 id="document">${term('Document', '文件')}</h2>
			<ul>
				<li><a href="${drawn}">With signature boxes</a> (PDF)</li>
				<li><a href="/orders/${signid}/document">As received</a> (${fileFormat})</li>
				${
					signedDocument &&
					html`<li>
						<a href="/orders/${signid}/signed.pdf">Signed</a>
						(PDF${password ? ', opens with the order’s password' : ''})
					</li>`
				}
			</ul>
			${await sketch(order)}
			<details>
				<summary>Show in the browser’s PDF viewer</summary>
				<object data="${drawn}" type="application/pdf" aria-label="Document with signature boxes">
					<p>This browser can’t show the PDF here. <a href="${drawn}">Open the document</a></p>
				</object>
			</details>
		</section>
	`;
}
