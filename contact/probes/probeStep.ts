import type { PlatformVariation } from '../../nodes/WoSignDoc/order/fields/platformVariations';
import { errorCodeMeaning } from '../../nodes/WoSignDoc/protocol/errorCodes';
import { situations, type FirstContact } from '../../sandbox/firstContact';
import { ContactError } from '../contactError';
import { type Contact, type Step } from '../step';
import { need } from './compare';
import {
	codeInWords,
	sendMalformed,
	sendProbe,
	type EncodingName,
	type ProbeAnswer,
} from './sendProbe';
import { situationRequest } from './situationRequests';
import { Spellings } from './spellings';

type Situation = (typeof situations)[number];
type Codes = NonNullable<NonNullable<FirstContact['requests']>['codes']>;
type Variations = ReadonlySet<PlatformVariation>;

const UNREADABLE = -63;
const NONE: Variations = new Set();
const SORTED: Variations = new Set(['sortedKeys']);
const ENCODING_NAMES: readonly EncodingName[] = ['json', 'percentEncoded'];

/** Which requests are read, how they must be spelled, and the code for each that is incomplete. */
export const probeStep: Step = {
	title: 'Incomplete requests, which cannot create an order',
	run: async (contact) => await new Probes(contact).run(),
};

class Probes {
	private readonly codes: Codes = [];

	constructor(private readonly contact: Contact) {}

	async run(): Promise<void> {
		for (const encoding of ENCODING_NAMES) await this.situation('malformedJson', encoding, NONE);
		const { encodings, variations: start } = await this.readEncodings();
		const [first] = encodings;
		if (first === undefined) return;
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

	/** Which encodings are read, with keys in the vendor's order or else sorted. */
	private async readEncodings(): Promise<{ encodings: EncodingName[]; variations: Variations }> {
		const plain = await this.tryEncodings(NONE);
		const [first] = plain;
		if (first !== undefined) {
			const [unsorted, sorted] = [this.codeFor(first), await this.sortedCode(first)];
			const sortedKeys = need(unsorted, sorted);
			this.contact.terminal.say(`Sorted keys: ${sortedKeys ?? 'does not show'}`);
			this.note({ encodings: plain, ...(sortedKeys && { sortedKeys }) });
			return { encodings: plain, variations: sortedKeys === 'required' ? SORTED : NONE };
		}
		const sorted = await this.tryEncodings(SORTED);
		this.note({ encodings: sorted, ...(sorted.length > 0 && { sortedKeys: 'required' }) });
		return { encodings: sorted, variations: SORTED };
	}

	private async tryEncodings(variations: Variations): Promise<EncodingName[]> {
		const readable: EncodingName[] = [];
		for (const encoding of ENCODING_NAMES) {
			const answer = await this.situation('emptyOrderNumber', encoding, variations);
			if (answer.code !== undefined && answer.code !== UNREADABLE) readable.push(encoding);
		}
		return readable;
	}

	private async sortedCode(encoding: EncodingName): Promise<number | undefined> {
		const { tokenId } = this.contact.credential;
		const request = situationRequest('emptyOrderNumber', { tokenId, variations: SORTED });
		return (await sendProbe(this.contact, request, encoding, SORTED)).code;
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

	private codeFor(encoding: EncodingName): number | undefined {
		return this.codes.findLast((one) => one.encoding === encoding)?.code;
	}

	private note(requests: NonNullable<FirstContact['requests']>): void {
		this.contact.record.note({ requests });
	}
}

/** A caller whom the platform does not know gets the same code for everything: there is nothing more to see. */
function assertKnown(code: number | undefined): void {
	if (code === undefined) return;
	const { kind, message, remedy } = errorCodeMeaning(code);
	if (kind === 'credential' || kind === 'account') {
		throw new ContactError(`WoSignDoc answers ${code}: ${message}`, remedy);
	}
}
