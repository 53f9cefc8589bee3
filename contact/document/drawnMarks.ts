import { PDFArray, PDFDict, PDFName, PDFRawStream, PDFRef } from '@cantoo/pdf-lib';
import type { PDFObject } from '@cantoo/pdf-lib';
import { PDF_BOUNDS } from '../../nodes/WoSignDoc/pdf/bounds';
import type { Pace } from '../../nodes/WoSignDoc/pdf/file/pace';
import type { Matrix } from '../../nodes/WoSignDoc/pdf/matrix';
import { IDENTITY, matrixOf, multiply, transform } from '../../nodes/WoSignDoc/pdf/matrix';
import { seenFrom } from '../../nodes/WoSignDoc/pdf/pageBox';
import type { Page } from '../../nodes/WoSignDoc/pdf/pageTree';
import { appearances } from '../../nodes/WoSignDoc/pdf/text/annotations';
import type { Operand, Operation } from '../../nodes/WoSignDoc/pdf/text/contentReader';
import { ContentName, ContentReader } from '../../nodes/WoSignDoc/pdf/text/contentReader';
import type { ContentSource } from '../../nodes/WoSignDoc/pdf/text/contentSource';
import { numbersOf } from '../../nodes/WoSignDoc/pdf/text/fontEntries';
import type { Rectangle } from './readings';
import { moved } from './readings';

/** Something drawn on a page: an image, a painted path, or a character. */
export interface Mark extends Rectangle {
	/** The same for marks that look the same, regardless of their position. */
	readonly look: string;
}

/** Maximum number of paths and images kept per page. */
const MOST_MARKS = 20_000;
const OPERATIONS_A_STEP = 64;
const UNIT: Rectangle = { left: 0, bottom: 0, right: 1, top: 1 };
const PAINTING = new Set(['S', 's', 'f', 'F', 'f*', 'B', 'B*', 'b', 'b*']);

/**
 * The paths and images of a page and of its annotations' appearances, in points on the displayed page; undefined if
 * something could not be read, or there was too much. Clipping and covering are ignored.
 */
export async function readMarks(
	source: ContentSource,
	page: Page,
	pace: Pace,
): Promise<Mark[] | undefined> {
	const reader = new MarkReader(source, pace);
	const toSeen = seenFrom(page.box);
	const contents = source.resolve(page.dictionary.get(PDFName.of('Contents')));
	const streams = contents instanceof PDFArray ? contents.asArray() : contents ? [contents] : [];
	const parts: Uint8Array[] = [];
	for (const stream of streams) {
		const part = await source.contentOf(stream);
		if (!part) return undefined;
		// An operator can't span two streams.
		parts.push(part, Uint8Array.of(0x0a));
	}
	await reader.run(Buffer.concat(parts), page.inherited.get('Resources'), toSeen);
	for (const { form, toPage } of appearances(source, page))
		await reader.showForm(form, multiply(toPage, toSeen));
	return reader.isWhole ? reader.marks : undefined;
}

class MarkReader {
	readonly marks: Mark[] = [];
	isWhole = true;
	private matrix: Matrix = IDENTITY;
	private saved: Matrix[] = [];
	private path: (readonly [number, number])[] = [];
	private readonly resources: (PDFObject | undefined)[] = [];
	private operations = 0;

	constructor(
		private readonly source: ContentSource,
		private readonly pace: Pace,
	) {}

	/** Reads the contents of a page or of a form on it, and restores the state. */
	async run(content: Uint8Array, resources: PDFObject | undefined, matrix: Matrix): Promise<void> {
		const before = [this.matrix, this.saved] as const;
		[this.matrix, this.saved, this.path] = [matrix, [], []];
		this.resources.push(this.source.resolve(resources));
		const reader = new ContentReader(content);
		for (let next = reader.next(); next && this.isWhole; next = reader.next()) {
			if (next.operator === 'Do') await this.show(next.operands[0]);
			else this.apply(next);
			if (++this.operations % OPERATIONS_A_STEP === 0) await this.pace.step();
		}
		this.resources.pop();
		[this.matrix, this.saved] = before;
	}

	/** Reads a form (ISO 32000-1, 8.10). */
	async showForm(form: PDFRawStream, matrix: Matrix): Promise<void> {
		const isTooDeep = this.resources.length > PDF_BOUNDS.contentDepth;
		const content = isTooDeep ? undefined : await this.source.contentOf(form);
		if (!content) {
			this.isWhole = false;
			return;
		}
		const own = matrixOf(numbersOf(this.source, form.dict, 'Matrix')) ?? IDENTITY;
		await this.run(content, form.dict.get(PDFName.of('Resources')), multiply(own, matrix));
	}

	private apply({ operator, operands }: Operation): void {
		if (operator === 'q') {
			if (this.saved.length < PDF_BOUNDS.savedStates) this.saved.push(this.matrix);
		} else if (operator === 'Q') this.matrix = this.saved.pop() ?? this.matrix;
		else if (operator === 'cm') this.matrix = multiply(matrixOf(operands) ?? IDENTITY, this.matrix);
		else if (operator === 'EI') this.add('image', moved(UNIT, this.matrix));
		else if (PAINTING.has(operator)) this.paint();
		else if (operator === 'n') this.path = [];
		else
			this.extendPath(
				operator,
				operands.filter((one) => typeof one === 'number'),
			);
	}

	private extendPath(operator: string, numbers: readonly number[]): void {
		if (operator === 're') {
			const [x = 0, y = 0, width = 0, height = 0] = numbers;
			this.addPoints([x, y, x + width, y, x, y + height, x + width, y + height]);
		} else if (['m', 'l', 'c', 'v', 'y'].includes(operator)) this.addPoints(numbers);
	}

	private addPoints(numbers: readonly number[]): void {
		for (let index = 0; index + 1 < numbers.length; index += 2) {
			const point = transform(this.matrix, numbers[index] ?? 0, numbers[index + 1] ?? 0);
			this.path = [...boundsOf(this.path), point];
		}
	}

	private paint(): void {
		const [[left, bottom] = [], [right, top] = []] = boundsOf(this.path);
		this.path = [];
		if (left === undefined || bottom === undefined) return;
		const area = { left, bottom, right: right ?? left, top: top ?? bottom };
		const size = [area.right - area.left, area.top - area.bottom].map(Math.round).join('x');
		this.add(`path ${size}`, area);
	}

	/** Adds an image, or an object that wasn't kept, which is most likely one; reads a form. */
	private async show(name: Operand | undefined): Promise<void> {
		const object = this.named(name);
		const stream = this.source.resolve(object);
		const isForm =
			stream instanceof PDFRawStream &&
			stream.dict.get(PDFName.of('Subtype')) === PDFName.of('Form');
		if (isForm) await this.showForm(stream, this.matrix);
		else if (object) {
			const look = object instanceof PDFRef ? `image ${object.objectNumber}` : 'image';
			this.add(look, moved(UNIT, this.matrix));
		}
	}

	private named(name: Operand | undefined): PDFObject | undefined {
		if (!(name instanceof ContentName)) return undefined;
		for (const own of this.resources.toReversed()) {
			if (!(own instanceof PDFDict)) continue;
			const objects = this.source.resolve(own.get(PDFName.of('XObject')));
			const found = objects instanceof PDFDict ? objects.get(PDFName.of(name.text)) : undefined;
			if (found) return found;
		}
		return undefined;
	}

	private add(look: string, area: Rectangle): void {
		if (this.marks.length >= MOST_MARKS) this.isWhole = false;
		else if (Object.values(area).every(Number.isFinite)) this.marks.push({ look, ...area });
	}
}

/** The bounding box of points; undefined if there are none. */
function boundsOf(points: readonly (readonly [number, number])[]) {
	if (points.length === 0) return [];
	const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)];
	const corners: [number, number][] = [
		[Math.min(...xs), Math.min(...ys)],
		[Math.max(...xs), Math.max(...ys)],
	];
	return corners;
}
