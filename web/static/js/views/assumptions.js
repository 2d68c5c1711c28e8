// Every assumption: its value, and where it comes from.
import { find, make, template } from '../lib/dom.js';
import { count, money, percent } from '../lib/format.js';

/** @typedef {import('../protocol.js').Financials} Financials */
/** @typedef {import('../protocol.js').Assumption} Assumption */

const SOURCES = /** @type {{[source:string]: string}} */ ({ request: 'Your answer', benchmark: 'Benchmark', market: 'Market data', estimate: 'Estimate' });

export function mountAssumptions() {
  /** @type {Financials|undefined} */ let shown;
  return (/** @type {HTMLElement} */ host, /** @type {Financials} */ financials) => {
    if (shown === financials) return;
    shown = financials;
    host.querySelector('.assumptions')?.remove();
    host.append(template('assumptions'));
    const { exact } = money(financials.currency, financials.exponent);
    find(host, '.assumptions tbody').replaceChildren(...(financials.assumptions ?? []).map(assumption => make('tr', {},
      make('th', { scope: 'row' }, assumption.label),
      make('td', { class: 'n' }, valueOf(assumption, exact)),
      make('td', {}, origin(assumption)))));
  };
}

/** @param {Assumption} assumption */
function origin({ source = '', basis }) {
  const name = SOURCES[source] ?? source;
  return source === 'request' || !basis ? name : `${name}: ${basis}`;
}

/** @param {Assumption} assumption @param {(minor: number) => string} exact */
function valueOf({ key, value, unit = '' }, exact) {
  if (typeof value !== 'number') return String(value ?? '');
  switch (unit) {
    case 'money': return exact(value);
    case 'ppm': return key === 'market.fx' ? (value / 1e6).toLocaleString('en-GB', { maximumSignificantDigits: 5 }) : percent(value / 1e6);
    case 'milli': return (value / 1000).toLocaleString('en-GB', { maximumFractionDigits: 1 });
    case 'tenths': return (value / 10).toLocaleString('en-GB', { maximumFractionDigits: 1 });
    case 'choice': return `Option ${count(value)}`;
    case '': case 'count': return count(value);
    default: return `${count(value)} ${unit}`;
  }
}
