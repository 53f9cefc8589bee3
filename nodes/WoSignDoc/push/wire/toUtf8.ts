import type { Charset } from '../../protocol/charset';
import { isMisread, LONGEST_MARK, markOf, UTF_8 } from '../../protocol/charset';
import type { Decoder } from './bodyStart';
import { byStart } from './bodyStart';
import { PushRefusal } from './refusal';

/**
 * The same text in UTF-8, without a byte order mark, before anything searches it for ASCII: in GBK, 0x5C, a backslash,
 * may be half of a character. Bytes that are invalid in the charset are rejected, so none becomes U+FFFD. Text that is
 * UTF-8 by its byte order mark, or because nothing is declared, is passed on unchanged: the part that is kept is
 * decoded later.
 */
export function toUtf8(declared: Charset | undefined): Decoder {
	return (chunks) =>
		byStart(chunks, LONGEST_MARK, (start) => {
			const marked = markOf(start);
			const charset = marked ?? declared;
			const decode: Decoder = (text) =>
				charset && !isUtf8(charset) ? decoded(text, charset) : text;
			return { skip: marked?.mark.length ?? 0, decode };
		});
}

function isUtf8({ label }: Charset): boolean {
	return new TextDecoder(label).encoding === UTF_8;
}

async function* decoded(chunks: AsyncIterable<Buffer>, charset: Charset): AsyncGenerator<Buffer> {
	const { label, encoding } = charset;
	const decoder = new TextDecoder(encoding, { fatal: true, ignoreBOM: true });
	const textOf = (chunk?: Buffer): string => {
		try {
			return chunk ? decoder.decode(chunk, { stream: true }) : decoder.decode();
		} catch {
			return refuse('is not in the charset that it declares', label);
		}
	};
	const decode = (chunk?: Buffer): Buffer => {
		const text = textOf(chunk);
		if (isMisread(text, charset)) {
			refuse('has characters that this n8n cannot read in the charset that it declares', label);
		}
		return Buffer.from(text);
	};
	for await (const chunk of chunks) {
		const text = decode(chunk);
		if (text.length > 0) yield text;
	}
	const rest = decode();
	if (rest.length > 0) yield rest;
}

function refuse(problem: string, label: string): never {
	const shown = JSON.stringify(label.slice(0, 64));
	throw new PushRefusal('malformedText', `the body ${problem}, ${shown}`);
}
