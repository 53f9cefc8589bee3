import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { drawContract } from './drawContract';
import { fields } from './workflows';

/** The files of an order, by the binary fields that the workflows take them from: the contract and the signers' pictures. */
export async function contractFiles(orderNumber: string): Promise<Map<string, File>> {
	const contract = new Uint8Array(await drawContract(orderNumber));
	const license = picture('business-license.png');
	return new Map([
		[fields.contract, new File([contract], 'contract.pdf', { type: 'application/pdf' })],
		[fields.license, license],
		[fields.identityCard, picture('identity-card.png')],
		[fields.material, license],
	]);
}

function picture(name: string): File {
	const bytes = new Uint8Array(readFileSync(join(__dirname, name)));
	return new File([bytes], name, { type: 'image/png' });
}
