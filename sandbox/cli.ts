import { parseArgs } from 'node:util';
import { errorCodes } from './errorCodes';
import { startSandbox, type Sandbox } from './index';
import { listTemplates } from './listTemplates';
import { oneLine } from './oneLine';
import { startPage, type SandboxPage } from './page/startPage';
import { profileNames, readProfile } from './readProfile';
import { signatureKinds, type SignatureKind } from './signing/signatureKind';

const help = `A local WoSignDoc: accepts orders, signs them, and pushes the signed documents to a callback URL.

Usage: npm run sandbox -- [options]
       npx n8n-nodes-wosigndoc-sandbox [options]
       npx n8n-nodes-wosigndoc-sandbox contact --help   (checks the real WoSignDoc; needs an account)

  --port N            API port (default 7443; 0 picks a free port)
  --page-port N       port of the web page (default: --port plus one; 0 picks a free port)
  --host ADDRESS      address the API listens on (default 127.0.0.1: this machine only; 0.0.0.0: all addresses)
  --page-host ADDRESS address the web page listens on (default 127.0.0.1); the page has no password
  --name NAME         a host name or address that callers use for the sandbox, such as host.docker.internal;
                      added to the server's certificate; can be repeated
  --callback URL      callback URL for the signed documents; can also be set on the page
  --manual            leave orders waiting until you sign or reject them on the page
  --like PROFILE      behave like a recorded platform: ${profileNames.join(', ')}, or a first-contact.json
  --signature KIND    type of signature: ${signatureKinds.join(', ')} (default rsa)
  --time-stamp        add a timestamp to each signature
  --directory FOLDER  folder for the credential files (default: a temporary folder, deleted on exit)
  --help              show this help

Templates (tempid: signers in signing order):
${listTemplates()}
`;

const { values } = parseArgs({
	options: {
		port: { type: 'string', default: '7443' },
		'page-port': { type: 'string' },
		host: { type: 'string' },
		'page-host': { type: 'string' },
		name: { type: 'string', multiple: true },
		callback: { type: 'string' },
		manual: { type: 'boolean', default: false },
		like: { type: 'string' },
		signature: { type: 'string' },
		'time-stamp': { type: 'boolean' },
		directory: { type: 'string' },
		help: { type: 'boolean', default: false },
	},
});

if (values.help) process.stdout.write(help);
else serve().catch(fail);

function fail(error: unknown): void {
	process.stderr.write(`${oneLine(error instanceof Error ? error.message : String(error))}\n`);
	process.exitCode = 1;
}

async function serve(): Promise<void> {
	const port = Number(values.port);
	const sandbox = await startSandbox({
		port,
		host: values.host,
		names: values.name,
		directory: values.directory,
		callbackUrl: values.callback,
		autoSign: !values.manual,
		like: values.like === undefined ? undefined : await readProfile(values.like),
		signature: signatureKind(),
		timeStamp: values['time-stamp'],
	});
	const page = await startPage(sandbox, {
		port: pagePort(port),
		host: values['page-host'],
		names: values.name,
	}).catch(async (error: unknown) => {
		await sandbox.stop();
		throw error;
	});
	logActivity(sandbox);
	process.stdout.write(introduction(sandbox, page));
	const stop = () => {
		Promise.all([page.stop(), sandbox.stop()]).catch(fail);
	};
	process.once('SIGINT', stop);
	process.once('SIGTERM', stop);
}

function signatureKind(): SignatureKind | undefined {
	if (values.signature === undefined) return undefined;
	const kind = signatureKinds.find((known) => known === values.signature);
	if (!kind) {
		throw new Error(
			`--signature must be one of ${signatureKinds.join(', ')}, not "${values.signature}"`,
		);
	}
	return kind;
}

function pagePort(port: number): number {
	if (values['page-port'] !== undefined) return Number(values['page-port']);
	return port === 0 ? 0 : port + 1;
}

function logActivity(sandbox: Sandbox): void {
	sandbox.observe({
		request: ({ method, body, httpStatus, errorCode, reason }) => {
			const outcome =
				errorCode === undefined ? `HTTP ${httpStatus ?? 'none'}` : codeText(errorCode);
			say(`request  ${method} ${body.length} bytes → ${outcome}${reason ? ` (${reason})` : ''}`);
		},
		push: ({ orderNumber, attempt, httpStatus, answer, accepted, milliseconds, error }) => {
			const outcome = error ?? `HTTP ${httpStatus} ${JSON.stringify(answer)}`;
			const verdict = accepted ? 'received' : 'will retry';
			say(`push     ${orderNumber} #${attempt} ${milliseconds} ms → ${outcome}, ${verdict}`);
		},
	});
}

function introduction(sandbox: Sandbox, page: SandboxPage): string {
	const { url, tokenId, otherTokens, credential, files } = sandbox;
	const lines = [
		`WoSignDoc sandbox: ${url}`,
		`Web page:          ${page.url}`,
		...warning(sandbox, page),
		'',
		`Orders             ${values.manual ? 'wait until you sign or reject them on the page' : 'are signed immediately'}`,
		...(values.like === undefined ? [] : [`Behaves like       ${values.like}`]),
		`Signatures         ${signatures()}`,
		`Token              ${tokenId}`,
		`  banned (-67)     ${otherTokens.forbidden}`,
		`  no money (-68)   ${otherTokens.poor}`,
		`Callback URL       ${values.callback ?? 'not set; set it on the page, or start with --callback URL'}`,
		`Passphrase         ${credential.passphrase}   (for pfx, legacyPfx, encryptedPrivateKey)`,
		...Object.entries(files).map(([name, path]) => `${name.padEnd(24)} ${path}`),
		'',
		'Templates (tempid: signers in signing order)',
		listTemplates(),
		'',
		'Press Ctrl-C to stop.',
		'',
	];
	return `${lines.join('\n')}\n`;
}

/** A one-line warning if other machines can reach the sandbox. */
function warning(sandbox: Sandbox, page: SandboxPage): string[] {
	const api = sandbox.listening.beyondLoopback && `the API on ${sandbox.listening.at}`;
	const pages =
		page.listening.beyondLoopback && `the web page, which has no password, on ${page.listening.at}`;
	const open = [api, pages].filter((part) => part !== false);
	if (open.length === 0) return [];
	const what = open.join(' and ');
	return [`WARNING: Other machines can reach ${what}. Use this only on a network you trust.`];
}

function signatures(): string {
	const kind = signatureKind() ?? (values.like === undefined ? 'rsa' : 'as in the profile');
	return `${kind}${values['time-stamp'] ? ', with timestamps' : ''}`;
}

function codeText(code: number): string {
	if (code === 0) return 'accepted';
	const name = Object.entries(errorCodes).find(([, value]) => value === code)?.[0];
	return `${code} ${name ?? ''}`.trim();
}

function say(line: string): void {
	process.stdout.write(
		`${new Date().toISOString().slice(11, 19)} ${oneLine(line.slice(0, 1_000))}\n`,
	);
}
