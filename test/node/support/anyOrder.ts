import fc from 'fast-check';
import type { GivenPosition, Size } from './anyPosition';
import { anyPosition } from './anyPosition';

/** Any text, including unpaired surrogates, that isn't empty after trimming. */
const anyText = fc.oneof(
	fc.string({ unit: 'grapheme', maxLength: 30 }),
	fc.string({ unit: 'binary', maxLength: 30 }),
	fc.array(fc.nat(0xffff), { maxLength: 20 }).map((units) => String.fromCharCode(...units)),
	fc.constantFrom('={{ 1 }}', '{"a":"\\u0000"}', '%2B+&=', '•••', '"', '\\', '\u2028'),
);
const someText = anyText.filter((text) => text.trim() !== '');
/** A text without look-alike or invisible characters, as required for order numbers and ID numbers. */
const someNumber = someText
	.map((text) =>
		text.replace(
			/[^\p{L}\p{M}\p{N}\p{P}\p{S} ]|\p{Default_Ignorable_Code_Point}|[０-９Ａ-Ｚａ-ｚ×-ӿ✕-⨯〇○◯∣Ⅹⅹ╳]/gu,
			'',
		),
	)
	.filter((text) => text.trim() !== '');

const PNG = Buffer.from('89504e470d0a1a0a', 'hex');
const JPEG = Buffer.from('ffd8ffe0', 'hex');
const EICAR = Buffer.from('EICAR-STANDARD-ANTIVIRUS-TEST-FILE');

export type FileKind = 'png' | 'jpeg' | 'other' | 'malware';
/** Where a file is: stored by n8n, in the item, or, for images in JSON, in the signer itself. */
export type FileWay = 'stored' | 'inline' | 'text' | 'dataUrl' | 'lines' | 'object';

export interface GivenImage {
	readonly kind: FileKind;
	readonly bytes: Buffer;
	readonly way: FileWay;
}

const BEGINNINGS = { png: PNG, jpeg: JPEG, other: Buffer.alloc(0), malware: EICAR };
const bytes = (maxLength: number) =>
	fc.uint8Array({ minLength: 1, maxLength }).map((array) => Buffer.from(array));

const anyImage: fc.Arbitrary<GivenImage> = fc
	.record({
		kind: fc.oneof(
			{ weight: 60, arbitrary: fc.constantFrom<FileKind>('png', 'jpeg') },
			{ weight: 1, arbitrary: fc.constantFrom<FileKind>('other', 'malware') },
		),
		rest: bytes(300),
		way: fc.constantFrom<FileWay>('stored', 'inline', 'text', 'dataUrl', 'lines', 'object'),
	})
	.map(({ kind, rest, way }) => ({ kind, way, bytes: Buffer.concat([BEGINNINGS[kind], rest]) }));

const needed = fc.option(anyImage, { freq: 60, nil: undefined });

type SignType = 1 | 2;

export interface GivenSigner {
	readonly signType: SignType;
	readonly name: string;
	readonly number: string;
	readonly country: string;
	readonly pic: GivenImage | undefined;
	readonly otherpic: GivenImage | undefined;
	readonly stamp: GivenImage | undefined;
	readonly positions: readonly GivenPosition[];
}

/** Names and numbers, some of which are in the platform's register. */
const identity = fc.oneof(
	{ weight: 30, arbitrary: fc.record({ name: someText, number: someNumber }) },
	{
		weight: 1,
		arbitrary: fc.constantFrom(
			{ name: '深圳示例科技有限公司', number: '91440300MA5EXAMPLA' },
			{ name: '深圳示例科技有限公司', number: '91310000MA1EXAMPLY' },
		),
	},
);

function anySigner(
	sizes: readonly Size[] | undefined,
	mode: 'form' | 'json',
	fewestPositions: number,
	signTypes: readonly SignType[] = [1, 2],
) {
	return fc
		.record({
			signType: fc.constantFrom<SignType>(...signTypes),
			identity,
			country: fc.constantFrom('', 'CN', 'cn', 'HK', ' us '),
			pic: needed,
			otherpic: needed,
			stamp: fc.option(anyImage, { freq: 2, nil: undefined }),
			positions: fc.array(anyPosition(sizes, mode), { minLength: fewestPositions, maxLength: 3 }),
		})
		.map(({ identity: given, ...signer }): GivenSigner => ({ ...signer, ...given }));
}

export interface GivenDocument {
	/** The pages of a PDF to be drawn, or the bytes of another file. */
	readonly content: { readonly sizes: readonly Size[] } | { readonly bytes: Buffer };
	readonly way: 'stored' | 'inline';
	/** Its extension in its name or in the option. */
	readonly format: string;
	readonly isNamed: boolean;
}

export interface GivenOrder {
	readonly mode: 'form' | 'json';
	readonly signersAs: 'value' | 'text';
	readonly encoding: 'json' | 'percentEncoded';
	readonly orderNumber: string;
	readonly subject: string;
	readonly password: string;
	readonly templateId: string | undefined;
	readonly document: GivenDocument | undefined;
	readonly signers: readonly GivenSigner[];
}

const anySizes = fc.array(
	fc.tuple(fc.integer({ min: 200, max: 2_000 }), fc.integer({ min: 200, max: 2_000 })),
	{ minLength: 1, maxLength: 4 },
);

function documentWith(sizes: readonly Size[] | undefined, text: Buffer) {
	return fc.record({
		content: fc.constant(sizes ? { sizes } : { bytes: text }),
		way: fc.constantFrom<'stored' | 'inline'>('stored', 'inline'),
		format: sizes ? fc.constantFrom('pdf', 'PDF') : fc.constantFrom('txt', 'Xml', 'csv'),
		isNamed: fc.boolean(),
	});
}

/** All templates with their signers' types, and one that doesn't exist. */
const TEMPLATES: ReadonlyArray<readonly [id: string, signTypes: readonly SignType[]]> = [
	['employment-contract', [1, 2]],
	['consent-form', [2]],
	['supply-agreement', [1, 1]],
	['none', [1]],
];

/** Signers of an order; for a template, usually matching its signers. */
function anySigners(
	template: (typeof TEMPLATES)[number] | undefined,
	sizes: readonly Size[] | undefined,
	mode: 'form' | 'json',
): fc.Arbitrary<readonly GivenSigner[]> {
	const whatever = fc.array(anySigner(sizes, mode, template ? 0 : 1), {
		minLength: 1,
		maxLength: template ? 2 : 6,
	});
	if (!template) return whatever;
	const [, signTypes] = template;
	const fitting = fc.tuple(...signTypes.map((type) => anySigner(sizes, mode, 0, [type])));
	return fc.oneof({ weight: 5, arbitrary: fitting }, { weight: 1, arbitrary: whatever });
}

/** Any order that the node sends; the platform may reject it. */
export const anyOrder: fc.Arbitrary<GivenOrder> = fc
	.record({
		mode: fc.constantFrom<'form' | 'json'>('form', 'json'),
		source: fc.constantFrom('file', 'template', 'templateWithFile'),
		template: fc.constantFrom(...TEMPLATES, ...TEMPLATES.slice(0, -1)),
		sizes: fc.option(anySizes, { freq: 3, nil: undefined }),
		text: bytes(3_000),
	})
	.chain(({ mode, source, template, sizes, text }) => {
		const chosen = source === 'file' ? undefined : template;
		const known = source === 'template' ? undefined : sizes;
		return fc.record({
			mode: fc.constant(mode),
			signersAs: fc.constantFrom<'value' | 'text'>('value', 'text'),
			encoding: fc.constantFrom<'json' | 'percentEncoded'>('json', 'percentEncoded'),
			orderNumber: someNumber,
			subject: fc.oneof(anyText, fc.string({ unit: 'grapheme', minLength: 240, maxLength: 300 })),
			password: anyText,
			templateId: fc.constant(chosen?.[0]),
			document: source === 'template' ? fc.constant(undefined) : documentWith(known, text),
			signers: anySigners(chosen, known, mode),
		});
	});
