import { errorCodes, type ErrorCodeName } from './errorCodes';

/** A request that the platform refuses: the documented code, and a reason for the sandbox's own log. */
export class Refusal extends Error {
	readonly code: number;

	constructor(name: ErrorCodeName, reason: string) {
		super(reason);
		this.name = 'Refusal';
		this.code = errorCodes[name];
	}
}
