// The charts of a plan, each with a sentence and its numbers in a table.
import { crossing } from '../charts/crossing.js';
import { mount } from '../charts/mount.js';
import { series } from '../charts/series.js';
import { tornado } from '../charts/tornado.js';
import { count, language, named, t, tn } from '../lib/catalogue.js';
import { find, make, show, template, write } from '../lib/dom.js';
import { money, monthName, monthOf, percent } from '../lib/format.js';
import { costs, lowestCash, numbers } from './figures.js';

/** @typedef {import('../client/protocol.js').Financials} Financials */
/** @typedef {import('../client/protocol.js').Sensitivity} Sensitivity */
/** @typedef {import('../charts/series.js').Line} Line */

/** @param {Financials} f */
const titles = f => Array.from({ length: f.months }, (_, i) => monthName(monthOf(f.start, i + 1)));

/** Month names for an axis, as many as there is room for. @param {Financials} f @param {number} width */
function axis(f, width) {
  const every = width < 520 || f.months > 36 ? 12 : 6;
  const short = new Intl.DateTimeFormat(language(), { month: 'short', timeZone: 'UTC' });
  return Array.from({ length: f.months }, (_, i) => {
    if (i % every) return '';
    const month = monthOf(f.start, i + 1);
    const year = `’${String(month.getUTCFullYear()).slice(2)}`;
    return width < 300 ? year : `${short.format(month)} ${year}`;
  });
}

/** Cash in the cases beside the plan's own, the worse one first. @param {Financials} f @returns {Line[]} */
const cases = f => /** @type {const} */ (['pessimistic', 'optimistic']).map(name => ({ values: numbers(f.scenarios?.[name]?.cash), cls: 'case', name: named('case', name) ?? name })).filter(line => line.values.length > 0);

/** @param {number} width @param {Financials} f @param {{height?: number, others?: Line[]}} [how] others: lines beside the plan's */
export function cashChart(width, f, { height = 190, others = [] } = {}) {
  const { short, whole } = money(f.currency, f.exponent);
  const cash = numbers(f.series.cash);
  const low = lowestCash(f);
  const label = [low ? t('charts.cash_label', { lowest: whole(low.amount), month: monthName(monthOf(f.start, low.month)), last: whole(cash.at(-1) ?? 0), months: tn('months', cash.length) }) : `${t('charts.cash')}.`];
  const [worse, better] = others.map(line => whole(Math.min(...line.values)));
  if (worse && better) label.push(t('charts.cash_label_cases', { low: worse, high: better }));
  const mark = low && height > 160 && { at: low.month - 1, text: t('charts.lowest', { amount: whole(low.amount) }) };
  const own = { values: cash, cls: 'cash', name: t(others.length ? 'case.base' : 'charts.cash_line'), area: true };
  return series(width, { labels: axis(f, width), titles: titles(f), lines: [own, ...others], height, label: label.join(' '), short, full: whole, ...(mark && { mark }) });
}

/** @param {number} width @param {Financials} f */
function flowChart(width, f) {
  const { short, whole } = money(f.currency, f.exponent);
  const revenue = numbers(f.series.revenue);
  const spent = costs(f);
  const first = revenue.findIndex((value, i) => value > (spent[i] ?? 0));
  const last = { revenue: whole(revenue.at(-1) ?? 0), costs: whole(spent.at(-1) ?? 0) };
  const label = first < 0 ? t('charts.flow_label_never', last) : t('charts.flow_label', { ...last, month: monthName(monthOf(f.start, first + 1)) });
  return series(width, { labels: axis(f, width), titles: titles(f), lines: [{ values: revenue, cls: 'rev', name: t('charts.revenue') }, { values: spent, cls: 'cost', name: t('charts.costs') }], height: 240, label, short, full: whole });
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
    return [{ name: named('driver', key) ?? label ?? key, less, more, base, low: Math.min(base, less, more), high: Math.max(base, less, more) }];
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
    const others = cases(f);
    write(find(charts, '#f-cash b'), t(others.length ? 'charts.cash_cases' : 'charts.cash'));
    months(charts, f, others);
    mount(
      [at('flow'), width => flowChart(width, f)],
      [at('cash'), width => cashChart(width, f, { height: others.length ? 260 : 190, others })],
      ...evenChart(charts, at('even'), f),
      ...sensitivityChart(charts, at('sens'), f),
    );
  };
}

/** @param {HTMLElement} charts @param {HTMLElement} host @param {Financials} f @returns {import('../charts/mount.js').Chart[]} none when it never breaks even */
function evenChart(charts, host, f) {
  const lines = breakEvenLines(f);
  const figure = find(charts, '#f-even');
  show(find(figure, 'details'), Boolean(lines));
  if (!lines) {
    write(find(figure, 'b'), t('charts.even_never'));
    write(host, t('charts.even_never_text'));
    return [];
  }
  const { short, whole } = money(f.currency, f.exponent);
  const { at, price, share, variable, fixed, planned, max } = lines;
  const n = count(at);
  write(find(figure, 'b'), t('charts.even', { n }));
  write(find(figure, 'figcaption span'), planned ? t('charts.even_note_planned', { n: count(planned), share: percent(share) }) : t('charts.even_note', { share: percent(share) }));
  const label = planned ? t('charts.even_label_planned', { n, planned: count(planned) }) : t('charts.even_label', { n });
  const points = [...new Set([0, at, planned ?? at, max])].sort((a, b) => a - b);
  rows(charts, 'even', points.map(n => [count(n), whole(price * n), whole(fixed + variable * n)]));
  return [[host, width => crossing(width, {
    max, price, fixed, variable, at: { n: at, text: t('charts.even_mark', { n }) }, ...(planned && { planned: { n: planned, text: t('charts.even_plan', { n: count(planned) }) } }),
    short, units: count, label, names: [t('charts.revenue'), t('charts.costs')], xLabel: t('charts.even_axis'),
  })]];
}

/** @param {HTMLElement} charts @param {HTMLElement} host @param {Financials} f @returns {import('../charts/mount.js').Chart[]} none when nothing was varied */
function sensitivityChart(charts, host, f) {
  const { short, whole } = money(f.currency, f.exponent);
  const { base, items } = sensitivities(f);
  show(find(charts, '#f-sens'), items.length > 0);
  const [most, least] = [items[0]?.name, items.at(-1)?.name.toLowerCase()];
  if (!most || !least) return [];
  write(find(charts, '#f-sens figcaption span'), t('charts.sens_note'));
  const label = t('charts.sens_label', { most, least });
  rows(charts, 'sens', items.map(({ name, less, more }) => [name, whole(less), whole(more)]));
  return [[host, width => tornado(width, { items, base: { value: base, text: t('charts.even_plan', { n: short(base) }) }, short, label })]];
}

/** @param {HTMLElement} charts @param {Financials} f @param {Line[]} others */
function months(charts, f, others) {
  const { whole } = money(f.currency, f.exponent);
  const columns = [numbers(f.series.revenue), costs(f), numbers(f.series.cash), ...others.map(line => line.values)];
  rows(charts, 'months', titles(f).map((title, i) => [title, ...columns.map(values => whole(values[i] ?? 0))]));
}

/** @param {HTMLElement} root @param {string} table @param {string[][]} lines */
function rows(root, table, lines) {
  find(root, `[data-table="${table}"] tbody`).replaceChildren(...lines.map(([head = '', ...cells]) =>
    make('tr', {}, make('th', { scope: 'row' }, head), ...cells.map(cell => make('td', { class: 'n' }, cell)))));
}
