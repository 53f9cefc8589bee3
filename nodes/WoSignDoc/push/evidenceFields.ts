/** The binary fields that the trigger's option Evidence File stores its files in. */
export const EVIDENCE_FIELDS = { json: 'evidence', pdf: 'evidencePdf' } as const;
