/** Why a request to the page is refused: an HTTP status, and a sentence for the person who reads it. */
export class PageError extends Error {
	constructor(
		readonly status: 400 | 403 | 404 | 405 | 409 | 413 | 415 | 500,
		message: string,
	) {
		super(message);
		this.name = 'PageError';
	}
}
