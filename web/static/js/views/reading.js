// How the request is understood, while there is still time to say otherwise.
import { t } from '../lib/catalogue.js';
import { byTestId, find, show, write } from '../lib/dom.js';
import { money } from '../lib/format.js';

/** @typedef {import('../api.js').Reading} Reading */

/** @param {HTMLFormElement} form */
export function mountReading(form) {
  const element = byTestId(form, 'reading');
  const instead = /** @type {HTMLButtonElement} */ (byTestId(form, 'instead'));
  const type = /** @type {HTMLSelectElement} */ (find(form, '#business_type'));
  let other = '';

  instead.addEventListener('click', () => {
    find(form, 'details').setAttribute('open', '');
    type.value = other;
    type.dispatchEvent(new Event('input', { bubbles: true }));
    type.focus();
  });
  /** @param {Reading|undefined} reading nothing while the form is not complete */
  return reading => {
    show(element, Boolean(reading));
    if (!reading) return;
    write(find(element, 'span'), t('reading.read', { business: reading.business, place: reading.place, money: ownMoney(reading) }));
    other = reading.instead?.slug ?? '';
    // A list that has not come yet has nothing to choose from.
    show(instead, [...type.options].some(option => option.value && option.value === other));
    write(instead, t('reading.instead', { business: reading.instead?.name ?? '' }));
  };
}

/** The currency, and how much of it there is to begin with. @param {Reading} reading */
function ownMoney({ currency, budget }) {
  return budget ? t('reading.budget', { amount: money(currency, 2).major(budget) }) : currency;
}
