/**
 * What the reference tells of a parameter beyond the two sentences that its tooltip has room for, by the parameter's
 * name.
 */
export const FURTHER_TEXTS: Readonly<Record<string, string>> = {
	allowedIps: 'A push from another address is not read. Left empty, the option refuses every push.',
	allowedSigners: 'Left empty, the option refuses every push.',
	callbackPath: 'Letters, digits, hyphens, underscores, and single slashes between them.',
	expectedOrders:
		'Regular expressions have RE2’s syntax, without lookaheads and backreferences. An n8n expression may give an array of order numbers. Left empty, the option refuses every push.',
	signersJson:
		'An organization has <code>signType</code> 1, <code>orgName</code> and <code>orgNo</code>, a person <code>signType</code> 2, <code>userName</code> and <code>userNo</code>; both may have <code>country</code> and have their positions in <code>signlist</code>. The usual Chinese headings of such tables are understood, too. Pictures are base64 text, a <code>data:</code> URL or a binary field in <code>stampbase</code>, <code>pic</code>, <code>otherpic</code>, or the name of a binary field in <code>stampBinary</code>, <code>picBinary</code>, <code>otherpicBinary</code>. A position has the names of the form’s fields below. Instead of <code>signlist</code>, a row with one position may have <code>pagenumber</code> and <code>position</code>. A position at a text of the PDF is <code>{"keyword": "Party A (seal)", "hit": "first"}</code>. One signer may be given without an array.',
	simplify:
		'On: the overall verdict and, for each signature, its signer, time, verdict, and reason. Off: everything that was found.',
};
