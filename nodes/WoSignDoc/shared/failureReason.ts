/** The parts of an error that show what failed. */
export interface Failure {
	readonly code: string;
	readonly message: string;
	readonly syscall: string;
}

/** An OpenSSL error: its number, library, function (may be empty), and reason, then the place in OpenSSL's source. */
const OPENSSL = /error:[0-9A-F]+:[^:]*:[^:]*:([^:]+)/;
const ALERT = /SSL alert number (\d+)/;

/** What failed, in OpenSSL's or Node.js' words: a reason, a code, or a message. */
export function reasonOf(failures: readonly Failure[]): string {
	const { code = '', message = '' } = failures.find((one) => one.code) ?? failures.at(-1) ?? {};
	const messages = failures.map((one) => one.message).join('\n');
	const [, said] = OPENSSL.exec(messages) ?? [];
	const [, alert] = ALERT.exec(messages) ?? [];
	if (said) return `OpenSSL says “${said.trim()}”${alert ? ` (alert ${alert})` : ''}`;
	if (code === 'UNSPECIFIED') return `OpenSSL says “${message}”`;
	return code || message || 'unknown';
}
