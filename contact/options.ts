import { parseArgs } from 'node:util';
import type { OrderOptions } from './order/orderOptions';

export const help = `Finds out in one run whether WoSignDoc behaves as n8n-nodes-wosigndoc assumes, and what to set if it doesn't.

Usage: npx n8n-nodes-wosigndoc-sandbox contact [options]
       npm run sandbox -- contact [options]

It checks the certificate and the connection, then sends incomplete requests that cannot create an order, to the
test host; with --order and your consent also one order. It writes first-contact.json and first-contact.md, without any of your data, and sends them nowhere.

  --certificate FILE      client certificate, PEM, with its intermediate certificates below it
  --key FILE              its private key, PEM
  --pfx FILE              both in one PFX file (.pfx, .p12) instead
  --passphrase-file FILE  passphrase of the key or the PFX file (or WOSIGNDOC_PASSPHRASE; else you are asked)
  --token-file FILE       TokenID (or WOSIGNDOC_TOKEN; else you are asked)
  --output FOLDER         where the two files go (default: the current folder)
  --production            use the production host; you are asked to type its name
  --base-url URL          another address, such as a gateway of yours or the sandbox
  --ca FILE               certificate authority of that address, PEM
  --order                 send one order of calibration pages, once you have typed its number
  --signer FILE           its signer: JSON with "name", "number", and perhaps "type" ("person", "organization"),
                          "country", and the paths "pic" and "otherpic" (else you are asked)
  --listen PORT           take its push on 127.0.0.1, such as through a tunnel whose address WoSign knows
  --refuse                refuse the push twice, to see when WoSignDoc retries
  --pushed FILE           read the push, or its signed document, from a file that somebody else stores; without --order
                          that of an earlier run
  --yes                   agree beforehand, on this machine only
  --help                  this text

A proxy is taken from HTTPS_PROXY and NO_PROXY. Ctrl-C stops; what was seen until then is written.
`;

/** What the person asked for. */
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

/** Reads the command line. Throws with a readable message; secrets are no options, since others see command lines. */
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
