/**
 * A signature whose bytes violate the standard or contradict themselves. Its message is shown to users, as the rest of
 * a sentence about the signature: "it lacks …", "its signer …".
 */
export class MalformedSignature extends Error {}

/** A signature that is made in an unsupported way. Its message is shown to users, in the same way. */
export class UnsupportedSignature extends Error {}
