/** Some of a type's members; one that is `undefined` is known to be absent. */
export type Given<Type> = { [Key in keyof Type]?: Type[Key] | undefined };

/**
 * Stands in for what n8n's own server would give: has what it was given, and throws on anything else, so that
 * nothing is asked for unnoticed.
 */
export function strictDouble<Type extends object>(name: string, given: Given<Type>): Type {
	return new Proxy(given, {
		get(target, key, receiver) {
			if (key in target || typeof key === 'symbol') {
				return Reflect.get(target, key, receiver) as unknown;
			}
			throw new Error(`${name}.${key} was asked for, but not given`);
		},
	}) as Type;
}
