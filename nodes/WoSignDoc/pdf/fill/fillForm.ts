import {
	EncryptedPDFError,
	PDFBool,
	PDFDict,
	PDFDocument,
	PDFName,
	PDFSignature,
	waitForTick,
} from '@cantoo/pdf-lib';
import type { PDFField, PDFForm } from '@cantoo/pdf-lib';
import { otherReading } from '../oneReading';
import type { Fields } from './ownValues';
import { drawValues, fieldsToDraw, isFillable, valueOf } from './ownValues';
import { Pace } from '../file/pace';
import { writePdf } from '../writePdf';
import { FieldFonts } from './fieldFonts';
import { bringDown, fullName, inherited } from './fieldTree';
import { fillField } from './fillField';
import { flattenForm } from './flattenForm';
import type { FieldRemark, FillingOptions, FormFilling, FormValue } from './formFilling';

/** Names that are listed if one is unknown. */
const MOST_NAMES = 30;

/** Fills in the form of a PDF. If anything is wrong, all of it is reported and nothing is filled in. */
export async function fillForm(
	pdf: Uint8Array,
	values: ReadonlyMap<string, FormValue>,
	options: FillingOptions,
): Promise<FormFilling> {
	try {
		return await fill(pdf, values, options);
	} catch (error) {
		// The library throws if a form isn't what its objects say.
		const message = error instanceof EncryptedPDFError ? ENCRYPTED : UNREADABLE;
		return refused([{ field: '', message }]);
	}
}

async function fill(
	pdf: Uint8Array,
	values: ReadonlyMap<string, FormValue>,
	{ flatten }: FillingOptions,
): Promise<FormFilling> {
	const document = await PDFDocument.load(pdf, { updateMetadata: false });
	const opened = open(document);
	if (typeof opened === 'string') return refused([{ field: '', message: opened }]);
	const other = await otherReading(pdf);
	if (other !== undefined) return refused([{ field: '', message: `the PDF ${other}; ${PRINT}` }]);
	const { form, fields, remarks } = opened;
	const problems: FieldRemark[] = [];
	const fonts = new FieldFonts(document);
	const needsLook = fieldsToDraw(form, fields);
	const pace = new Pace(waitForTick);
	for (const [name, value] of values) {
		const named = fields.get(name);
		if (!named) problems.push({ field: name, message: unknown([...fields.keys()]) });
		for (const field of named ?? []) {
			await pace.step();
			const { problem, warning } = await fillField(field, value, fonts);
			if (problem !== undefined) problems.push({ field: name, message: problem });
			if (warning !== undefined) remarks.push({ field: name, message: warning });
		}
	}
	problems.push(...missing(fields, problems));
	if (problems.length > 0) return refused(problems);
	for (const [name, others] of needsLook) {
		await pace.step();
		if (!values.has(name)) remarks.push(...(await drawValues(name, others, fonts)));
	}
	form.acroForm.dict.delete(PDFName.of('NeedAppearances'));
	if (flatten) await flattenForm(document);
	await document.flush();
	return { kind: 'filled', pdf: await writePdf(document.context), remarks };
}

function refused(problems: readonly FieldRemark[]): FormFilling {
	return { kind: 'refused', problems };
}

interface OpenedForm {
	readonly form: PDFForm;
	readonly fields: Fields;
	readonly remarks: FieldRemark[];
}

/** The form of a PDF, or why it can't be filled in. */
function open(document: PDFDocument): OpenedForm | string {
	const { catalog } = document;
	if (document.isEncrypted) return ENCRYPTED;
	const dictionary = catalog.lookup(PDFName.of('AcroForm'));
	if (!(dictionary instanceof PDFDict)) return NO_FORM;
	const isXfa = dictionary.has(PDFName.of('XFA'));
	const needsRendering = catalog.lookup(PDFName.of('NeedsRendering')) === PDFBool.True;
	const form = document.getForm();
	const fields = form.getFields();
	if (fields.length === 0) return isXfa ? DYNAMIC : NO_FORM;
	if (isXfa && needsRendering) return DYNAMIC;
	const permissions = catalog.lookup(PDFName.of('Perms'));
	const isCertified = permissions instanceof PDFDict && permissions.has(PDFName.of('DocMDP'));
	if (isCertified || fields.some(isSigned)) return SIGNED;
	// Usage rights that Adobe's programs grant to the unchanged form: they would report the changed one as damaged.
	catalog.delete(PDFName.of('Perms'));
	const remarks = [
		...(isXfa ? [{ field: '', message: STATIC_XFA }] : []),
		...(dictionary.has(PDFName.of('CO')) ? [{ field: '', message: CALCULATIONS }] : []),
	];
	for (const field of fields) bringDown(field);
	return { form, fields: byName(fields), remarks };
}

function byName(fields: readonly PDFField[]): Fields {
	const named = new Map<string, PDFField[]>();
	for (const field of fields) {
		const name = fullName(field);
		named.set(name, [...(named.get(name) ?? []), field]);
	}
	return named;
}

const ENCRYPTED =
	'the PDF is encrypted, so its form can’t be filled in; use a copy without a password';
const UNREADABLE = 'the PDF is written in a way that can’t be changed here';
const PRINT = 'open it, look at it, and save it again in the program that it was made with';
const NO_FORM = "the PDF has no form fields; leave 'Form Field Values' empty";
const DYNAMIC =
	'the PDF’s form is a dynamic XFA form, which only Adobe’s programs can fill in; print it into a PDF, or make an AcroForm';
const SIGNED = 'the PDF is signed already; filling in its form would break the signature';
const STATIC_XFA =
	'the form has an XFA part, which was removed; what is filled in is the form that all viewers show';
const CALCULATIONS =
	'the form computes some fields by scripts, which don’t run here; give the values of these fields, too';

function isSigned(field: PDFField): boolean {
	return field instanceof PDFSignature && inherited(field.acroField.dict, 'V') !== undefined;
}

function unknown(names: readonly string[]): string {
	const list = names.slice(0, MOST_NAMES).map((name) => `"${name}"`);
	const others = names.length > MOST_NAMES ? ` and ${names.length - MOST_NAMES} more` : '';
	return `the form has no such field. It has ${list.join(', ')}${others}`;
}

/** Required fields without a value, neither a new one nor the form's own. */
function missing(fields: Fields, problems: readonly FieldRemark[]): FieldRemark[] {
	const known = new Set(problems.map(({ field }) => field));
	return [...fields]
		.filter(([name]) => !known.has(name))
		.filter(([, named]) =>
			named.some((field) => field.isRequired() && isFillable(field) && !valueOf(field)),
		)
		.map(([field]) => ({ field, message: 'is required by the form, and empty' }));
}
