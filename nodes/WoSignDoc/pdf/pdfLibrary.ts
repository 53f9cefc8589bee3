/**
 * All that needs the PDF library: it is built into a file of its own, loaded when it is first asked for, so that
 * n8n's start does not pay for it. Import it by `import('…/pdfLibrary')` alone, and types by `import type`.
 */
export { joinParts } from './join/joinParts';
export { readFacts } from './readFacts';
export { renderPreview } from './preview/renderPreview';
export { renderSheet } from './sheet/renderSheet';
export { fillForm } from './fill/fillForm';
