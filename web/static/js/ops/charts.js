// The two charts of operations, each with a sentence and its numbers in a table.
import { series } from '../charts/series.js';
import { make } from '../lib/dom.js';
import { bars } from './bars.js';
import { clock, span } from './words.js';

/** @typedef {import('./types.js').Ops} Ops */
/** @typedef {{title:string, p50:number|undefined, p95:number|undefined}} Row */

/** The chart, and below it its numbers; without a chart, why. @param {Element} host @param {Element|string} chart @param {string} first @param {Row[]} rows */
function put(host, chart, first, rows) {
  if (typeof chart === 'string') {
    host.replaceChildren(make('p', { class: 'sub' }, chart));
    return;
  }
  const open = host.querySelector('details')?.open ?? false;
  const head = make('tr', {}, ...[first, 'p50', 'p95'].map((text, i) => make('th', { scope: 'col', class: i ? 'n' : undefined }, text)));
  const body = rows.map(row => make('tr', {}, make('th', { scope: 'row' }, row.title), make('td', { class: 'n' }, span(row.p50)), make('td', { class: 'n' }, span(row.p95))));
  const table = make('table', {}, make('thead', {}, head), make('tbody', {}, ...body));
  host.replaceChildren(chart, make('details', { open }, make('summary', {}, 'Numbers'), make('div', { class: 'tbl', tabindex: 0, role: 'region', 'aria-label': 'Numbers of the chart' }, table)));
}

/** Short names of times for an axis. @param {number} ms */
const axis = ms => ms >= 1000 || ms === 0 ? `${ms / 1000} s` : `${ms} ms`;

/** @param {Element} host @param {Ops} ops @param {number} width */
export function loadChart(host, ops, width) {
  const known = ops.first_text.filter(l => l.p50_ms !== undefined);
  const rows = ops.first_text.map(l => ({ title: `${l.load} users, ${l.plans} ${l.plans === 1 ? 'plan' : 'plans'}`, p50: l.p50_ms, p95: l.p95_ms }));
  const sentence = `Time to the first text. ${known.map(l => `With ${l.load} users: ${span(l.p50_ms)} at the median, ${span(l.p95_ms)} at the 95th percentile.`).join(' ')}`;
  put(host, known.length ? bars(width, {
    classes: ops.first_text.map(l => ({ label: l.load, p50: l.p50_ms, p95: l.p95_ms })), label: sentence, axis, full: span, unit: 'users at once; left p50, right p95',
  }) : 'No plan was written in this time.', 'Users', rows);
}

/** @param {Element} host @param {Ops} ops @param {number} width */
export function waitChart(host, ops, width) {
  const rows = ops.history.flatMap(({ at, wait_p50_ms: p50, wait_p95_ms: p95 }) => p50 === undefined || p95 === undefined ? [] : [{ title: clock(at), p50, p95 }]);
  const every = Math.max(1, Math.ceil(rows.length / (width < 520 ? 3 : 6)));
  const sentence = `Wait in line: ${span(ops.queue.wait_p50_ms)} at the median of the whole time, at most ${span(Math.max(0, ...rows.map(row => row.p95)))} at the 95th percentile of a moment.`;
  put(host, rows.length > 1 ? series(width, {
    labels: rows.map((row, i) => i % every ? '' : row.title), titles: rows.map(row => row.title),
    lines: [{ values: rows.map(row => row.p50), cls: 'rev', name: 'p50' }, { values: rows.map(row => row.p95), cls: 'cost', name: 'p95' }],
    height: 220, label: sentence, short: axis, full: span,
  }) : 'Too few plans were started in this time to draw a line.', 'Time', rows);
}
