import type { FieldRemark } from '../../pdf/fill/formFilling';
import type { Problem } from '../../protocol/errors';
import { fileTypeOf } from '../../protocol/fileType';
import { byteLength, firstBytes, wholeFile } from '../../shared/binarySource';
import type { OrderFiles } from '../../shared/fileCache';
import { parameterLabel } from '../fields/fieldLabels';
import type { FormInput } from '../input/formValues';
import type { MadeDocument } from './orderInput';

const MEGABYTE = 1_024 * 1_024;
/** While its form is filled in, a PDF takes several times its size in memory. */
const LARGEST = 50 * MEGABYTE;
const VALUES_LABEL = `${parameterLabel('options')} › ${parameterLabel('formValues')}`;

/** Fills in the PDF form of the document, which is kept in memory until the order is done. */
export async function fillDocument(
	files: OrderFiles,
	made: MadeDocument,
	{ values, flatten }: FormInput,
): Promise<MadeDocument> {
	const source = made.document?.filebase;
	if (!made.document) return refused(made, [{ where: VALUES_LABEL, message: NO_FILE }]);
	if (!source || source.kind === 'missing') return made;
	const isPdf = fileTypeOf(await firstBytes(files, source)).extension === 'pdf';
	if (!isPdf) return refused(made, [{ where: VALUES_LABEL, message: NOT_A_PDF }]);
	if (byteLength(source) > LARGEST)
		return refused(made, [{ where: VALUES_LABEL, message: TOO_LARGE }]);
	const { fillForm } = await import('../../pdf/pdfLibrary');
	const filling = await fillForm(await wholeFile(files, source), values, { flatten });
	if (filling.kind === 'refused') return refused(made, filling.problems.map(atField));
	const filebase = files.keep(filling.pdf, source);
	return {
		...made,
		document: { ...made.document, filebase },
		warnings: [
			...made.warnings,
			...filling.remarks.map((remark) => ({ code: 'formField' as const, ...atField(remark) })),
		],
	};
}

const NO_FILE = 'a template’s own document isn’t available to be filled in; provide a file';
const NOT_A_PDF = 'only a PDF has form fields to be filled in';
const TOO_LARGE = `the form of a PDF of more than ${LARGEST / MEGABYTE} MB isn’t filled in, because all of it has to be held in memory`;

/** The document stays as provided, so the rest of the order can be checked. */
function refused(made: MadeDocument, problems: readonly Problem[]): MadeDocument {
	return { ...made, problems: [...made.problems, ...problems] };
}

function atField({ field, message }: FieldRemark) {
	return { where: field === '' ? VALUES_LABEL : `${VALUES_LABEL} › ${field}`, message };
}
