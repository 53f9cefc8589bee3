import { parseArgs } from 'node:util';
import { errorCodes } from './errorCodes';
import { startSandbox, type Sandbox } from './index';
import { templates } from './templates';

const help = `A WoSignDoc on this machine: accepts orders, signs them, pushes them to a callback address.

Usage: npm run sandbox -- [options]

  --port N            port on 127.0.0.1 (default 7443; 0 takes a free one)
  --callback URL      where signed documents are pushed
  --directory FOLDER  where the credential files go (default: a temporary folder, removed at the end)
  --help              this text

Templates (tempid: signers in signing order):
${listTemplates()}
`;

const { values } = parseArgs({
	options: {
		port: { type: 'string', default: '7443' },
		callback: { type: 'string' },
		directory: { type: 'string' },
		help: { type: 'boolean', default: false },
	},
});

if (values.help) process.stdout.write(help);
else serve().catch(fail);

function fail(error: unknown): void {
	process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
	process.exitCode = 1;
}

async function serve(): Promise<void> {
	const sandbox = await startSandbox({
		port: Number(values.port),
		directory: values.directory,
		callbackUrl: values.callback,
	});
	sandbox.observe({
		request: ({ method, body, httpStatus, errorCode, reason }) => {
			const outcome =
				errorCode === undefined ? `HTTP ${httpStatus ?? 'none'}` : codeText(errorCode);
			say(`request  ${method} ${body.length} bytes → ${outcome}${reason ? ` (${reason})` : ''}`);
		},
		push: ({ orderNumber, attempt, httpStatus, answer, accepted, milliseconds, error }) => {
			const outcome = error ?? `HTTP ${httpStatus} ${JSON.stringify(answer)}`;
			const verdict = accepted ? 'received' : 'will be pushed again';
			say(`push     ${orderNumber} #${attempt} ${milliseconds} ms → ${outcome}, ${verdict}`);
		},
	});
	process.stdout.write(introduction(sandbox));
	const stop = () => {
		sandbox.stop().catch(fail);
	};
	process.once('SIGINT', stop);
	process.once('SIGTERM', stop);
}

function introduction(sandbox: Sandbox): string {
	const { url, tokenId, otherTokens, credential, files } = sandbox;
	const lines = [
		`WoSignDoc sandbox: ${url}`,
		'',
		`Token              ${tokenId}`,
		`  banned (-67)     ${otherTokens.forbidden}`,
		`  no money (-68)   ${otherTokens.poor}`,
		`Callback           ${values.callback ?? 'none; start with --callback URL to have documents pushed'}`,
		`Passphrase         ${credential.passphrase}   (pfx, legacyPfx, encryptedPrivateKey)`,
		...Object.entries(files).map(([name, path]) => `${name.padEnd(24)} ${path}`),
		'',
		'Templates (tempid: signers in signing order)',
		listTemplates(),
		'',
		'Ctrl-C stops.',
		'',
	];
	return `${lines.join('\n')}\n`;
}

function listTemplates(): string {
	return [...templates]
		.map(([id, { signers }]) => {
			const types = signers.map(({ signType }) => (signType === 1 ? 'organisation' : 'person'));
			return `  ${id.padEnd(22)} ${types.join(', ')}`;
		})
		.join('\n');
}

function codeText(code: number): string {
	if (code === 0) return 'accepted';
	const name = Object.entries(errorCodes).find(([, value]) => value === code)?.[0];
	return `${code} ${name ?? ''}`.trim();
}

function say(line: string): void {
	process.stdout.write(`${new Date().toISOString().slice(11, 19)} ${line}\n`);
}
