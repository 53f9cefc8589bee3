import { z } from 'zod/v4';

const codedSchema = z.object({ code: z.string().regex(/^[A-Z_0-9]+$/) });

/** The code of a system error, e.g. `ENOENT`. */
export function systemCode(error: unknown): string {
	return codedSchema.safeParse(error).data?.code ?? 'unknown';
}
