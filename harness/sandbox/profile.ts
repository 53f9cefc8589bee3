import { readProfile, type FirstContact } from '../../sandbox';

/** A profile's name, or the path of a first-contact.json; unset: as documented. Set by `setup/testOptions.js`. */
const LIKE = process.env['SANDBOX_LIKE'];

/** What a platform was seen to do that the sandboxes of this run are to do; undefined for the documented behavior. */
export async function sandboxProfile(): Promise<FirstContact | undefined> {
	return LIKE ? await readProfile(LIKE) : undefined;
}

/** Whether the sandboxes of this run write something behind the signed bytes of a document, as platforms do. */
export async function addsAfterSigning(): Promise<boolean> {
	const { securityStore = false, laterInformation = false } =
		(await sandboxProfile())?.document ?? {};
	return securityStore || laterInformation;
}
