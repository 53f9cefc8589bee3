import type { PlatformVariation } from '../../nodes/WoSignDoc/order/fields/platformVariations';
import { errorCodeMeaning } from '../../nodes/WoSignDoc/protocol/errorCodes';
import { situations, type FirstContact, type Situation } from '../../sandbox/firstContact';
import { ContactError } from '../contactError';
import { type Contact, type Step } from '../step';
import { isClear } from './compare';
import {
	codeInWords,
	sendMalformed,
	sendProbe,
	type EncodingName,
	type ProbeAnswer,
} from './sendProbe';
import { situationRequest } from './situationRequests';
import { Spellings } from './spellings';

type Codes = NonNullable<NonNullable<FirstContact['requests']>['codes']>;
type Variations = ReadonlySet<PlatformVariation>;

const UNREADABLE = -63;
const NONE: Variations = new Set();
/** Forms of requests that a platform might require to understand any; those with the fewest variations first. */
const FORMS: readonly Variations[] = (
	[
		['sortedKeys'],
		['emptyFields'],
		['lowerCaseOrderNumber'],
		['sortedKeys', 'emptyFields'],
		['sortedKeys', 'lowerCaseOrderNumber'],
		['emptyFields', 'lowerCaseOrderNumber'],
		['sortedKeys', 'emptyFields', 'lowerCaseOrderNumber'],
	] as const
).map((variations) => new Set(variations));
const ENCODING_NAMES: readonly EncodingName[] = ['json', 'percentEncoded'];

/** Finds out which requests are read, how they must be spelled, and the code for each incomplete one. */
export const probeStep: Step = {
	title: 'Incomplete requests, which can’t create an order',
	run: async (contact) => await new Probes(contact).run(),
};

class Probes {
	private readonly codes: Codes = [];

	constructor(private readonly contact: Contact) {}

	async run(): Promise<void> {
		for (const encoding of ENCODING_NAMES) await this.situation('malformedJson', encoding, NONE);
		const { encodings, variations: start } = await this.readEncodings();
		const [first] = encodings;
		if (first === undefined) throw nothingRead(this.contact);
		const spellings = new Spellings(this.contact, first, start);
		await spellings.find();
		for (const encoding of encodings) {
			for (const situation of situations) {
				if (this.isNew(situation, encoding)) {
					await this.situation(situation, encoding, spellings.variations);
				}
			}
		}
	}

	/**
	 * Which encodings are read, and what a request must have to be understood: the fewest variations that get a clear
	 * code.
	 */
	private async readEncodings(): Promise<{ encodings: EncodingName[]; variations: Variations }> {
		const answers = new Map<EncodingName, number | undefined>();
		for (const encoding of ENCODING_NAMES)
			answers.set(encoding, await this.tryForm(encoding, NONE));
		let encodings = ENCODING_NAMES.filter((encoding) => isRead(answers.get(encoding)));
		const [clear] = encodings.filter((encoding) => isClear(answers.get(encoding)));
		const form = clear ? { encoding: clear, variations: NONE } : await this.findForm(encodings);
		if (form && encodings.length === 0) encodings = [form.encoding];
		this.note({ encodings });
		if (form) this.noteForm(form.variations);
		return { encodings, variations: form?.variations ?? NONE };
	}

	private async findForm(
		encodings: readonly EncodingName[],
	): Promise<{ encoding: EncodingName; variations: Variations } | undefined> {
		for (const variations of FORMS) {
			for (const encoding of encodings.length > 0 ? encodings : ENCODING_NAMES) {
				if (isClear(await this.tryForm(encoding, variations))) return { encoding, variations };
			}
		}
		return undefined;
	}

	private async tryForm(
		encoding: EncodingName,
		variations: Variations,
	): Promise<number | undefined> {
		return (await this.situation('emptyOrderNumber', encoding, variations)).code;
	}

	private noteForm(variations: Variations): void {
		const need = (variation: PlatformVariation) =>
			variations.has(variation) ? 'required' : 'optional';
		const found = { emptyFields: need('emptyFields'), sortedKeys: need('sortedKeys') } as const;
		this.contact.terminal.say(`Empty fields: ${found.emptyFields}`);
		this.contact.terminal.say(`Sorted keys: ${found.sortedKeys}`);
		this.note(found);
	}

	private async situation(
		situation: Situation,
		encoding: EncodingName,
		variations: Variations,
	): Promise<ProbeAnswer> {
		const { tokenId } = this.contact.credential;
		const answer =
			situation === 'malformedJson'
				? await sendMalformed(this.contact, encoding)
				: await sendProbe(
						this.contact,
						situationRequest(situation, { tokenId, variations }),
						encoding,
						variations,
					);
		this.contact.terminal.say(`${encoding}, ${situation}: ${codeInWords(answer)}`);
		this.noteCode(situation, encoding, answer);
		if (situation !== 'unknownToken') assertKnown(answer.code);
		return answer;
	}

	private noteCode(situation: Situation, encoding: EncodingName, answer: ProbeAnswer): void {
		const { code, milliseconds } = answer;
		if (code === undefined) return;
		const known = this.codes.findIndex(
			(one) => one.situation === situation && one.encoding === encoding,
		);
		const entry = { situation, encoding, code, milliseconds };
		if (known < 0) this.codes.push(entry);
		else this.codes[known] = entry;
		this.note({ codes: [...this.codes] });
	}

	private isNew(situation: Situation, encoding: EncodingName): boolean {
		return !this.codes.some((one) => one.situation === situation && one.encoding === encoding);
	}

	private note(requests: NonNullable<FirstContact['requests']>): void {
		this.contact.record.note({ requests });
	}
}

function nothingRead({ record }: Contact): ContactError {
	return record.seen.responses?.form === undefined
		? new ContactError(
				'The response is not from WoSignDoc',
				'Check the address, and ask the operator of any proxy, gateway, or firewall in between.',
			)
		: new ContactError(
				'WoSignDoc could not read requests in either encoding',
				'Ask WoSign which encoding it supports.',
			);
}

function isRead(code: number | undefined): boolean {
	return code !== undefined && code !== UNREADABLE;
}

/** An unknown caller gets the same code for everything, so there is nothing more to find out. */
function assertKnown(code: number | undefined): void {
	if (code === undefined) return;
	const { kind, message, remedy } = errorCodeMeaning(code);
	if (kind === 'credential' || kind === 'account') {
		throw new ContactError(`WoSignDoc returned ${code}: ${message}`, remedy);
	}
}
