/** The password of encrypted documents. */
export const PASSWORD = 'x';
