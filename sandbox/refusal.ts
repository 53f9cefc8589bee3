import { errorCodes, type ErrorCodeName } from './errorCodes';
import type { Situation } from './firstContact';

/** Codes that identify a situation by themselves. */
const situations: Partial<Record<ErrorCodeName, Situation>> = {
	malformedJson: 'malformedJson',
	unknownToken: 'unknownToken',
	unsupportedAction: 'unknownAction',
	orderNumberEmpty: 'emptyOrderNumber',
	wrongSignerType: 'wrongSignerType',
	materialMissing: 'emptyPictures',
	templateNotFound: 'unknownTemplate',
};

/** A rejected request: the documented code, and a reason for the sandbox's log. */
export class Refusal extends Error {
	readonly code: number;

	/** @param situation the situation that a first contact provokes on purpose */
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
