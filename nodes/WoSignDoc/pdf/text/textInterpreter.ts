import { PDFArray, PDFDict, PDFName, PDFRawStream } from '@cantoo/pdf-lib';
import type { PDFObject } from '@cantoo/pdf-lib';
import { PDF_BOUNDS } from '../bounds';
import type { Pace } from '../file/pace';
import type { Matrix } from '../matrix';
import { IDENTITY, matrixOf, multiply } from '../matrix';
import { seenFrom } from '../pageBox';
import type { Page } from '../pageTree';
import { appearances } from './annotations';
import type { Operand, Operation } from './contentReader';
import { ContentName, ContentReader } from './contentReader';
import type { ContentSource } from './contentSource';
import { numbersOf } from './fontEntries';
import type { Fonts } from './fonts';
import { PageGlyphs } from './pageGlyphs';
import { TextState } from './textState';

/** Operations whose cost is negligible. */
const OPERATIONS_A_STEP = 64;

/** The part of a saved graphics state that affects text (ISO 32000-1, 8.4 and 9.3). */
interface GraphicsState {
	readonly matrix: Matrix;
	readonly text: TextState;
}

/** The text of a page and its positions; never throws, whatever the page's contents are. */
export async function readPageGlyphs(
	source: ContentSource,
	fonts: Fonts,
	page: Page,
	pace: Pace,
): Promise<PageGlyphs> {
	const found = new PageGlyphs();
	const interpreter = new TextInterpreter(source, fonts, found, pace);
	const contents = source.resolve(page.dictionary.get(PDFName.of('Contents')));
	const streams = contents instanceof PDFArray ? contents.asArray() : contents ? [contents] : [];
	const parts: Uint8Array[] = [];
	let length = 0;
	for (const stream of streams) {
		const part = await source.contentOf(stream);
		length += part?.length ?? 0;
		if (!part || length > PDF_BOUNDS.contentLength) {
			found.incomplete = true;
			break;
		}
		// An operator may not span two streams.
		parts.push(part, Uint8Array.of(0x0a));
	}
	const resources = source.resolve(page.inherited.get('Resources'));
	const toSeen = seenFrom(page.box);
	await interpreter.run(Buffer.concat(parts), resources, toSeen);
	for (const { form, toPage } of appearances(source, page)) {
		if (found.isFull) break;
		await interpreter.showForm(form, { matrix: multiply(toPage, toSeen), text: new TextState() });
	}
	return found;
}

class TextInterpreter {
	private state: GraphicsState = { matrix: IDENTITY, text: new TextState() };
	private saved: GraphicsState[] = [];
	/** Resources of the page, and of the nested forms being shown. */
	private readonly resources: (PDFObject | undefined)[] = [];
	private operations = 0;

	constructor(
		private readonly source: ContentSource,
		private readonly fonts: Fonts,
		private readonly found: PageGlyphs,
		private readonly pace: Pace,
	) {}

	/** Interprets contents, of a page or of a form on it, and leaves the state unchanged. */
	async run(
		content: Uint8Array,
		resources: PDFObject | undefined,
		matrix: Matrix,
		text = new TextState(),
	): Promise<void> {
		const { state, saved } = this;
		this.state = { matrix, text };
		this.saved = [];
		this.resources.push(resources);
		const reader = new ContentReader(content);
		for (
			let operation = reader.next();
			operation && !this.found.isFull;
			operation = reader.next()
		) {
			const isUnderWay = this.apply(operation);
			if (isUnderWay) await isUnderWay;
			if (++this.operations % OPERATIONS_A_STEP === 0) await this.pace.step();
		}
		this.state = state;
		this.saved = saved;
		this.resources.pop();
	}

	/** Carries out an operation; returns a promise if streams have to be read for it. */
	private apply({ operator, operands }: Operation): Promise<void> | undefined {
		const { text, matrix } = this.state;
		switch (operator) {
			case 'q':
				if (this.saved.length < PDF_BOUNDS.savedStates) this.saved.push(this.state);
				this.state = { matrix, text: text.copy() };
				return undefined;
			case 'Q':
				this.state = this.saved.pop() ?? this.state;
				return undefined;
			case 'cm':
				this.state = { text, matrix: multiply(matrixOf(operands) ?? IDENTITY, matrix) };
				return undefined;
			case 'Tf':
				return this.selectFont(operands);
			case 'Do':
				return this.show(operands[0]);
			case 'EI':
				this.found.images++;
				return undefined;
			default:
				text.apply(operator, operands, (glyph, font, toUser) =>
					this.found.add(glyph, font, multiply(toUser, matrix)),
				);
				return undefined;
		}
	}

	private async selectFont([name, size]: readonly Operand[]): Promise<void> {
		if (typeof size === 'number') this.state.text.size = size;
		this.state.text.font = await this.fonts.of(this.resource('Font', name));
	}

	/** An image is only noted; a form (ISO 32000-1, 8.10) is interpreted. */
	private async show(name: Operand | undefined): Promise<void> {
		const object = this.resource('XObject', name);
		const stream = this.source.resolve(object);
		// Images aren't kept: if something is named but missing, it is most likely one.
		if (!(stream instanceof PDFRawStream)) {
			if (object) this.found.images++;
			return;
		}
		if (stream.dict.get(PDFName.of('Subtype')) !== PDFName.of('Form')) {
			this.found.images++;
			return;
		}
		await this.showForm(stream, this.state);
	}

	/** Interprets a form with the current state. */
	async showForm(form: PDFRawStream, { matrix, text }: GraphicsState): Promise<void> {
		const isTooDeep = this.resources.length > PDF_BOUNDS.contentDepth;
		const content = isTooDeep ? undefined : await this.source.contentOf(form);
		if (!content) {
			this.found.incomplete = true;
			return;
		}
		const ownMatrix = matrixOf(numbersOf(this.source, form.dict, 'Matrix')) ?? IDENTITY;
		const resources = this.source.resolve(form.dict.get(PDFName.of('Resources')));
		await this.run(content, resources, multiply(ownMatrix, matrix), text.copy());
	}

	/** The resource that a name refers to: if a form doesn't define it, the one where the form is shown, as in readers. */
	private resource(kind: string, name: Operand | undefined): PDFObject | undefined {
		if (!(name instanceof ContentName)) return undefined;
		for (const own of this.resources.toReversed()) {
			if (!(own instanceof PDFDict)) continue;
			const named = this.source.resolve(own.get(PDFName.of(kind)));
			const found = named instanceof PDFDict ? named.get(PDFName.of(name.text)) : undefined;
			if (found) return found;
		}
		return undefined;
	}
}
