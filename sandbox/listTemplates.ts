import { templates } from './templates';

/** The built-in templates, one per line: `tempid` and the signers in signing order. */
export function listTemplates(): string {
	return [...templates]
		.map(([id, { signers }]) => {
			const types = signers.map(({ signType }) => (signType === 1 ? 'organization' : 'person'));
			return `  ${id.padEnd(22)} ${types.join(', ')}`;
		})
		.join('\n');
}
