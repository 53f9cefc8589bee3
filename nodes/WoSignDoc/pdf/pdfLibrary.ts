/**
 * Everything that needs the PDF library: it is bundled into a separate file, loaded on first use, so it doesn't slow
 * n8n's start. Import it only with `import('…/pdfLibrary')`, and types with `import type`.
 */
export { joinParts } from './join/joinParts';
export { readFacts } from './readFacts';
export { renderPreview } from './preview/renderPreview';
export { renderSheet } from './sheet/renderSheet';
export { fillForm } from './fill/fillForm';
