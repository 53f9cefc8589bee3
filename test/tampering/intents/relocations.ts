import { OTHER_CONTENT } from '../bases/pages';
import { object } from '../pdf/parts';
import { having, parse, reference } from '../pdf/value';
import { movedCatalog, movedResources, resourcesOf } from '../updates/moved';
import type { Intent } from './intent';
import { manners } from './manners';

/** Contents that may move to a new object unchanged, but are also changed here. */
export const relocations: readonly Intent[] = [
	{
		name: 'a catalog under a new number',
		parts: (scene) => {
			const { base, numbers, draw, note } = scene;
			const [pages, page, content] = [numbers.new(), numbers.new(), numbers.new()];
			const leaf = `<< /Type /Page /Parent ${pages} 0 R /MediaBox [0 0 595 842] /Contents ${content} 0 R >>`;
			const [key, value] = draw.pick([
				['/Pages', reference(pages)],
				['/Lang', '(de)'],
				['/Version', '/1.0'],
				['/Type', '/Pages'],
				['/Type', 'null'],
				['/OpenAction', `[${page} 0 R /Fit]`],
				['/DSS', reference(pages)],
			] as const);
			const [manner, apply] = draw.pick(Object.entries(manners));
			note(`${key} ${value}, ${manner}`);
			const parts = movedCatalog(base, numbers, (catalog) => having(catalog, key, parse(value)), [
				object(pages, parse(`<< /Type /Pages /Kids [${page} 0 R] /Count 1 >>`)),
				object(page, parse(leaf)),
				object(content, parse('<< /Length @length >>'), OTHER_CONTENT),
			]);
			return apply(parts, scene);
		},
	},
	{
		name: 'resources under a new number',
		isFor: (base) => resourcesOf(base) !== undefined,
		parts: (scene) => {
			const { base, numbers, draw, note } = scene;
			const [key, value] = draw.pick([
				['/Font', '<< /F1 << /Type /Font /Subtype /Type1 /BaseFont /Symbol >> >>'],
				['/Font', '<< >>'],
				['/XObject', '<< >>'],
				['/ProcSet', '[/PDF]'],
				['/X', '1'],
			] as const);
			const [manner, apply] = draw.pick(Object.entries(manners));
			note(`${key}, ${manner}`);
			return apply(
				movedResources(base, numbers, (own) => having(own, key, parse(value))),
				scene,
			);
		},
	},
];
