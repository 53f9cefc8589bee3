import {
	EncryptedPDFError,
	PDFBool,
	PDFButton,
	PDFDict,
	PDFDocument,
	PDFName,
	PDFSignature,
} from '@cantoo/pdf-lib';
import type { PDFField, PDFForm } from '@cantoo/pdf-lib';
import { FieldFonts } from './fieldFonts';
import { fillField } from './fillField';
import { textOf } from './fillText';
import { flattenForm } from './flattenForm';
import type { FieldRemark, FillingOptions, FormFilling, FormValue } from './formFilling';

/** Names that are listed where one is unknown. */
const MOST_NAMES = 30;

/** Fills in the form of a PDF. If anything is wrong, all of it is reported and nothing is filled in. */
export async function fillForm(
	pdf: Uint8Array,
	values: ReadonlyMap<string, FormValue>,
	{ flatten }: FillingOptions,
): Promise<FormFilling> {
	const opened = await open(pdf);
	if (typeof opened === 'string') return refused([{ field: '', message: opened }]);
	const { document, form, remarks } = opened;
	const problems: FieldRemark[] = [];
	const fonts = new FieldFonts(document);
	const names = form.getFields().map((field) => field.getName());
	for (const [name, value] of values) {
		const field = form.getFieldMaybe(name);
		const { problem, warning } = field
			? await fillField(field, value, fonts)
			: { problem: unknown(names), warning: undefined };
		if (problem !== undefined) problems.push({ field: name, message: problem });
		if (warning !== undefined) remarks.push({ field: name, message: warning });
	}
	problems.push(...missing(form, problems));
	if (problems.length > 0) return refused(problems);
	await drawOthers(form, fonts);
	form.acroForm.dict.delete(PDFName.of('NeedAppearances'));
	if (flatten) await flattenForm(document);
	return { kind: 'filled', pdf: await document.save({ updateFieldAppearances: false }), remarks };
}

function refused(problems: readonly FieldRemark[]): FormFilling {
	return { kind: 'refused', problems };
}

interface OpenedForm {
	readonly document: PDFDocument;
	readonly form: PDFForm;
	readonly remarks: FieldRemark[];
}

/** The form of a PDF, or why it cannot be filled in. */
async function open(pdf: Uint8Array): Promise<OpenedForm | string> {
	let document: PDFDocument;
	try {
		document = await PDFDocument.load(pdf, { updateMetadata: false });
	} catch (error) {
		return error instanceof EncryptedPDFError ? ENCRYPTED : UNREADABLE;
	}
	if (document.isEncrypted) return ENCRYPTED;
	const dictionary = document.catalog.lookup(PDFName.of('AcroForm'));
	if (!(dictionary instanceof PDFDict)) return NO_FORM;
	const isXfa = dictionary.has(PDFName.of('XFA'));
	const needsRendering = document.catalog.lookup(PDFName.of('NeedsRendering')) === PDFBool.True;
	const form = document.getForm();
	const fields = form.getFields();
	if (fields.length === 0) return isXfa ? DYNAMIC : NO_FORM;
	if (isXfa && needsRendering) return DYNAMIC;
	if (fields.some(isSigned)) return SIGNED;
	const remarks = [
		...(isXfa ? [{ field: '', message: STATIC_XFA }] : []),
		...(dictionary.has(PDFName.of('CO')) ? [{ field: '', message: CALCULATIONS }] : []),
	];
	return { document, form, remarks };
}

const ENCRYPTED =
	'the PDF is encrypted, so its form can’t be filled in; use a copy without a password';
const UNREADABLE = 'the PDF is written in a way that can’t be changed here';
const NO_FORM = 'the PDF has no form fields; leave Form Field Values empty';
const DYNAMIC =
	'the PDF’s form is a dynamic XFA form, which only Adobe’s programs can fill in; print it into a PDF, or make an AcroForm';
const SIGNED = 'the PDF is signed already; filling in its form would break the signature';
const STATIC_XFA =
	'the form has an XFA part, which was removed; what is filled in is the form that all viewers show';
const CALCULATIONS =
	'the form computes some fields by scripts, which don’t run here; give the values of these fields, too';

function isSigned(field: PDFField): boolean {
	return field instanceof PDFSignature && field.acroField.dict.has(PDFName.of('V'));
}

function unknown(names: readonly string[]): string {
	const list = names.slice(0, MOST_NAMES).map((name) => `"${name}"`);
	const others = names.length > MOST_NAMES ? ` and ${names.length - MOST_NAMES} more` : '';
	return `the form has no such field. It has ${list.join(', ')}${others}`;
}

/** Required fields that have no value, neither given nor of the form's own. */
function missing(form: PDFForm, problems: readonly FieldRemark[]): FieldRemark[] {
	const known = new Set(problems.map(({ field }) => field));
	return form
		.getFields()
		.filter((field) => field.isRequired() && isFillable(field) && !hasValue(field))
		.map((field) => ({ field: field.getName(), message: 'is required by the form, and empty' }))
		.filter(({ field }) => !known.has(field));
}

function isFillable(field: PDFField): boolean {
	return !(field instanceof PDFSignature || field instanceof PDFButton);
}

function hasValue({ acroField }: PDFField): boolean {
	const value = acroField.getInheritableAttribute(PDFName.of('V'));
	const text = value?.toString() ?? '';
	return !['', '()', '<>', '<FEFF>', '/Off', '[ ]', 'null'].includes(text);
}

/** Fields that have a value but nothing that shows it: many forms leave that to the viewer. */
async function drawOthers(form: PDFForm, fonts: FieldFonts): Promise<void> {
	const all = form.acroForm.dict.lookup(PDFName.of('NeedAppearances')) === PDFBool.True;
	for (const field of form.getFields()) {
		if (!isFillable(field) || form.fieldIsDirty(field.ref)) continue;
		const lacksLook = field.acroField
			.getWidgets()
			.some((widget) => !widget.dict.has(PDFName.of('AP')));
		if (!lacksLook && !all) continue;
		const text = textOf(field.acroField.getInheritableAttribute(PDFName.of('V')));
		if (text) await fillField(field, text, fonts);
	}
}
