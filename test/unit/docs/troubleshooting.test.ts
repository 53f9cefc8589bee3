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

/** All texts of the nodes, and of every page that quotes them, in which `…` stands for a part that varies. */
const source = readdirSync(join(root, NODES), { recursive: true, encoding: 'utf8' })
	.filter((file) => file.endsWith('.ts'))
	.map((file) => readDocument(join(NODES, file)).replaceAll("\\'", "'"))
	.join('\n');
const quotedTexts = [PAGE, 'docs/zh-CN/TROUBLESHOOTING.md'].flatMap((page) =>
	partsOf(readDocument(page)).firstCells.flatMap((cell) => {
		const [, text = ''] = /^`([^`]+)`/.exec(cell) ?? [];
		const parts = text.split('…').map((part) => part.trim());
		return parts.filter((part) => part.split(' ').length > 2).map((part) => [page, part] as const);
	}),
);

describe('troubleshooting', () => {
	it.each(quotedTexts)('of %s quotes a message that there is: %s', (_, part) => {
		expect(source.includes(part)).toBe(true);
	});

	it('knows of many messages', () => expect(messages.length).toBeGreaterThan(50));

	it.each([...new Set(messages)])('has a remedy for: %s', (text) => {
		expect(hasRemedy(text)).toBe(true);
	});

	it.each(ERROR_CODES.map(({ code, message }) => [code, message] as const))(
		'has a remedy for the platform’s %s %s',
		(_, message) => expect(hasRemedy(message)).toBe(true),
	);
});
