/** Some of a type's members; `undefined` ones may be accessed. */
export type Given<Type> = { [Key in keyof Type]?: Type[Key] | undefined };

/**
 * A test double for what n8n's server provides: has only the given members and throws on anything else, so that
 * no access goes unnoticed.
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
