// Figures beside the writing: they are final before the first word.
import { t } from '../lib/catalogue.js';
import { find, show, write } from '../lib/dom.js';
import { mount } from '../charts/mount.js';
import { cashChart } from './plan-charts.js';
import { keyFigures, listFigures } from './figures.js';

/** @param {HTMLElement} aside */
export function mountEarly(aside) {
  /** @type {import('../client/protocol.js').Financials|undefined} */ let drawn;
  /** @type {(() => void)|undefined} */ let stop;
  return (/** @type {import('../client/protocol.js').Financials|undefined} */ financials, /** @type {string} */ market, /** @type {import('../client/protocol.js').PlanRequest} */ request, /** @type {boolean} */ writing) => {
    // Until they are computed their room is kept, so that nothing moves when they come.
    aside.toggleAttribute('data-awaited', writing && !financials);
    show(aside, writing || Boolean(financials));
    if (!financials) return;
    write(find(aside, '.by'), market ? t('running.market_by', { read: market }) : '');
    if (financials === drawn) return;
    drawn = financials;
    listFigures(find(aside, 'dl'), keyFigures(financials, request), { notes: false });
    stop?.();
    stop = mount([find(aside, '[data-chart="cash"]'), width => cashChart(width, financials, { height: 150 })]);
  };
}
