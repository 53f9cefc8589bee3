/**
 * Everything that verifies signatures. It is bundled into a file of its own and loaded on first use, so that it does not
 * slow n8n's start. Import it only by `import('…/signatureLibrary')`, and its types by `import type`.
 */
export { SignatureVerifier } from './signatureVerifier';
export { rootReports } from './trust/rootReports';
