// The figures that a reader looks for first, from the computed model.
import { count, t, tn } from '../lib/catalogue.js';
import { make } from '../lib/dom.js';
import { money, monthName, monthOf } from '../lib/format.js';

/** @typedef {import('../client/protocol.js').Financials} Financials */
/** @typedef {{name:string, value:string, note:string}} Figure */

/** Lowest cash at a month's end. @param {Financials} f @returns {{month:number, amount:number}|undefined} */
export function lowestCash({ series }) {
  const cash = numbers(series?.cash);
  if (!cash.length) return undefined;
  const amount = Math.min(...cash);
  return { amount, month: cash.indexOf(amount) + 1 };
}

/** A series of amounts, empty when it is not there. @param {unknown} series @returns {number[]} */
export const numbers = series => Array.isArray(series) ? series.filter(value => typeof value === 'number') : [];

/** What a month costs: revenue less what is left before depreciation. @param {Financials} f */
export function costs({ series }) {
  const ebitda = numbers(series?.ebitda);
  return numbers(series?.revenue).map((revenue, i) => revenue - (ebitda[i] ?? 0));
}

/** @param {Financials} f */
const openingCosts = ({ startup_costs: lines = [] }) => lines.reduce((sum, line) => sum + line.amount, 0);

/**
 * @param {Financials} f @param {import('../client/protocol.js').PlanRequest} request
 * @returns {Figure[]}
 */
export function keyFigures(f, request) {
  const { whole, major } = money(f.currency, f.exponent);
  /** @param {number} month */
  const month = month => monthName(monthOf(f.start, month));
  const figures = [];
  const opening = openingCosts(f);
  if (opening) figures.push({ name: t('figures.opening'), value: whole(opening), note: request.budget ? t('figures.of_budget', { budget: major(Number(request.budget)) }) : t('figures.before_sale') });
  const even = f.break_even?.month;
  figures.push({ name: t('figures.break_even'), value: even ? t('figures.month', { n: count(even) }) : t('figures.never'), note: even ? month(even) : t('figures.within', { months: tn('months', f.months) }) });
  const low = lowestCash(f);
  if (low) figures.push({ name: t('figures.lowest'), value: whole(low.amount), note: month(low.month) });
  const [first] = f.years ?? [];
  const result = first?.net_profit ?? first?.net;
  if (first && result !== undefined) figures.push({ name: t('figures.result', { n: 1 }), value: whole(result), note: t('figures.on_revenue', { revenue: whole(first.revenue ?? 0) }) });
  const cash = numbers(f.series?.cash);
  const last = cash.at(-1);
  if (last !== undefined) figures.push({ name: t('figures.cash', { n: cash.length }), value: whole(last), note: month(cash.length) });
  return figures;
}

/** @param {HTMLElement} list @param {Figure[]} figures @param {{notes?: boolean}} [how] */
export function listFigures(list, figures, { notes = true } = {}) {
  if (list.textContent === figures.map(({ name, value, note }) => name + value + (notes ? note : '')).join('')) return;
  list.replaceChildren(...figures.map(({ name, value, note }) => make('div', {}, make('dt', {}, name), make('dd', {}, value), ...(notes ? [make('dd', {}, note)] : []))));
}
