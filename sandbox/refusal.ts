import { errorCodes, type ErrorCodeName } from './errorCodes';
import type { Situation } from './firstContact';

/** Codes that stand for one situation alone. */
const situations: Partial<Record<ErrorCodeName, Situation>> = {
	malformedJson: 'malformedJson',
	unknownToken: 'unknownToken',
	unsupportedAction: 'unknownAction',
	orderNumberEmpty: 'emptyOrderNumber',
	wrongSignerType: 'wrongSignerType',
	materialMissing: 'emptyPictures',
	templateNotFound: 'unknownTemplate',
};

/** A request that the platform refuses: the documented code, and a reason for the sandbox's own log. */
export class Refusal extends Error {
	readonly code: number;

	/** @param situation that a first contact brings about on purpose */
	constructor(
		name: ErrorCodeName,
		reason: string,
		readonly situation: Situation | undefined = situations[name],
	) {
		super(reason);
		this.name = 'Refusal';
		this.code = errorCodes[name];
	}
}
