import { z } from 'zod';
import { parseObject } from './lenientJson';

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

/** The beginning of an answer that is not the platform's, for the error that tells of it. */
export function beginningOf(text: string): string {
	const shown = text.trim().slice(0, SHOWN_LENGTH);
	return shown ? `The answer begins: ${shown}` : 'The answer is empty.';
}
