/**
 * Everything that verifies signatures. It is bundled into a separate file and loaded on first use, so it doesn't slow
 * n8n's start. Import it only with `import('…/signatureLibrary')`, and its types with `import type`.
 */
export { SignatureVerifier } from './signatureVerifier';
export { rootReports } from './trust/rootReports';
