import { byteLength } from '../../shared/binarySource';
import { DOCUMENT_LABEL } from '../fields/fieldLabels';
import type { OrderWarning } from '../orderWarning';
import type { OrderFields } from './orderSchema';

/** A signed document was observed to be 22 % larger (PROTOCOL.md, The platform as its callers have seen it). */
const SIGNED_GROWTH = 1.22;
/** Bytes of a push in addition to its document: keys, ids and hash. */
const ENVELOPE = 400;

const MEGABYTE = 1024 * 1024;

/** Common size limits for requests, and where to raise each. */
const USUAL_LIMITS: ReadonlyArray<{ megabytes: number; name: string }> = [
	{ megabytes: 1, name: 'nginx (1 MB, client_max_body_size)' },
	{ megabytes: 16, name: 'n8n’s own Webhook node (16 MB, N8N_PAYLOAD_SIZE_MAX)' },
	{ megabytes: 100, name: 'Cloudflare (100 MB)' },
	{ megabytes: 512, name: "the WoSignDoc Trigger (512 MB, 'Max Body Size')" },
];

/** The approximate size in bytes of the push of the signed document; undefined for a template's own document. */
export function callbackSize(order: OrderFields): number | undefined {
	if (!('document' in order)) return undefined;
	const signed = Math.ceil(byteLength(order.document.filebase) * SIGNED_GROWTH);
	return 4 * Math.ceil(signed / 3) + ENVELOPE;
}

/** A warning if the push exceeds the usual limits of proxies and receivers. */
export function callbackWarnings(size: number): OrderWarning[] {
	const passed = USUAL_LIMITS.filter(({ megabytes }) => size > megabytes * MEGABYTE);
	if (passed.length === 0) return [];
	const names = passed.map(({ name }) => name).join(', ');
	const message = `the signed document will come back as a request of about ${(size / MEGABYTE).toFixed(1)} MB, more than the usual limit of ${names}. The WoSignDoc Trigger reads it as a stream; check any proxy in front of it`;
	return [{ code: 'callbackSize', where: DOCUMENT_LABEL, message }];
}
