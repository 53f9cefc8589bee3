/**
 * Where the vendor's document is silent or contradicts itself, how this platform behaves. What is left out is as the
 * document has it.
 */
export interface Behavior {
	/** Which requests it reads; others get -63. Default: both. */
	reads?: 'json' | 'percentEncoded' | undefined;
}
