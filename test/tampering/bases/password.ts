/** The password of the documents that have one. */
export const PASSWORD = 'x';
