// A finished plan beside the form: its title, what it comes to, its cash. The figures are those of the planner's
// own example, which the page brings along; the whole of it can be read.
import { mount } from '../charts/mount.js';
import { count, t } from '../lib/catalogue.js';
import { find, show, write } from '../lib/dom.js';
import { titleOf } from '../lib/words.js';
import { keyFigures, listFigures } from './figures.js';
import { cashChart } from './plan-charts.js';

/** @typedef {{request: import('../client/protocol.js').PlanRequest, financials: import('../client/protocol.js').Financials}} Example */

/** @param {HTMLElement} sheet @returns {() => void} ends it */
export function mountExample(sheet) {
  /** @type {Example|null} */ const example = JSON.parse(document.querySelector('#example')?.textContent || 'null');
  if (!example) return () => {};
  const { request, financials } = example;
  show(sheet, true);
  const { month, units_per_month: units = 0 } = financials.break_even ?? {};
  write(find(sheet, 'h2 a'), titleOf(request));
  write(find(sheet, '.pull'), t('example.sentence', { units: count(units), unit: t('example.unit'), month: month ?? 0 }));
  const stop = mount([find(sheet, '[data-chart="cash"]'), width => cashChart(width, financials)]);
  listFigures(find(sheet, 'dl'), keyFigures(financials, request).filter(({ name }) => name === t('figures.break_even') || name === t('figures.lowest')));
  return stop;
}
