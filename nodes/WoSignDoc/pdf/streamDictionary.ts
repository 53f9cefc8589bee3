const OBJECTS = /\/Type\s*\/ObjStm\b/;
const CROSS_REFERENCES = /\/Type\s*\/XRef\b/;
/** Images, font programs, attachments, metadata and color profiles: never the text of a page. */
const NO_TEXT =
	/\/Subtype\s*\/(?:Image|XML|Type1C|CIDFontType0C|OpenType)\b|\/Length1\b|\/Type\s*\/(?:EmbeddedFile|Metadata)\b|\/N\s+[134]\b/;
const LENGTH = /\/Length\s+(\d{1,15})(?!\d|\s+\d+\s+R)/;

/** What must be known about a stream before it is skipped. */
export interface StreamDictionary {
	readonly holds: 'objects' | 'crossReferences' | 'perhapsText' | 'noText';
	/** Its `/Length`, unless that is another object. */
	readonly length: number | undefined;
}

/** Reads a stream's dictionary as it is written in the file, well-formed or not. */
export function readStreamDictionary(text: string): StreamDictionary {
	const length = LENGTH.exec(text)?.[1];
	return { holds: contentOf(text), length: length === undefined ? undefined : Number(length) };
}

function contentOf(text: string): StreamDictionary['holds'] {
	if (OBJECTS.test(text)) return 'objects';
	if (CROSS_REFERENCES.test(text)) return 'crossReferences';
	return NO_TEXT.test(text) ? 'noText' : 'perhapsText';
}
