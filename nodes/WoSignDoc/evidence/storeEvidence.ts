import type { BinaryHelperFunctions, IBinaryData } from 'n8n-workflow';
import type { EvidenceFiles } from './makeEvidence';

type Files<File> = Readonly<Record<'json' | 'pdf', File>>;

/** Stores both files of evidence in n8n's storage, under these names. */
export async function storeEvidence(
	helpers: Pick<BinaryHelperFunctions, 'prepareBinaryData'>,
	{ json, pdf }: EvidenceFiles,
	names: Files<string>,
): Promise<Files<IBinaryData>> {
	return {
		json: await helpers.prepareBinaryData(json, names.json, 'application/json'),
		pdf: await helpers.prepareBinaryData(pdf, names.pdf, 'application/pdf'),
	};
}
