// Every assumption: its value, where it comes from, and a form to change it.
import { count, language, named, t, tn } from '../lib/catalogue.js';
import { find, byTestId, make, show, template, write } from '../lib/dom.js';
import { money, percent } from '../lib/format.js';
import { typed, unitOf, untyped } from '../lib/assumption.js';
import { Refused } from '../client/protocol.js';

/** @typedef {import('../client/protocol.js').Financials} Financials */
/** @typedef {import('../client/protocol.js').Assumption} Assumption */
/** @typedef {(changes: {[key:string]: number}) => Promise<unknown>} Recompute */

/** @param {Recompute} recompute resolves when the new version is shown */
export function mountAssumptions(recompute) {
  /** @type {Financials|undefined} */ let shown;
  return (/** @type {HTMLElement} */ host, /** @type {Financials} */ financials) => {
    if (shown === financials) return;
    shown = financials;
    host.querySelector('.assumptions')?.remove();
    host.append(template('assumptions'));
    const assumptions = financials.assumptions ?? [];
    const { exact } = money(financials.currency, financials.exponent);
    find(host, '.assumptions tbody').replaceChildren(...assumptions.map(assumption => make('tr', { 'data-key': assumption.key, 'data-changed': assumption.changed },
      make('th', { scope: 'row', id: `al-${assumption.key}` }, assumption.label),
      make('td', { class: 'n' }, valueOf(assumption, exact)),
      make('td', {}, origin(assumption)))));
    editor(find(host, '.assumptions form'), financials, recompute);
  };
}

/**
 * Turns values into fields and back, and sends those that differ.
 * @param {HTMLFormElement} form @param {Financials} financials @param {Recompute} recompute
 */
function editor(form, financials, recompute) {
  const assumptions = financials.assumptions ?? [];
  const edit = byTestId(form, 'edit-assumptions');
  const send = /** @type {HTMLButtonElement} */ (byTestId(form, 'recompute'));
  const discard = byTestId(form, 'discard');
  const error = byTestId(form, 'assumptions-error');
  /** @type {Map<string, Field>} */ const fields = new Map();

  const open = () => {
    for (const assumption of assumptions) {
      const cell = find(form, `tr[data-key="${CSS.escape(assumption.key)}"] td`);
      const field = createField(assumption, financials, cell);
      cell.replaceChildren(...field.nodes);
      fields.set(assumption.key, field);
    }
    toggle(true);
    fields.values().next().value?.input.focus();
  };
  const close = () => {
    for (const field of fields.values()) field.restore();
    fields.clear();
    toggle(false);
    edit.focus();
  };
  /** @param {boolean} editing */
  const toggle = editing => {
    show(edit, !editing);
    for (const control of [send, discard]) show(control, editing);
    show(error, false);
  };

  /** What differs and can be sent; undefined when a field is wrong. @returns {{[key:string]: number}|undefined} */
  const read = () => {
    /** @type {{[key:string]: number}} */ const changes = {};
    let wrong = 0;
    for (const [key, field] of fields) {
      const value = field.read();
      if (value === undefined) wrong += 1;
      else if (value !== field.before) changes[key] = value;
    }
    if (wrong) refuse(tn('assumptions.errors', wrong));
    return wrong ? undefined : changes;
  };
  /** @param {string} text */
  const refuse = text => {
    write(error, text);
    show(error, true);
    const first = [...fields.values()].find(field => field.input.getAttribute('aria-invalid') === 'true');
    first?.input.focus();
  };

  edit.addEventListener('click', open);
  discard.addEventListener('click', close);
  form.addEventListener('keydown', event => {
    if (event.key === 'Escape' && fields.size) close();
  });
  form.addEventListener('submit', async event => {
    event.preventDefault();
    const changes = read();
    if (!changes) return;
    if (!Object.keys(changes).length) return close();
    send.disabled = true;
    try {
      await recompute(changes); // the new version brings a new table with it
    } catch (reason) {
      const problem = reason instanceof Refused ? reason.problem : undefined;
      for (const { field, message } of problem?.errors ?? []) fields.get(field.replace('assumptions.', ''))?.fail(message);
      refuse(problem?.errors ? t('assumptions.contradiction') : problem?.detail ?? t('shell.lost'));
    } finally {
      send.disabled = false;
    }
  });
}

/** @typedef {ReturnType<typeof createField>} Field */

/** @param {Assumption} assumption @param {Financials} financials @param {HTMLElement} cell */
function createField(assumption, { currency, exponent }, cell) {
  const { key, value, min = 0, max = 0 } = assumption;
  const unit = unitOf(assumption, currency);
  const input = /** @type {HTMLInputElement} */ (make('input', {
    class: 'input', name: key, id: `a-${key}`, inputmode: 'decimal', autocomplete: 'off', value: typed(assumption, value, exponent),
    'aria-labelledby': `al-${key}`, 'aria-describedby': `ar-${key}`,
  }));
  const [least, most] = [min, max].map(bound => typed(assumption, bound, exponent, { useGrouping: true }));
  const range = { unit, min: least ?? '', max: most ?? '' };
  const hint = t(unit ? 'assumptions.range_unit' : 'assumptions.range', range);
  const note = make('span', { class: 'hint', id: `ar-${key}` }, hint);
  const was = [...cell.childNodes];
  /** @param {string} message */
  const fail = message => {
    input.setAttribute('aria-invalid', message ? 'true' : 'false');
    note.className = message ? 'err' : 'hint';
    write(note, message || hint);
  };
  return {
    input, fail, before: value, nodes: [input, note],
    read() {
      const now = untyped(assumption, input.value, exponent);
      const good = now !== undefined && now >= min && now <= max;
      fail(good ? '' : t(unit ? 'assumptions.wrong_unit' : 'assumptions.wrong', range));
      return good ? now : undefined;
    },
    restore() { cell.replaceChildren(...was); },
  };
}

/** @param {Assumption} assumption */
function origin({ source = '', basis, changed }) {
  if (changed) return t('assumptions.changed');
  const name = named('assumptions', source) ?? source;
  if (source === 'request' || !basis) return name;
  return basis.toLowerCase().startsWith(name.toLowerCase()) ? basis : `${name}: ${basis}`;
}

/** @param {Assumption} assumption @param {(minor: number) => string} exact */
export function valueOf({ key, value, unit = '' }, exact) {
  if (typeof value !== 'number') return String(value ?? '');
  switch (unit) {
    case 'money': return exact(value);
    case 'ppm': return key === 'market.fx' ? (value / 1e6).toLocaleString(language(), { maximumSignificantDigits: 5 }) : percent(value / 1e6);
    case 'milli': return (value / 1000).toLocaleString(language(), { maximumFractionDigits: 1 });
    case 'tenths': return (value / 10).toLocaleString(language(), { maximumFractionDigits: 1 });
    case 'choice': return t('assumptions.choice', { n: count(value) });
    case 'months': return tn('months', value);
    case 'days': return tn('days', value);
    case '': case 'count': return count(value);
    default: return `${count(value)} ${unit}`;
  }
}
