import { parseArgs } from 'node:util';
import type { OrderOptions } from './order/orderOptions';

export const help = `Finds out in one run whether WoSignDoc behaves as n8n-nodes-wosigndoc assumes, and what to set if it doesn't.

Usage: npx n8n-nodes-wosigndoc-sandbox contact [options]
       npm run sandbox -- contact [options]

It checks the certificate and the connection, then sends incomplete requests that can't create an order to the test
host; with --order and your consent, also one order. It writes first-contact.json and first-contact.md, which contain
none of your data, and doesn't send them anywhere.

  --certificate FILE      client certificate, PEM, followed by its intermediate certificates
  --key FILE              its private key, PEM
  --pfx FILE              both in one PFX file (.pfx, .p12)
  --passphrase-file FILE  passphrase of the key or the PFX file (or set WOSIGNDOC_PASSPHRASE; otherwise prompts)
  --token-file FILE       TokenID (or set WOSIGNDOC_TOKEN; otherwise prompts)
  --output FOLDER         folder for the two files (default: the current folder)
  --production            use the production host; you must type its name to confirm
  --base-url URL          use another URL, such as your gateway or the sandbox
  --ca FILE               CA certificate for that URL, PEM
  --order                 send one order with calibration pages, after you have typed its number
  --signer FILE           its signer: JSON with "name", "number", and optionally "type" ("person", "organization"),
                          "country", and the paths "pic" and "otherpic" (otherwise prompts)
  --listen PORT           receive its push on 127.0.0.1, such as through a tunnel whose URL is registered with WoSign
  --refuse                reject the push twice, to see when WoSignDoc retries
  --pushed FILE           read the push, or its signed document, from a file stored by someone else; without --order,
                          from an earlier run
  --yes                   skip confirmations; only for URLs on this machine
  --help                  show this help

Uses HTTPS_PROXY and NO_PROXY. Press Ctrl-C to stop; the results so far are written.
`;

/** The user's options. */
export interface ContactOptions extends OrderOptions {
	readonly certificate?: string | undefined;
	readonly key?: string | undefined;
	readonly pfx?: string | undefined;
	readonly passphraseFile?: string | undefined;
	readonly tokenFile?: string | undefined;
	readonly output: string;
	readonly production: boolean;
	readonly baseUrl?: string | undefined;
	readonly ca?: string | undefined;
	readonly help: boolean;
}

/** Parses the command line. Throws a readable error. Secrets aren't options, because others can see command lines. */
export function parseOptions(args: string[]): ContactOptions {
	const { values } = parseArgs({
		args,
		options: {
			certificate: { type: 'string' },
			key: { type: 'string' },
			pfx: { type: 'string' },
			'passphrase-file': { type: 'string' },
			'token-file': { type: 'string' },
			output: { type: 'string', default: '.' },
			production: { type: 'boolean', default: false },
			'base-url': { type: 'string' },
			ca: { type: 'string' },
			order: { type: 'boolean', default: false },
			signer: { type: 'string' },
			listen: { type: 'string' },
			refuse: { type: 'boolean', default: false },
			pushed: { type: 'string' },
			yes: { type: 'boolean', default: false },
			help: { type: 'boolean', default: false },
		},
	});
	const {
		'passphrase-file': passphraseFile,
		'token-file': tokenFile,
		'base-url': baseUrl,
		...same
	} = values;
	return { ...same, passphraseFile, tokenFile, baseUrl };
}
