import type {
	PlatformVariation,
	PlatformVariations,
} from '../../nodes/WoSignDoc/order/fields/platformVariations';
import type { RequestObject } from '../../nodes/WoSignDoc/shared/jsonParts';
import { inlineBase64 } from '../../nodes/WoSignDoc/shared/binarySource';
import type { FirstContact } from '../../sandbox/firstContact';
import type { Contact } from '../step';
import { takenSpelling } from './compare';
import { sendProbe, type EncodingName } from './sendProbe';
import {
	editedOrder,
	editSigner,
	nobody,
	without,
	withoutNumber,
	withoutRest,
} from './situationRequests';
import { ONE_BYTE } from './wholeOrder';

type Requests = NonNullable<FirstContact['requests']>;

/** Base64 of only plus signs, which becomes invalid if they are turned into spaces. */
const PLUS_SIGNS = '++++';

/**
 * Finds out which of the spellings that the vendor's document leaves open are accepted. Each is tested with a few
 * incomplete requests that differ only in the spelling; later requests use the results.
 */
export class Spellings {
	private readonly found = new Set<PlatformVariation>();

	constructor(
		private readonly contact: Contact,
		private readonly encoding: EncodingName,
		start: PlatformVariations,
	) {
		for (const variation of start) this.found.add(variation);
	}

	/** The variations that the platform is known to need. */
	get variations(): PlatformVariations {
		return this.found;
	}

	async find(): Promise<void> {
		await this.orderNumberKey();
		await this.signerType();
		await this.pageNumber();
		await this.plusSigns();
	}

	private async orderNumberKey(): Promise<void> {
		this.found.delete('lowerCaseOrderNumber');
		const wrong = await this.code((whole) => withoutNumber(withoutRest(whole)));
		const orderNumberKey = takenSpelling(
			['orderNumber', await this.code(withoutRest), wrong],
			['ordernumber', await this.code(withoutRest, 'lowerCaseOrderNumber'), wrong],
		);
		if (orderNumberKey === 'ordernumber') this.found.add('lowerCaseOrderNumber');
		this.note('Order number key', orderNumberKey && { orderNumberKey });
	}

	private async signerType(): Promise<void> {
		const code = async (signType: string | number) =>
			await this.code((whole) => editSigner(whole, (signer) => ({ ...nobody(signer), signType })));
		const signerType = takenSpelling(
			['string', await code('2'), await code('9')],
			['number', await code(2), await code(9)],
		);
		if (signerType === 'number') this.found.add('signerTypeAsNumber');
		this.note('Signer type', signerType && { signerType });
	}

	private async pageNumber(): Promise<void> {
		const code = async (pagenumber: string | number) =>
			await this.code((whole) => withSecondSigner(whole, pagenumber));
		const pageNumber = takenSpelling(
			['number', await code(1), await code(-1)],
			['string', await code('1'), await code('first')],
		);
		if (pageNumber === 'string') this.found.add('pagesAsText');
		this.note('Page number', pageNumber && { pageNumber });
	}

	/** Tests base64 of three bytes, all plus signs, without signers: unchanged, and with spaces instead. */
	private async plusSigns(): Promise<void> {
		if (this.encoding !== 'json') return;
		const code = async (base64: string) =>
			await this.code((whole) => ({
				...without(whole, 'signerlist'),
				filebase: inlineBase64(base64),
			}));
		const [plain, plus, spaces] = [await code('AAAA'), await code(PLUS_SIGNS), await code('    ')];
		if (plain === undefined || plain === spaces || plus === undefined)
			return this.note('Plus signs');
		const plusSigns = plus === plain ? 'kept' : plus === spaces ? 'lost' : undefined;
		if (plusSigns === 'lost') this.found.add('escapedPlusSigns');
		this.note('Plus signs', plusSigns && { plusSigns });
	}

	/** The code of a request with the spellings found so far and one more. */
	private async code(
		edit: (whole: RequestObject) => RequestObject,
		more?: PlatformVariation,
	): Promise<number | undefined> {
		const { tokenId } = this.contact.credential;
		const variations = new Set([...this.found, ...(more === undefined ? [] : [more])]);
		const request = editedOrder(edit, { tokenId, variations });
		return (await sendProbe(this.contact, request, this.encoding, variations)).code;
	}

	private note(what: string, requests: Requests = {}): void {
		const [found] = Object.values(requests);
		this.contact.terminal.say(`${what}: ${typeof found === 'string' ? found : 'unknown'}`);
		this.contact.record.note({ requests });
	}
}

/**
 * A signer with one-byte pictures on a page, followed by a signer with only a type: a platform that accepts the page
 * number checks the second signer next, and has a different code for it.
 */
function withSecondSigner(whole: RequestObject, pagenumber: string | number): RequestObject {
	const signlist = [{ pagenumber, position: '0.1,0.1,0.3,0.2' }];
	return editSigner(
		whole,
		(signer) => ({ ...signer, pic: ONE_BYTE, otherpic: ONE_BYTE, signlist }),
		(signer) => without(nobody(signer), 'signType'),
	);
}
