/** A file, or a part of it, is not PDF's syntax as it was asked for, or is more than is read. The message says why. */
export class PdfSyntaxError extends Error {}
