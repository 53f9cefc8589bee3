import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { WoSignDocApi } from '../../../credentials/WoSignDocApi.credentials';
import { WoSignDoc } from '../../../nodes/WoSignDoc/WoSignDoc.node';
import { WoSignDocTrigger } from '../../../nodes/WoSignDoc/WoSignDocTrigger.node';

/** Characters of an option's description that n8n's editor shows, on two lines, before it cuts it. */
const SHOWN = 100;

/** All options that are chosen from lists, at any depth. */
function optionsIn(properties: readonly INodeProperties[]): INodePropertyOptions[] {
	return properties.flatMap(({ options = [] }) =>
		options.flatMap((option) => {
			if ('values' in option) return optionsIn(option.values);
			return 'value' in option ? [option] : optionsIn([option]);
		}),
	);
}

const properties = [new WoSignDoc(), new WoSignDocTrigger()].flatMap(
	({ description }) => description.properties,
);
const described = optionsIn([...properties, ...new WoSignDocApi().properties]).flatMap(
	({ name, description }) => (description === undefined ? [] : [[name, description] as const]),
);

it('there are options with descriptions', () => {
	expect(described.length).toBeGreaterThan(30);
});

it.each(described)('the description of the option %s is shown whole: %s', (_, description) => {
	// A Chinese character is as wide as two others.
	expect(description.replaceAll(/\p{Script=Han}/gu, '··').length).toBeLessThanOrEqual(SHOWN);
});
