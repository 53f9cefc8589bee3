/**
 * What a signature's bytes are that break the standard or contradict themselves. Its message is shown to users, as the
 * rest of a sentence about the signature: "it lacks …", "its signer …".
 */
export class MalformedSignature extends Error {}

/** A signature that is made in a way that is not verified here. Its message is shown to users, like the other one's. */
export class UnsupportedSignature extends Error {}
