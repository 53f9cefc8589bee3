/** Why the command ends early: what happened, and what the user can do. */
export class ContactError extends Error {
	constructor(
		message: string,
		readonly remedy = '',
		options: ErrorOptions = {},
	) {
		super(message, options);
	}
}
