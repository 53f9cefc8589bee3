import { ContactError } from '../contactError';

/** The command-line options for the order. */
export interface OrderOptions {
	readonly order: boolean;
	/** File with the signer. Default: prompts. */
	readonly signer?: string | undefined;
	/** Port on 127.0.0.1 that receives the push. */
	readonly listen?: string | undefined;
	/** File in which someone else stores the push or its document. */
	readonly pushed?: string | undefined;
	readonly refuse: boolean;
	readonly yes: boolean;
}

/** The receiver of the push: this command, someone who stores it in a file, or unknown. */
export type PushSource =
	| { readonly kind: 'listen'; readonly port: number; readonly refusals: number }
	| { readonly kind: 'file'; readonly file: string }
	| { readonly kind: 'none' };

/** How often to reject a push with `--refuse`: two intervals show whether they grow. */
const REFUSALS = 2;

/** Throws a `ContactError` for options that require `--order`. */
export function assertOrdered({ order, signer, listen, refuse, yes }: OrderOptions): void {
	const [stray] = Object.entries({ signer, listen, refuse, yes }).filter(([, value]) => value);
	if (stray && !order)
		throw new ContactError(`--${stray[0]} requires --order`, 'Nothing was sent.');
}

/** Determines the receiver of the push. Throws a `ContactError`. */
export function pushSource({ listen, pushed, refuse }: OrderOptions): PushSource {
	if (listen !== undefined && pushed !== undefined)
		throw new ContactError('--listen and --pushed can’t be used together');
	if (refuse && listen === undefined) throw new ContactError('--refuse requires --listen PORT');
	if (pushed !== undefined) return { kind: 'file', file: pushed };
	if (listen === undefined) return { kind: 'none' };
	const port = /^\d{1,5}$/.test(listen) ? Number(listen) : NaN;
	if (!(port <= 65_535)) throw new ContactError('--listen requires a port, e.g. --listen 8080');
	return { kind: 'listen', port, refusals: refuse ? REFUSALS : 0 };
}
