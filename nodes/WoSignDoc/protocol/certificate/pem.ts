const BLOCK = /-----BEGIN ([A-Z0-9 ]+)-----([\s\S]*?)-----END \1-----/g;
const LINE_LENGTH = 64;

/**
 * Restores the line breaks of pasted PEM: missing ones, spaces in their place, `\n` as two characters, CRLF. Headers of
 * an encrypted key (`Proc-Type`, `DEK-Info`) are kept. Text without a PEM block is returned trimmed, and the parser
 * will reject it.
 */
export function repairPem(text: string): string {
	const lines = text.replace(/\\r/g, '').replace(/\\n/g, '\n').replace(/\r\n?/g, '\n');
	const blocks = [...lines.matchAll(BLOCK)].map(([, label = '', body = '']) =>
		[`-----BEGIN ${label}-----`, ...bodyLines(body), `-----END ${label}-----`, ''].join('\n'),
	);
	return blocks.length > 0 ? blocks.join('') : text.trim();
}

/** The certificate blocks of a PEM text, in their order. */
export function pemCertificates(pem: string): string[] {
	return [...pem.matchAll(BLOCK)]
		.filter(([, label]) => label?.endsWith('CERTIFICATE'))
		.map(([block]) => block);
}

function bodyLines(body: string): string[] {
	const headers = body.match(/^\s*[A-Za-z-]+: .*$/gm) ?? [];
	const base64 = headers
		.reduce((rest, header) => rest.replace(header, ''), body)
		.replace(/\s+/g, '');
	const data = base64.match(new RegExp(`.{1,${LINE_LENGTH}}`, 'g')) ?? [];
	return headers.length > 0 ? [...headers.map((header) => header.trim()), '', ...data] : data;
}
