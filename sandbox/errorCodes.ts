/** Every error code the vendor documents, with the situation in which the sandbox answers it. */
export const errorCodes = {
	templateNotFound: -43,
	alreadySigned: -46,
	beingSigned: -47,
	wrongSignerCount: -48,
	wrongSignerType: -49,
	organisationMismatch: -50,
	organisationNameEmpty: -51,
	organisationNumberEmpty: -52,
	personNameEmpty: -53,
	personNumberEmpty: -54,
	orderNumberEmpty: -55,
	fileFormatEmpty: -56,
	materialMissing: -57,
	dangerousContent: -61,
	malformedJson: -63,
	unsupportedAction: -64,
	unknownToken: -65,
	forbiddenToken: -67,
	balanceTooLow: -68,
	internalError: -69,
	wrongParameter: -79,
	wrongCertificate: -80,
	incompleteRequest: -100,
} as const;

export type ErrorCodeName = keyof typeof errorCodes;
