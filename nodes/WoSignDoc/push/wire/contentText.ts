import type { Base64Decoder } from './base64Decoder';
import { PushRefusal } from './refusal';
import type { StringSink } from './stringUnescaper';
import { restorePluses } from './unencodedPlus';

/** The beginning of a data URL (RFC 2397): some send one instead of only its base64. */
const SCHEME = 'data:';
const END_OF_PREFIX = ','.charCodeAt(0);
const LONGEST_PREFIX = 256;

/** The base64 in `content`: without a data URL's prefix, and with the pluses that a form didn't encode. */
export class ContentText implements StringSink {
	/** Whether there were pluses that a form didn't encode: they count as `+`, since base64 has them and no spaces. */
	hadUnencodedPluses = false;
	/** The text so far, as long as it may begin a data URL; then undefined. */
	private prefix: string | undefined = '';

	constructor(
		private readonly base64: Base64Decoder,
		private readonly isForm: boolean,
	) {}

	/** Bytes of memory in use. */
	get held(): number {
		return this.base64.held;
	}

	write(run: Buffer): void {
		const rest = this.prefix === undefined ? run : this.afterPrefix(this.prefix, run);
		if (this.isForm && restorePluses(rest)) this.hadUnencodedPluses = true;
		if (rest.length > 0) this.base64.write(rest);
	}

	writeEscape(codeUnit: number): void {
		if (this.prefix === undefined || codeUnit > 0xff) this.base64.writeEscape(codeUnit);
		else if (this.afterPrefix(this.prefix, Buffer.of(codeUnit)).length > 0) {
			this.base64.writeEscape(codeUnit);
		}
	}

	end(): string {
		if (this.prefix !== undefined) {
			if (this.prefix.length >= SCHEME.length) throw notBase64Url();
			this.endPrefix(this.prefix);
		}
		return this.base64.end();
	}

	/** The part of a run after the prefix of a data URL, which may end in it, or turn out not to be one. */
	private afterPrefix(before: string, run: Buffer): Buffer {
		let prefix = before;
		for (const [index, byte] of run.entries()) {
			if (byte === END_OF_PREFIX && prefix.length >= SCHEME.length) {
				if (!/;\s*base64\s*$/i.test(prefix)) throw notBase64Url();
				this.prefix = undefined;
				return run.subarray(index + 1);
			}
			prefix += String.fromCharCode(byte);
			if (!SCHEME.startsWith(prefix.slice(0, SCHEME.length).toLowerCase())) {
				this.endPrefix(before);
				return run;
			}
			if (prefix.length > LONGEST_PREFIX) throw notBase64Url();
		}
		this.prefix = prefix;
		return run.subarray(run.length);
	}

	/** There is no prefix: the text held back was base64. */
	private endPrefix(held: string): void {
		this.prefix = undefined;
		if (held !== '') this.base64.write(Buffer.from(held, 'latin1'));
	}
}

function notBase64Url(): PushRefusal {
	return new PushRefusal('notBase64', 'content is a data URL that is not in base64');
}
