/** A file, or part of it, doesn't have the expected PDF syntax, or exceeds a bound. The message says why. */
export class PdfSyntaxError extends Error {}
