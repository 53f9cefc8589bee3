import { z } from 'zod';
import { parseObject } from './lenientJson';
import { oneLine } from './oneLine';
import { withoutSecrets } from './withoutSecrets';

/** Numbers may be strings and strings numbers (PROTOCOL.md, CreateSignOrder, Decided). */
const numberOrTextSchema = z.union([z.number(), z.string()]);

const responseSchema = z.object({
	status: numberOrTextSchema.transform(Number).pipe(z.union([z.literal(0), z.literal(1)])),
	errorcode: numberOrTextSchema.optional(),
	signid: numberOrTextSchema.transform(String).optional(),
	ordernumber: numberOrTextSchema.transform(String).optional(),
});

/** The platform's answer to a request: done (1) or failed (0), with its code (PROTOCOL.md, CreateSignOrder, Response). */
export type PlatformResponse = z.output<typeof responseSchema>;

/** How much of an unreadable answer an error shows, in characters (PROTOCOL.md, CreateSignOrder, Decided). */
const SHOWN_LENGTH = 200;

/** Reads the platform's answer, liberally; undefined when the text is not one. */
export function parsePlatformResponse(text: string): PlatformResponse | undefined {
	return responseSchema.safeParse(parseObject(text)).data;
}

/** How much is looked at: a file at the beginning is shown as one word. */
const LOOKED_AT = 64 * 1024;

/** Base64 longer than any word, its signs perhaps escaped as JSON, a form or HTML has them: an echoed file. */
const BASE64_RUN =
	/(?:[A-Za-z0-9+/=]|(?<!\\)\\{1,7}(?:\/|u002[bf]|u003d)|%(?:25)*(?:2[bf]|3d)|&#(?:4[37]|61|x2[bf]|x3d);){40,}/gi;

/**
 * The beginning of an answer that is not the platform's, for the error that tells of it; without the secrets and
 * files of a request that it may echo.
 */
export function beginningOf(text: string, secrets: readonly string[] = []): string {
	const shown = withoutSecrets(text.trim(), secrets)
		.slice(0, LOOKED_AT)
		.replace(BASE64_RUN, '[base64]')
		// n8n shows an error's description as HTML.
		.replaceAll('<', '‹')
		.replace(/\s+/g, ' ')
		.slice(0, SHOWN_LENGTH);
	return shown ? `The answer begins: ${oneLine(shown)}` : 'The answer is empty.';
}
