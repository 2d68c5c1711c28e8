// What this device keeps: the form as it was typed. Never a token, and nothing when storage is off.
const KEY = 'planspark.draft';

/** @returns {{[field:string]: string}} */
export function loadDraft() {
  try {
    const kept = JSON.parse(localStorage.getItem(KEY) ?? '{}');
    return kept && typeof kept === 'object' ? kept : {};
  } catch {
    return {};
  }
}

/** @param {{[field:string]: string}} fields */
export function saveDraft(fields) {
  try {
    localStorage.setItem(KEY, JSON.stringify(fields));
  } catch { /* a full or forbidden store loses a convenience, not a plan */ }
}

/** Keeps a request as the form would have it typed. @param {object} request */
export const keepRequest = request => saveDraft(Object.fromEntries(Object.entries(request).map(([field, value]) => [field, String(value)])));

export function clearDraft() {
  try {
    localStorage.removeItem(KEY);
  } catch { /* as above */ }
}
