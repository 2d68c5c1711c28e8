// Values of assumptions: integers in a unit of their own, shown and typed as people write them.
import { parseAmount } from './amount.js';
import { language, t } from './catalogue.js';

/** @typedef {import('../client/protocol.js').Assumption} Assumption */

/** How many decimals of what is typed make the unit. @param {Assumption} assumption @param {number} exponent */
function digits({ key, unit = '' }, exponent) {
  switch (unit) {
    case 'money': return exponent;
    case 'ppm': return key === 'market.fx' ? 6 : 4;
    case 'milli': return 3;
    case 'tenths': return 1;
    default: return 0;
  }
}

/** What stands behind the number. @param {Assumption} assumption @param {string} currency */
export function unitOf({ key, unit = '' }, currency) {
  switch (unit) {
    case 'money': return currency;
    case 'ppm': return key === 'market.fx' ? '' : '%';
    case 'months': return t('unit.months');
    case 'days': return t('unit.days');
    default: return '';
  }
}

/** As it is typed, or with its thousands apart, as it is read. @param {Assumption} assumption @param {number} value @param {number} exponent @param {{useGrouping: boolean}} [how] */
export function typed(assumption, value, exponent, { useGrouping } = { useGrouping: false }) {
  const places = digits(assumption, exponent);
  return (value / 10 ** places).toLocaleString(language(), { useGrouping, maximumFractionDigits: places, minimumFractionDigits: assumption.unit === 'money' && value % 10 ** places ? places : 0 });
}

/** Reads what was typed. @param {Assumption} assumption @param {string} text @param {number} exponent @returns {number|undefined} undefined when it is no number in this unit */
export function untyped(assumption, text, exponent) {
  const places = digits(assumption, exponent);
  const bare = text.replace(/[%\s]/gu, '');
  // One mark with no more digits behind it than the unit has is the decimal one, as `1.085` of an exchange rate.
  const [, units = '', decimals = ''] = /^(-?\d+)[.,](\d+)$/u.exec(bare) ?? [];
  const amount = decimals && decimals.length <= places ? Number(`${units}.${decimals}`) : parseAmount(bare);
  if (amount === undefined) return undefined;
  const value = amount * 10 ** places;
  const whole = Math.round(value);
  return Math.abs(whole - value) < 1e-6 * Math.max(1, Math.abs(value)) && Number.isSafeInteger(whole) ? whole : undefined;
}
