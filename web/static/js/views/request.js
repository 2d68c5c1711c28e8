// From form fields to a request, and what is wrong with them.
import { parseAmount } from '../lib/amount.js';
import { count, named, t } from '../lib/catalogue.js';

/** @typedef {import('../client/protocol.js').PlanRequest} PlanRequest */
/** @typedef {import('../client/protocol.js').FieldError} FieldError */
/** @typedef {{[field:string]: string}} Fields */

const FIELDS = ['idea', 'location', 'budget', 'currency', 'timeline_months', 'business_type', 'locale', 'personalization', 'priority'];

/** How a field is called in the summary of errors. @param {string} field */
export const labelOf = field => named('field', field) ?? named('new', field) ?? field;

// Characters as the service counts them; a form's maxlength counts an emoji as two or more, and cuts without a word.
const LEAST = 10;
export const MOST = 2_000;

/** @param {string} [text] */
export const lengthOf = (text = '') => [...text].length;

/** @param {HTMLFormElement} form @returns {Fields} */
export function read(form) {
  const data = new FormData(form);
  return Object.fromEntries(FIELDS.map(field => [field, String(data.get(field) ?? '').trim()]));
}

/** @param {Fields} fields @returns {FieldError[]} */
export function check(fields) {
  const errors = [];
  const length = lengthOf(fields.idea);
  if (length < LEAST) errors.push({ field: 'idea', message: t('errors.idea', { least: LEAST, n: count(length) }) });
  for (const field of ['idea', 'personalization']) {
    const n = lengthOf(fields[field]);
    if (n > MOST) errors.push({ field, message: t('errors.long', { most: count(MOST), n: count(n) }) });
  }
  if (fields.budget && !((parseAmount(fields.budget) ?? 0) > 0)) errors.push({ field: 'budget', message: t('errors.budget') });
  const months = Number(fields.timeline_months || 12);
  if (!Number.isInteger(months) || months < 1 || months > 60) errors.push({ field: 'timeline_months', message: t('errors.months') });
  return errors;
}

/** Only what was filled in goes out. @param {Fields} fields @returns {PlanRequest} */
export function requestOf(fields) {
  /** @type {{[field:string]: string|number}} */ const request = {};
  for (const field of FIELDS) {
    const value = fields[field];
    if (!value) continue;
    if (field === 'budget') request[field] = parseAmount(value) ?? 0;
    else request[field] = field === 'timeline_months' ? Number(value) : value;
  }
  return /** @type {PlanRequest} */ (/** @type {unknown} */ (request));
}
