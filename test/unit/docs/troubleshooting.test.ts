import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ERROR_CODES } from '../../../nodes/WoSignDoc/protocol/errorCodes';
import { partsOf, readDocument, root } from '../../support/markdown';

const PAGE = 'docs/TROUBLESHOOTING.md';
const NODES = 'nodes/WoSignDoc';

/** Where the messages about a credential, a connection and its answer are made. */
const SOURCES = [
	...readdirSync(join(root, NODES, 'protocol/certificate')).map((file) =>
		join('protocol/certificate', file),
	),
	...['connectionError', 'connectionFailures', 'credential', 'proxyRefusal', 'transport'].map(
		(name) => `shared/${name}.ts`,
	),
	'shared/unexpectedResponse.ts',
];

/** The first text after a message is begun; a template's expressions as `…`. */
const MESSAGE =
	/(?:invalidCredential\(|happened:|happened =|new ProtocolError\(\s*'\w+',)[^'"`{}]*(['"`])(.*?)\1/gs;

const messages = SOURCES.flatMap((file) =>
	[...readDocument(join(NODES, file)).matchAll(MESSAGE)].map(([, , text = '']) =>
		text.replace(/\$\{[^}]*\}/g, '…'),
	),
)
	// What is made of other messages.
	.filter((text) => /\w{3}/.test(text) && !text.includes('${'));

const rows = partsOf(readDocument(PAGE)).firstCells.flatMap((cell) => {
	const [, text] = /^`([^`]+)`/.exec(cell) ?? [];
	return text ?? [];
});
const patterns = rows.map((row) => {
	const parts = row.split('…').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
	return new RegExp(`^${parts.join('.*')}`);
});

const hasRemedy = (text: string) => patterns.some((pattern) => pattern.test(text));

describe('troubleshooting', () => {
	it('knows of many messages', () => expect(messages.length).toBeGreaterThan(50));

	it.each([...new Set(messages)])('has a remedy for: %s', (text) => {
		expect(hasRemedy(text)).toBe(true);
	});

	it.each(ERROR_CODES.map(({ code, message }) => [code, message] as const))(
		'has a remedy for the platform’s %s %s',
		(_, message) => expect(hasRemedy(message)).toBe(true),
	);
});
