// Proof: is the text at hand the one that the server finished?

/**
 * Checks text against the figures of a terminal event.
 * @param {string} text @param {{chars?:number, sha256?:string}} said
 * @returns {Promise<boolean|undefined>} undefined when there is nothing to check with (no figures, no secure context)
 */
export async function prove(text, { chars, sha256 }) {
  const subtle = globalThis.crypto?.subtle;
  if (!sha256 || !subtle) return undefined;
  const sum = new Uint8Array(await subtle.digest('SHA-256', new TextEncoder().encode(text)));
  const hex = Array.from(sum, byte => byte.toString(16).padStart(2, '0')).join('');
  return hex === sha256 && (chars === undefined || [...text].length === chars);
}
