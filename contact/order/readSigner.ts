import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { z } from 'zod/v4';
import { ContactError } from '../contactError';
import type { ContactSigner } from './calibrationOrder';

const path = z.string().min(1).optional();
const signerFileSchema = z.strictObject({
	type: z.enum(['person', 'organization']).default('person'),
	name: z.string().trim().min(1),
	number: z.string().trim().min(1),
	country: z.string().optional(),
	/** Paths of JPEG or PNG files, relative to this file's folder. */
	pic: path,
	otherpic: path,
});

/** Reads the signer's file. Throws a `ContactError` that reveals nothing of its contents. */
export async function readSignerFile(file: string): Promise<ContactSigner> {
	const text = await read(file, 'The signer file');
	const parsed = signerFileSchema.safeParse(parseJson(text.toString()));
	if (!parsed.success) {
		const fields = parsed.error.issues.map(
			({ path: where }) => where.join('.') || 'the whole file',
		);
		throw new ContactError(
			`The signer file is invalid: ${[...new Set(fields)].join(', ')}`,
			'It must be JSON with "name", "number", and optionally "type" ("person" or "organization"), "country", and the paths "pic" and "otherpic".',
		);
	}
	const { pic, otherpic, ...fields } = parsed.data;
	const folder = dirname(file);
	return {
		...fields,
		...(pic && { pic: await read(resolve(folder, pic), 'The picture "pic"') }),
		...(otherpic && {
			otherpic: await read(resolve(folder, otherpic), 'The picture "otherpic"'),
		}),
	};
}

/** Asks for the signer. Throws a `ContactError`. */
export async function askSigner(
	ask: (question: string) => Promise<string>,
): Promise<ContactSigner> {
	const type = await ask('Is the signer a person or an organization? [person] ');
	const isPerson = !/^o/i.test(type);
	const name = await ask(isPerson ? 'Name: ' : 'Organization name: ');
	const number = await ask(isPerson ? 'Identity card number: ' : 'Business license number: ');
	if (name === '' || number === '')
		throw new ContactError('A signer must have a name and a number', 'No order was sent.');
	const picture = async (field: 'pic' | 'otherpic', what: string) => {
		const file = await ask(`File with ${what}, JPEG or PNG (Enter: none): `);
		return file === '' ? {} : { [field]: await read(file, `The picture "${field}"`) };
	};
	return {
		type: isPerson ? 'person' : 'organization',
		name,
		number,
		...(await picture('pic', isPerson ? 'the front of the identity card' : 'the business license')),
		...(await picture(
			'otherpic',
			isPerson ? 'the back of the identity card' : 'the bank account permit',
		)),
	};
}

async function read(file: string, what: string): Promise<Buffer> {
	try {
		return await readFile(file);
	} catch (cause) {
		throw new ContactError(`${what} can’t be read`, 'No order was sent.', { cause });
	}
}

function parseJson(text: string): unknown {
	try {
		return JSON.parse(text.replace(/^\u{feff}/u, ''));
	} catch {
		return undefined;
	}
}
