/**
 * All that verifies signatures: it is built into a file of its own, loaded when it is first asked for, so that n8n's
 * start does not pay for it. Import it by `import('…/signatureLibrary')` alone, and types by `import type`.
 */
export { SignatureVerifier } from './signatureVerifier';
