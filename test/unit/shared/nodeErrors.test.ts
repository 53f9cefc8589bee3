import type { INode } from 'n8n-workflow';
import { ProtocolError } from '../../../nodes/WoSignDoc/protocol/errors';
import { toNodeError } from '../../../nodes/WoSignDoc/shared/nodeErrors';

const node: INode = {
	id: 'node',
	name: 'WoSignDoc',
	type: 'woSignDoc',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
};

describe('the error that n8n shows', () => {
	it.each(['invalidParameters', 'orderRefused'] as const)(
		'holds no tag of a stranger’s words, for n8n shows it as HTML: %s',
		(code) => {
			const link = '<a href="http://192.0.2.1/">Log in again</a>';
			const error = new ProtocolError(code, `Template ${link} is unknown`, { description: link });
			const { message, description } = toNodeError(error, node, 0, 'Sent: <img>.');
			const shown = '‹a href="http://192.0.2.1/">Log in again‹/a>';
			expect(message).toBe(`Template ${shown} is unknown`);
			expect(description).toBe(`${shown}\nSent: ‹img>.`);
			// What workflows go on with is as it came.
			expect(error.description).toBe(link);
		},
	);

	it('holds no tag where a rejection comes without a description', () => {
		const error = new ProtocolError('orderRefused', 'Rejected: <img src="http://192.0.2.1/">');
		const { message, description } = toNodeError(error, node, 0);
		expect(`${message}${description ?? ''}`).not.toContain('<');
	});
});
