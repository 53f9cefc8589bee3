import { readProfile, type FirstContact } from '../../sandbox';

/** A profile's name or the path of a first-contact.json; unset: as documented. Set by `setup/testOptions.js`. */
const LIKE = process.env['SANDBOX_LIKE'];

/** The recorded platform behavior that this run's sandboxes reproduce; undefined: as documented. */
export async function sandboxProfile(): Promise<FirstContact | undefined> {
	return LIKE ? await readProfile(LIKE) : undefined;
}

/** Whether this run's sandboxes add data after a document's signed bytes, as platforms do. */
export async function addsAfterSigning(): Promise<boolean> {
	const { securityStore = false, laterInformation = false } =
		(await sandboxProfile())?.document ?? {};
	return securityStore || laterInformation;
}
