import { pushKeySchema } from '../sandbox/firstContact';

/** The name itself where it is one of the known ones, else `other`: a stranger's text never passes. */
export function named<Name extends string>(
	name: string,
	known: readonly (Name | 'other')[],
): Name | 'other' {
	return known.find((one) => one === name) ?? 'other';
}

/** The same for a key of a push, as it is spelled; one inside `extendData` comes after a dot. */
export function namedPushKey(key: string): string {
	if (pushKeySchema.safeParse(key).success) return key;
	return /^extenddata\./i.test(key) ? 'extendData.other' : 'other';
}
