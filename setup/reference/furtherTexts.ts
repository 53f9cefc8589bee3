/**
 * What the reference adds to the short tooltips, by parameter name.
 */
export const FURTHER_TEXTS: Readonly<Record<string, string>> = {
	allowedIps:
		'A push from any other address is rejected without being read. If the option is added but empty, every push is rejected.',
	allowedSigners: 'If the option is added but empty, every push is rejected.',
	callbackPath: 'Letters, digits, hyphens, underscores, and single slashes between them.',
	expectedOrders:
		'Regular expressions use RE2 syntax, without lookaheads and backreferences. An n8n expression can return an array of order numbers. If the option is added but empty, every push is rejected.',
	signersJson:
		'An organization has <code>signType</code> 1, <code>orgName</code>, and <code>orgNo</code>; a person has <code>signType</code> 2, <code>userName</code>, and <code>userNo</code>. Both can have <code>country</code>, and have their positions in <code>signlist</code>. Common Chinese column headings are also supported. Pictures are base64 text, a <code>data:</code> URL, or a binary field in <code>stampbase</code>, <code>pic</code>, or <code>otherpic</code>, or the name of a binary field in <code>stampBinary</code>, <code>picBinary</code>, or <code>otherpicBinary</code>. A position has the names of the form’s fields below. A row with a single position can have <code>pagenumber</code> and <code>position</code> instead of <code>signlist</code>. A position at a text in the PDF is <code>{"keyword": "Party A (seal)", "hit": "first"}</code>. A single signer doesn’t need an array.',
	simplify:
		'On: the overall verdict and each signature’s signer, time, verdict, and reason. Off: all results.',
};
