import { templates } from './templates';

/** The built-in templates for a terminal: `tempid` and signers in signing order, a line each. */
export function listTemplates(): string {
	return [...templates]
		.map(([id, { signers }]) => {
			const types = signers.map(({ signType }) => (signType === 1 ? 'organization' : 'person'));
			return `  ${id.padEnd(22)} ${types.join(', ')}`;
		})
		.join('\n');
}
