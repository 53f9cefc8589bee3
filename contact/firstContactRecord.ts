import type { FirstContact } from '../sandbox/firstContact';

/** What was seen of a platform, without when, where and by what. */
export type Observations = Omit<FirstContact, 'format' | 'version' | 'tool' | 'day' | 'host'>;

/** What has been seen so far: complete at any moment, so that an interrupted run loses nothing. */
export class FirstContactRecord {
	private observations: Observations = {};

	get seen(): Observations {
		return this.observations;
	}

	/** Adds members to their sections; a member that is noted again is replaced. */
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
