// What the PDF library's `setTimeout` becomes when it is bundled: n8n allows community nodes only its own `sleep`.
import { sleep } from 'n8n-workflow';

/**
 * @param {() => void} callback
 * @param {number} milliseconds
 */
export const setTimeout = (callback, milliseconds) => void sleep(milliseconds).then(callback);
