/** The hosts of the platform (PROTOCOL.md, Transport). */
export const PLATFORM_URLS = {
	production: 'https://docapi.wosign.com',
	test: 'https://docapitest.wosign.com',
} as const;

/** The platform's functions, by `actiontype` (PROTOCOL.md, Transport). */
export const ACTION_TYPES = {
	createSignOrder: 'CreateSignOrder',
	pushSignedDoc: 'PushSignedDoc',
} as const;

/** How a signer signs, as sent: a string (PROTOCOL.md, CreateSignOrder, Decided). */
export const SIGN_TYPES = { organization: '1', person: '2' } as const;

/** The country that the platform assumes when none is sent (PROTOCOL.md, CreateSignOrder). */
export const DEFAULT_COUNTRY = 'CN';
