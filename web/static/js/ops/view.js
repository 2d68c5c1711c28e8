// The page of operations: tiles, charts, tables. Every part is a function of the last snapshot.
import { mount } from '../charts/mount.js';
import { byTestId, find, icon, make, setIcon, show, template, write } from '../lib/dom.js';
import { count } from '../lib/catalogue.js';
import * as api from './api.js';
import { createActions } from './actions.js';
import { loadChart, waitChart } from './charts.js';
import { spark } from './spark.js';
import { auditRows, dayRows, failureRows, instanceTable, plainTable, providerTable } from './tables.js';
import { plural, share, span } from './words.js';

/** @typedef {import('./types.js').Ops} Ops */
/** @typedef {import('./types.js').Point} Point */
/** @typedef {import('./types.js').Span} Span */

const TONES = { ok: ['completed', 'check'], degraded: ['degraded', 'alert'], down: ['failed', 'alert'] };
const PAST = { '15m': 'the last 15 minutes', '1h': 'the last hour', '24h': 'the last day' };

/**
 * @param {HTMLElement} host
 * @param {{announce(text: string): void, refresh(): void, span(span: Span): void, signOut(): void, mayLeave: boolean}} does
 */
export function mountOps(host, does) {
  host.replaceChildren(template('ops'));
  const actions = createActions(host, does.announce, does.refresh);
  /** @type {Ops|undefined} */ let shown;
  /** @type {Span} */ let chosen = '1h';
  const panel = (/** @type {string} */ id) => find(host, `.panel[data-testid="ops-${id}"]`);
  const updates = [
    verdict(host, does.announce), ...tiles(host, () => chosen), scale(panel('scale')), stores(panel('stores')),
    instanceTable(actions, panel('pool')), providerTable(actions, panel('providers')),
    plainTable(panel('failures'), ['n l', '', '', '', 'then'], failureRows),
    plainTable(panel('days'), ['num', ...Array.from({ length: 9 }, () => 'n')], dayRows),
    plainTable(panel('audit'), ['n l', '', '', '', ''], auditRows),
    charts(host),
  ];

  for (const button of host.querySelectorAll('.seg button')) {
    button.addEventListener('click', () => {
      chosen = /** @type {Span} */ (button.getAttribute('data-span'));
      for (const other of host.querySelectorAll('.seg button')) other.setAttribute('aria-pressed', String(other === button));
      does.span(chosen);
    });
  }
  const form = /** @type {HTMLFormElement} */ (byTestId(host, 'ops-cancel'));
  form.addEventListener('submit', async event => {
    event.preventDefault();
    const field = /** @type {HTMLInputElement} */ (find(form, 'input'));
    const id = field.value.trim();
    const stopped = await actions.act(() => api.cancel(id), 'The plan was stopped.', {
      title: 'Stop this plan?', text: 'Its owner sees that an operator stopped it. Its finished sections are kept.', yes: 'Stop it',
    }, find(form, '.err'));
    if (stopped) field.value = '';
  });
  const out = byTestId(host, 'sign-out');
  show(out, does.mayLeave);
  out.addEventListener('click', does.signOut);

  return (/** @type {Ops} */ ops) => {
    shown = ops;
    for (const update of updates) update(shown);
    const own = ops.instances.find(i => i.id === ops.instance);
    write(find(host, '.ops-foot [data-part="instance"]'), `Told by ${own?.name ?? ops.instance}, ${own?.version ?? ''}`);
  };
}

/** @param {Element} host @param {(text: string) => void} announce */
function verdict(host, announce) {
  const line = byTestId(host, 'ops-verdict');
  const state = find(line, '.state');
  let said = '';
  return (/** @type {Ops} */ { verdict: v }) => {
    const [tone = '', picture = ''] = TONES[v.level];
    state.setAttribute('data-s', tone);
    line.setAttribute('data-level', v.level);
    setIcon(find(state, 'svg'), picture);
    write(find(state, 'strong'), v.title);
    write(find(line, ':scope > span:last-child'), v.detail ?? '');
    if (said && said !== v.title) announce(v.title);
    said = v.title;
  };
}

/** @param {Element} host @param {() => Span} chosen */
function tiles(host, chosen) {
  /**
   * @param {string} id @param {(ops: Ops) => [string, string]} read @param {(point: Point) => number|undefined} point
   */
  const tile = (id, read, point) => {
    const box = find(host, `.tile[data-testid="ops-${id}"]`);
    const foot = find(box, 'div');
    const name = find(box, 'h3').textContent ?? '';
    /** @type {(number|undefined)[]} */ let values = [];
    const draw = (/** @type {number} */ width) => spark(width, values, `${name} over ${PAST[chosen()]}`);
    mount([foot, draw]);
    return (/** @type {Ops} */ ops) => {
      const [value, more] = read(ops);
      write(find(box, '.v'), value);
      write(find(box, '.s'), more);
      values = ops.history.map(point);
      const width = Math.round(foot.getBoundingClientRect().width);
      if (width) foot.replaceChildren(draw(width));
    };
  };
  return [
    tile('users', o => [count(o.users.active), plural(o.users.sessions, 'session')], p => p.users),
    tile('queue', o => [count(o.queue.depth), o.queue.depth ? `oldest waits ${span(o.queue.oldest_wait_ms)}` : 'nobody waits'], p => p.queued),
    tile('running', o => [`${count(o.pool.running)} of ${count(o.pool.slots)}`, plural(o.instances.length, 'instance')], p => p.running),
    tile('cache', o => [share(o.cache.hits, o.cache.hits + o.cache.misses), `${count(o.cache.hits + o.cache.misses)} asked`], p => p.cache_asked ? p.cache_hits / p.cache_asked : undefined),
    tile('db', o => [share(o.stores.database.operations - o.stores.database.errors, o.stores.database.operations), `p95 ${span(o.stores.database.p95_ms)}`], p => p.db_asked ? 1 - p.db_errors / p.db_asked : undefined),
    tile('failures', o => [count(o.plans.failed), `of ${count(o.plans.completed + o.plans.failed)}, ${share(o.plans.failed, o.plans.completed + o.plans.failed)}`], p => p.failed),
  ];
}

/** @param {Element} panel */
function scale(panel) {
  return (/** @type {Ops} */ { scale: s }) => {
    write(find(panel, '.want b'), String(s.desired_instances));
    write(find(panel, '.want span'), `${s.desired_instances === 1 ? 'instance' : 'instances'} wanted, ${s.instances} running`);
    const text = find(panel, '.sub');
    const said = `${s.reason} Read by autoscalers at `;
    if (text.firstChild?.textContent !== said) text.replaceChildren(said, make('code', {}, '/v1/ops/scale'), '.');
  };
}

/** @param {Element} panel */
function stores(panel) {
  const list = find(panel, 'dl');
  const line = (/** @type {string} */ name) => {
    const value = make('dd');
    list.append(make('div', {}, make('dt', {}, name), value));
    return value;
  };
  const [database, redis, resumes, takeovers, eta] = ['Database', 'Redis', 'Resumes', 'Takeovers', 'ETA error'].map(line);
  /** @param {Element|undefined} place @param {boolean} up @param {string} text */
  const health = (place, up, text) => {
    if (!place || place.textContent === `${up ? 'Up' : 'Down'}${text}`) return;
    place.replaceChildren(make('span', { class: 'state', 'data-s': up ? 'completed' : 'failed' }, icon(up ? 'check' : 'alert'), make('span', {}, up ? 'Up' : 'Down')), text);
  };
  return (/** @type {Ops} */ o) => {
    const { database: db, redis: r } = o.stores;
    write(/** @type {Element} */ (database?.previousElementSibling), db.kind === 'postgres' ? 'PostgreSQL' : 'SQLite');
    health(database, db.up, ` ${db.per_second < 10 ? db.per_second.toFixed(1) : Math.round(db.per_second)} ops/s, p95 ${span(db.p95_ms)}`);
    if (r.configured) health(redis, r.up, r.up ? '' : ` at ${plural(r.instances_without, 'instance')}`);
    else if (redis) write(redis, 'not configured');
    if (resumes) write(resumes, `${count(o.plans.resumed_by_cursor)} by cursor, ${count(o.plans.resumed_by_snapshot)} by snapshot`);
    if (takeovers) write(takeovers, count(o.pool.takeovers));
    if (eta) write(eta, o.queue.eta_error_ratio === undefined ? '–' : `±${Math.round(100 * o.queue.eta_error_ratio)}%`);
  };
}

/** Charts are drawn when their numbers or their width change. @param {Element} host */
function charts(host) {
  /** @type {Ops|undefined} */ let latest;
  const drawn = /** @type {const} */ ([['load', loadChart], ['wait', waitChart]]).map(([name, chart]) => {
    const figure = find(host, `[data-chart="${name}"]`);
    let was = '';
    const draw = () => {
      const width = Math.round(figure.getBoundingClientRect().width);
      if (!latest || !width) return;
      const now = JSON.stringify(name === 'load' ? latest.first_text : latest.history.map(p => [p.wait_p50_ms, p.wait_p95_ms])) + width;
      if (now === was) return;
      was = now;
      chart(figure, latest, width);
    };
    new ResizeObserver(draw).observe(figure);
    return draw;
  });
  return (/** @type {Ops} */ ops) => {
    latest = ops;
    for (const draw of drawn) draw();
  };
}
