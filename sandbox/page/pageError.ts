/** Why the page rejects a request: an HTTP status and a message for the user. */
export class PageError extends Error {
	constructor(
		readonly status: 400 | 403 | 404 | 405 | 409 | 413 | 415 | 500,
		message: string,
	) {
		super(message);
		this.name = 'PageError';
	}
}
