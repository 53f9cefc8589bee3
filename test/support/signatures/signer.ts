import type { CmsOptions } from './cms';
import { cms } from './cms';
import type { Identity } from './identities';
import { rsa } from './manners';

/** Makes a detached signature with an identity's key: RSA with SHA-256, unless the options say otherwise. */
export const signerOf =
	(identity: Identity, options: Partial<CmsOptions> = {}) =>
	(bytes: Buffer): Buffer =>
		cms(bytes, { identity, manner: rsa('sha256'), ...options });
