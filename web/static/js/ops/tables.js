// The tables of operations. Rows are kept by their key and changed in place, so that focus and selections live.
import { find, icon, make, setAttributes, setIcon, show, write } from '../lib/dom.js';
import { count } from '../lib/catalogue.js';
import { el } from '../charts/svg.js';
import * as api from './api.js';
import { actionName, clockUTC, megabytes, plural, providerName, share, shortID, span, tokens } from './words.js';

/** @typedef {import('./types.js').Ops} Ops */
/** @typedef {import('./types.js').Instance} Instance */
/** @typedef {import('./types.js').Provider} Provider */
/** @typedef {import('./actions.js').Actions} Actions */

/**
 * @template T
 * @param {Element} body @param {T[]} items @param {(item: T) => string} key
 * @param {(item: T) => HTMLElement} build @param {(row: HTMLElement, item: T) => void} fill
 */
function rows(body, items, key, build, fill) {
  const old = new Map([...body.children].map(row => [row.getAttribute('data-key'), /** @type {HTMLElement} */ (row)]));
  items.forEach((item, i) => {
    const name = key(item);
    const row = old.get(name) ?? build(item);
    old.delete(name);
    row.setAttribute('data-key', name);
    fill(row, item);
    if (body.children[i] !== row) body.insertBefore(row, body.children[i] ?? null);
  });
  for (const row of old.values()) row.remove();
}

/** @param {string} name of the icon */
const stateWord = name => make('span', { class: 'state' }, icon(name), make('span'));

/** @param {Element} state @param {string} tone @param {string} picture @param {string} text */
function say(state, tone, picture, text) {
  state.setAttribute('data-s', tone);
  setIcon(find(state, 'svg'), picture);
  write(find(state, 'span'), text);
}

/** @param {Instance} i @returns {[string, string, string]} */
function instanceState(i) {
  switch (i.state) {
    case 'draining': return ['degraded', 'clock', i.leaves_at ? `Draining, ${Math.max(0, Math.round((Date.parse(i.leaves_at) - Date.now()) / 1000))} s left` : 'Draining'];
    case 'unready': return ['failed', 'alert', 'Without its database'];
    case 'silent': return ['failed', 'alert', `Silent for ${span(i.heard_ms)}`];
    default: return ['completed', 'check', 'Serving'];
  }
}

/** @param {Actions} actions @param {Element} panel */
export function instanceTable(actions, panel) {
  const body = find(panel, 'tbody');

  /** @param {Instance} i */
  const build = i => {
    const meter = make('span', { class: 'bar', role: 'meter', 'aria-label': `Slots in use on ${i.name}`, 'aria-valuemin': 0 });
    const svg = el('svg', { viewBox: '0 0 100 8', preserveAspectRatio: 'none', 'aria-hidden': 'true' });
    svg.append(el('rect', { x: 0, y: 0, width: 0, height: 8 }));
    meter.append(svg);
    const row = make('tr', { 'data-instance': i.id },
      make('th', { scope: 'row', title: i.id }, i.name),
      make('td', {}, make('span', { class: 'slots' }, meter, make('span', { class: 'num' }), step(i, -1), step(i, 1))),
      make('td', { class: 'n' }), make('td', { class: 'n' }), make('td', { class: 'n' }),
      make('td', {}, stateWord('check')),
      make('td', { class: 'acts' }, drainButton(i)));
    return row;
  };

  /** @param {Instance} i @param {number} by */
  const step = (i, by) => {
    const button = make('button', { class: 'step', type: 'button', 'aria-label': `${by < 0 ? 'One worker fewer' : 'One worker more'} on ${i.name}` }, by < 0 ? '−' : '+');
    button.addEventListener('click', () => {
      const wanted = Number(button.dataset.slots) + by;
      if (wanted < 1) return;
      for (const each of button.parentElement?.querySelectorAll('.step') ?? []) each.setAttribute('data-slots', String(wanted));
      actions.act(() => api.setWorkers(i.id, wanted), `${i.name} is to have ${plural(wanted, 'worker')}.`);
    });
    return button;
  };

  /** @param {Instance} i */
  const drainButton = i => {
    const button = make('button', { class: 'btn btn-quiet', type: 'button', 'aria-label': `Drain ${i.name}` }, 'Drain');
    button.addEventListener('click', () => actions.act(() => api.drain(i.id), `${i.name} is leaving.`, {
      title: `Take ${i.name} out of service?`, yes: 'Drain it',
      text: 'Its clients move to other instances and its plans go on there. The process ends; what started it may start it again.',
    }));
    return button;
  };

  /** @param {HTMLElement} row @param {Instance} i */
  const fill = (row, i) => {
    const cells = row.querySelectorAll('td');
    const meter = find(row, '.bar');
    setAttributes(meter, { 'aria-valuemax': Math.max(i.slots, 1), 'aria-valuenow': Math.min(i.running, Math.max(i.slots, 1)) });
    find(meter, 'rect').setAttribute('width', String(100 * Math.min(1, i.running / Math.max(i.slots, 1))));
    write(find(row, '.num'), `${i.running} of ${i.slots}`);
    const gone = i.state !== 'serving';
    for (const button of row.querySelectorAll('.step')) {
      if (!button.matches(':focus') || button.getAttribute('data-slots') === null) button.setAttribute('data-slots', String(i.slots));
      show(button, !gone);
    }
    write(/** @type {Element} */ (cells[1]), count(i.sessions));
    write(/** @type {Element} */ (cells[2]), count(i.watches));
    write(/** @type {Element} */ (cells[3]), megabytes(i.memory_bytes));
    say(find(row, '.state'), ...instanceState(i));
    show(find(row, '.acts button'), !gone);
  };

  return (/** @type {Ops} */ ops) => rows(body, ops.instances, i => i.id, build, fill);
}

/** @param {Provider} p @returns {[string, string, string]} */
function breakerState(p) {
  if (p.paused) return ['degraded', 'stop', 'Paused'];
  if (p.name === 'offline') return ['completed', 'check', 'Always on'];
  if (p.rejected) return ['failed', 'alert', 'Key or model not accepted'];
  switch (p.breaker) {
    case 'open': return ['failed', 'alert', 'Open'];
    case 'half_open': return ['degraded', 'clock', 'Trying'];
    default: return ['completed', 'check', 'Closed'];
  }
}

/** @param {Actions} actions @param {Element} panel */
export function providerTable(actions, panel) {
  const body = find(panel, 'tbody');

  /** @param {Provider} p */
  const build = p => {
    const button = make('button', { class: 'btn btn-quiet', type: 'button' });
    button.addEventListener('click', () => {
      const paused = button.dataset.paused !== 'true';
      const name = providerName(p.name);
      actions.act(() => api.pause(p.name, paused), paused ? `${name} is paused.` : `${name} may be asked again.`, paused ? {
        title: `Pause ${name}?`, yes: 'Pause it', text: 'No instance asks it any more until it is resumed; the next provider in the chain writes instead.',
      } : undefined);
    });
    return make('tr', { 'data-provider': p.name }, make('th', { scope: 'row' }, providerName(p.name)), make('td', {}, stateWord('check'), make('span', { class: 'why', hidden: true })),
      ...Array.from({ length: 5 }, () => make('td', { class: 'n' })), make('td', { class: 'acts' }, ...(p.name === 'offline' ? [] : [button])));
  };

  /** @param {HTMLElement} row @param {Provider} p */
  const fill = (row, p) => {
    const cells = [...row.querySelectorAll('td.n')];
    const offline = p.name === 'offline';
    say(find(row, '.state'), ...breakerState(p));
    const why = find(row, '.why');
    show(why, p.breaker !== 'closed' && !!p.fault);
    write(why, p.fault ?? '');
    [
      share(p.calls - p.failed, p.calls), span(p.p50_ms), span(p.p95_ms),
      p.rpm ? `${p.rpm_used ?? 0} of ${p.rpm} rpm` : 'none', offline ? 'none' : tokens(p.tokens_in + p.tokens_out),
    ].forEach((text, i) => write(/** @type {Element} */ (cells[i]), text));
    const button = row.querySelector('button');
    if (!button) return;
    button.dataset.paused = String(p.paused);
    write(button, p.paused ? 'Resume' : 'Pause');
    button.setAttribute('aria-label', `${p.paused ? 'Resume' : 'Pause'} ${providerName(p.name)}`);
  };

  return (/** @type {Ops} */ ops) => rows(body, ops.providers, p => p.name, build, fill);
}

/** A table that is read only: rows of texts, each cell with its class. @param {Element} panel @param {string[]} classes @param {(ops: Ops) => {key:string, cells:(string|Node)[]}[]} read */
export function plainTable(panel, classes, read) {
  const body = find(panel, 'tbody');
  const none = panel.querySelector('[data-part="none"]');
  return (/** @type {Ops} */ ops) => {
    const items = read(ops);
    if (none) {
      show(none, items.length === 0);
      show(find(panel, '.tbl'), items.length > 0);
    }
    rows(body, items, item => item.key, item => make('tr', {}, ...item.cells.map((_, i) => make('td', { class: classes[i] || undefined }))), (row, item) => {
      item.cells.forEach((cell, i) => {
        const place = /** @type {Element} */ (row.children[i]);
        if (typeof cell === 'string') write(place, cell);
        else if (place.textContent !== cell.textContent) place.replaceChildren(cell);
      });
    });
  };
}

/** @param {string} iso */
const time = iso => make('time', { datetime: iso }, clockUTC(iso));

/** @param {Ops} ops */
export const failureRows = ops => ops.failures.map(f => ({
  key: `${f.at} ${f.what} ${f.generation ?? ''} ${f.code}`,
  cells: [time(f.at), f.generation ? `${f.what} ${shortID(f.generation)}` : f.what, make('code', {}, f.code), f.provider ? providerName(f.provider) : '', f.instance ? `${f.then} (${f.instance})` : f.then],
}));

/** @param {Ops} ops */
export const dayRows = ops => ops.days.map(d => ({
  key: d.date,
  cells: [d.date, count(d.accepted), span(d.first_text_p50_ms), span(d.first_text_p95_ms), count(d.completed), share(d.degraded, d.completed), share(d.failed, d.completed + d.failed), share(d.cancelled, d.accepted), share(d.unseen, d.completed + d.failed), count(d.resumed)],
}));

/** @param {Ops} ops */
export const auditRows = ops => ops.audit.map(a => ({
  key: `${a.at} ${a.action} ${a.target}`, cells: [time(a.at), a.actor, actionName(a.action), targetName(a.target, ops), a.outcome],
}));

/** Instances by their names, ids shortened. @param {string} target @param {Ops} ops */
function targetName(target, ops) {
  const [id = '', ...rest] = target.split(' ');
  const known = ops.instances.find(i => i.id === id);
  return [known?.name ?? shortID(id), ...rest].join(' ');
}
