// The four charts of a plan, each with a sentence and its numbers in a table.
import { crossing } from '../charts/crossing.js';
import { mount } from '../charts/mount.js';
import { series } from '../charts/series.js';
import { tornado } from '../charts/tornado.js';
import { find, make, show, template, write } from '../lib/dom.js';
import { count, money, monthName, monthOf, percent } from '../lib/format.js';
import { costs, lowestCash, numbers } from './figures.js';

/** @typedef {import('../client/protocol.js').Financials} Financials */
/** @typedef {import('../client/protocol.js').Sensitivity} Sensitivity */

const SHORT_MONTH = new Intl.DateTimeFormat('en-GB', { month: 'short', year: '2-digit', timeZone: 'UTC' });
const DRIVERS = /** @type {{[key:string]: string}} */ ({ price: 'Price', volume: 'Volume', cogs: 'Cost of goods', payroll: 'Payroll', rent: 'Rent' });

/** @param {Financials} f */
const titles = f => Array.from({ length: f.months }, (_, i) => monthName(monthOf(f.start, i + 1)));

/** Month names for an axis, as many as there is room for. @param {Financials} f @param {number} width */
function axis(f, width) {
  const every = f.months > 36 ? 12 : 6;
  return Array.from({ length: f.months }, (_, i) => {
    if (i % (width < 520 ? 12 : every)) return '';
    const month = monthOf(f.start, i + 1);
    return width < 300 ? `’${String(month.getUTCFullYear()).slice(2)}` : SHORT_MONTH.format(month).replace(/ (?=\d)/u, ' ’');
  });
}

/** @param {number} width @param {Financials} f @param {number} [height] */
export function cashChart(width, f, height = 190) {
  const { short, whole } = money(f.currency, f.exponent);
  const cash = numbers(f.series.cash);
  const low = lowestCash(f);
  const label = low ? `Cash at month end. Lowest ${whole(low.amount)} in ${monthName(monthOf(f.start, low.month))}, ${whole(cash.at(-1) ?? 0)} after ${count(cash.length)} months.` : 'Cash at month end.';
  return series(width, { labels: axis(f, width), titles: titles(f), lines: [{ values: cash, cls: 'cash', name: 'Cash' }], area: true, height, label, short, full: whole, ...(low && height > 160 && { mark: { at: low.month - 1, text: `Lowest ${whole(low.amount)}` } }) });
}

/** @param {number} width @param {Financials} f */
function flowChart(width, f) {
  const { short, whole } = money(f.currency, f.exponent);
  const revenue = numbers(f.series.revenue);
  const spent = costs(f);
  const first = revenue.findIndex((value, i) => value > (spent[i] ?? 0));
  const label = `Revenue and costs by month. ${first < 0 ? 'Revenue stays below costs' : `Revenue first passes costs in ${monthName(monthOf(f.start, first + 1))}`}; it is ${whole(revenue.at(-1) ?? 0)} in the last month, against ${whole(spent.at(-1) ?? 0)} of costs.`;
  return series(width, { labels: axis(f, width), titles: titles(f), lines: [{ values: revenue, cls: 'rev', name: 'Revenue' }, { values: spent, cls: 'cost', name: 'Costs' }], height: 240, label, short, full: whole });
}

/**
 * The two lines of the break-even chart: they cross where the model says, and costs rise with each unit by its goods.
 * @param {Financials} f
 */
export function breakEvenLines(f) {
  const { units_per_month: at = 0, revenue_per_month: revenue = 0 } = f.break_even ?? {};
  if (!(at > 0 && revenue > 0)) return undefined;
  const year = f.years?.[1] ?? f.years?.[0];
  const share = year?.revenue ? Math.min(0.95, (year.cogs ?? 0) / year.revenue) : 0;
  const price = revenue / at;
  const planned = year?.revenue ? Math.round(year.revenue / 12 / price) : undefined;
  return { at, price, share, variable: price * share, fixed: revenue * (1 - share), planned, max: Math.ceil(Math.max(at, planned ?? 0) * 1.25) };
}

/** Cash in month 24 with one driver lower or higher, the strongest first. @param {Financials} f */
export function sensitivities(f) {
  const items = (f.sensitivity ?? []).flatMap(({ key, label, cash }) => {
    if (!cash) return [];
    const { minus10: less, base, plus10: more } = cash;
    return [{ name: label ?? DRIVERS[key] ?? key, less, more, base, low: Math.min(base, less, more), high: Math.max(base, less, more) }];
  });
  return { base: items[0]?.base ?? 0, items: items.sort((a, b) => b.high - b.low - (a.high - a.low)) };
}

/** Puts the charts at the end of a section, and draws them anew when the figures change. */
export function mountCharts() {
  /** @type {Financials|undefined} */ let drawn;
  return (/** @type {HTMLElement} */ host, /** @type {Financials} */ f) => {
    if (drawn && JSON.stringify(drawn.series) === JSON.stringify(f.series)) return;
    drawn = f;
    host.querySelector('.charts')?.remove();
    host.append(template('charts'));
    const charts = find(host, '.charts');
    const at = (/** @type {string} */ name) => find(charts, `[data-chart="${name}"]`);
    mount(at('flow'), width => flowChart(width, f));
    mount(at('cash'), width => cashChart(width, f));
    evenChart(charts, at('even'), f);
    sensitivityChart(charts, at('sens'), f);
    months(charts, f);
  };
}

/** @param {HTMLElement} charts @param {HTMLElement} host @param {Financials} f */
function evenChart(charts, host, f) {
  const lines = breakEvenLines(f);
  const figure = find(charts, '#f-even');
  show(find(figure, 'details'), Boolean(lines));
  if (!lines) {
    write(find(figure, 'b'), 'Break-even: not reached');
    return write(host, 'No number of sales a month covers the costs as they are assumed here.');
  }
  const { short, whole } = money(f.currency, f.exponent);
  const { at, price, share, variable, fixed, planned, max } = lines;
  write(find(figure, 'b'), `Break-even: ${count(at)} sales a month`);
  write(find(figure, 'figcaption span'), planned ? `Year 2 plans for ${count(planned)} a month; goods take ${percent(share)} of each sale` : `Goods take ${percent(share)} of each sale`);
  const label = `Monthly revenue and costs by units sold. The lines cross at ${count(at)} units${planned ? `; the plan has ${count(planned)} in the second year` : ''}.`;
  mount(host, width => crossing(width, { max, price, fixed, variable, at, ...(planned && { planned }), short, units: count, label, xLabel: 'Units sold a month' }));
  const points = [...new Set([0, at, planned ?? at, max])].sort((a, b) => a - b);
  rows(charts, 'even', points.map(n => [count(n), whole(price * n), whole(fixed + variable * n)]));
}

/** @param {HTMLElement} charts @param {HTMLElement} host @param {Financials} f */
function sensitivityChart(charts, host, f) {
  const { short, whole } = money(f.currency, f.exponent);
  const { base, items } = sensitivities(f);
  show(find(charts, '#f-sens'), items.length > 0);
  if (!items.length) return;
  write(find(charts, '#f-sens figcaption span'), 'Cash in month 24 if one assumption is 10% lower or higher');
  const label = `Cash in month 24 when one assumption changes by ten per cent. ${items[0]?.name} matters most, ${(items.at(-1)?.name ?? '').toLowerCase()} least.`;
  mount(host, width => tornado(width, { items, base, short, label }));
  rows(charts, 'sens', items.map(({ name, less, more }) => [name, whole(less), whole(more)]));
}

/** @param {HTMLElement} charts @param {Financials} f */
function months(charts, f) {
  const { whole } = money(f.currency, f.exponent);
  const [revenue, spent, cash] = [numbers(f.series.revenue), costs(f), numbers(f.series.cash)];
  write(find(charts, '#f-cash figcaption span'), 'With the funding of this plan');
  rows(charts, 'months', titles(f).map((title, i) => [title, whole(revenue[i] ?? 0), whole(spent[i] ?? 0), whole(cash[i] ?? 0)]));
}

/** @param {HTMLElement} root @param {string} table @param {string[][]} lines */
function rows(root, table, lines) {
  find(root, `[data-table="${table}"] tbody`).replaceChildren(...lines.map(([head = '', ...cells]) =>
    make('tr', {}, make('th', { scope: 'row' }, head), ...cells.map(cell => make('td', { class: 'n' }, cell)))));
}
