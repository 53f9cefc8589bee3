import { ContactError } from '../contactError';

/** What the command line says about the one order. */
export interface OrderOptions {
	readonly order: boolean;
	/** File with the signer; asked for if left out. */
	readonly signer?: string | undefined;
	/** Port on 127.0.0.1 that takes the push. */
	readonly listen?: string | undefined;
	/** File in which somebody else stores the push, or its document. */
	readonly pushed?: string | undefined;
	readonly refuse: boolean;
	readonly yes: boolean;
}

/** Who takes the push: this command, somebody who stores it in a file, or somebody whom nothing is known of. */
export type PushSource =
	| { readonly kind: 'listen'; readonly port: number; readonly refusals: number }
	| { readonly kind: 'file'; readonly file: string }
	| { readonly kind: 'none' };

/** How often a push is refused with `--refuse`: two intervals show whether they grow. */
const REFUSALS = 2;

/** Throws a `ContactError` for options that mean nothing without `--order`. */
export function assertOrdered({ order, signer, listen, refuse, yes }: OrderOptions): void {
	const [stray] = Object.entries({ signer, listen, refuse, yes }).filter(([, value]) => value);
	if (stray && !order) throw new ContactError(`--${stray[0]} needs --order`, 'Nothing was sent.');
}

/** Reads who takes the push. Throws a `ContactError`. */
export function pushSource({ listen, pushed, refuse }: OrderOptions): PushSource {
	if (listen !== undefined && pushed !== undefined)
		throw new ContactError('--listen and --pushed exclude each other');
	if (refuse && listen === undefined) throw new ContactError('--refuse needs --listen PORT');
	if (pushed !== undefined) return { kind: 'file', file: pushed };
	if (listen === undefined) return { kind: 'none' };
	const port = /^\d{1,5}$/.test(listen) ? Number(listen) : NaN;
	if (!(port <= 65_535)) throw new ContactError('--listen needs a port, e.g. --listen 8080');
	return { kind: 'listen', port, refusals: refuse ? REFUSALS : 0 };
}
