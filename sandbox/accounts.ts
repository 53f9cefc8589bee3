/**
 * The sandbox's accounts. They are the same in every run, so that request bodies can be compared with golden
 * files. Any other token is unknown.
 */
export const accounts = {
	/** Has full access. */
	tokenId: '7c9e6679-7425-40de-944b-e07fc1f90ae7',
	/** Banned from the API: -67. */
	forbidden: 'f0f0f0f0-0067-4000-8000-000000000067',
	/** Has no balance left: -68. */
	poor: '00000000-0068-4000-8000-000000000068',
};
