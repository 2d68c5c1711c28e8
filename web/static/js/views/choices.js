// What the form's lists offer; they come from the server, and the form works without them.
import * as api from '../api.js';
import { language } from '../lib/catalogue.js';
import { find, make } from '../lib/dom.js';

/** @param {HTMLFormElement} form @param {{[field:string]: string}} draft */
export async function loadChoices(form, draft) {
  const [types, currencies] = await Promise.allSettled([api.businessTypes(language()), api.currencies()]);
  if (types.status === 'fulfilled') {
    offer(form, 'business_type', types.value.business_types.map(({ slug, name }) => make('option', { value: slug }, name)), draft);
  }
  if (currencies.status === 'fulfilled') {
    offer(form, 'currency', currencies.value.currencies.map(({ code, name }) => make('option', { value: code, title: name }, code)), draft);
  }
}

/** @param {HTMLFormElement} form @param {string} field @param {Node[]} options @param {{[field:string]: string}} draft */
function offer(form, field, options, draft) {
  const select = /** @type {HTMLSelectElement} */ (find(form, `#${field}`));
  const chosen = select.value || draft[field] || '';
  select.append(...options);
  select.value = chosen;
  if (select.selectedIndex < 0) select.value = '';
}
