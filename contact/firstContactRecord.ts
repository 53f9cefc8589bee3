import type { FirstContact } from '../sandbox/firstContact';

/** Observations about a platform, without date, host, and version. */
export type Observations = Omit<FirstContact, 'format' | 'version' | 'tool' | 'day' | 'host'>;

/** The observations so far, always up to date, so that an interrupted run loses nothing. */
export class FirstContactRecord {
	private observations: Observations = {};

	get seen(): Observations {
		return this.observations;
	}

	/** Adds members to their sections; later values replace earlier ones. */
	note({ network, requests, responses, placement, push, document }: Observations): void {
		const seen = this.observations;
		this.observations = {
			...seen,
			...(network && { network: { ...seen.network, ...network } }),
			...(requests && { requests: { ...seen.requests, ...requests } }),
			...(responses && { responses: { ...seen.responses, ...responses } }),
			...(placement && { placement: { ...seen.placement, ...placement } }),
			...(push && { push: { ...seen.push, ...push } }),
			...(document && { document: { ...seen.document, ...document } }),
		};
	}
}
