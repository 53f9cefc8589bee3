import type { Base } from '../bases/base';
import { inTrailers, object, withKey, type ObjectPart, type Part } from '../pdf/parts';
import { get, having, isDictionary, reference, referenced, type Value } from '../pdf/value';
import { update, type Numbers } from './update';

type Change = (value: Value) => Value;

/** An update that moves the catalog to a new number. */
export function movedCatalog(
	base: Base,
	numbers: Numbers,
	change: Change,
	more: readonly ObjectPart[] = [],
): Part[] {
	const number = numbers.new();
	const catalog = change(base.objects.get(base.root)?.value ?? 'null');
	const parts = update(base, [object(number, catalog), ...more], numbers);
	return inTrailers(parts, (entries) => withKey(entries, '/Root', reference(number)));
}

/** The resources of the first page; undefined if they are inherited. */
export function resourcesOf({ objects, pages }: Base): Value | undefined {
	const entry = get(objects.get(pages[0] ?? 0)?.value ?? 'null', '/Resources');
	const number = referenced(entry);
	const value = number === undefined ? entry : objects.get(number)?.value;
	return value !== undefined && isDictionary(value) ? value : undefined;
}

/** An update that writes the resources of the first page as a new object. */
export function movedResources(base: Base, numbers: Numbers, change: Change): Part[] {
	const [number, page] = [numbers.new(), base.pages[0] ?? 0];
	const value = having(base.objects.get(page)?.value ?? 'null', '/Resources', reference(number));
	const resources = change(resourcesOf(base) ?? 'null');
	return update(base, [object(page, value), object(number, resources)], numbers);
}
