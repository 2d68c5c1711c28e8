// DOMPurify sets a global; this gives it a name and a type.
import '../vendor/purify.min.js';

/** @type {import('dompurify').DOMPurify} */
const DOMPurify = /** @type {any} */ (globalThis).DOMPurify;

export default DOMPurify;
