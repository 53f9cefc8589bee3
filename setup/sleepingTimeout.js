// Replaces `setTimeout` in the bundled PDF library, because n8n only allows community nodes to use its own `sleep`.
import { sleep } from 'n8n-workflow';

/**
 * @param {() => void} callback
 * @param {number} milliseconds
 */
export const setTimeout = (callback, milliseconds) => void sleep(milliseconds).then(callback);
