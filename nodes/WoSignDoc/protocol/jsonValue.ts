import { z } from 'zod';

/** Any value that JSON can hold. */
export type JsonValue = string | number | boolean | object | null;
export type JsonObject = Record<string, JsonValue>;

/** An object from parsed JSON text. */
export const jsonObjectSchema = z.record(z.custom<JsonValue>((value) => value !== undefined));
