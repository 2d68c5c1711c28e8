// The list of own plans, newest first.
import { ask } from '../lib/ask.js';
import { byTestId, find, icon, make, show } from '../lib/dom.js';
import { count, money, ordinal, plural, when } from '../lib/format.js';
import { titleOf } from '../lib/words.js';
import { isTerminal } from '../client/protocol.js';
import { titleOf as sectionTitle } from '../client/fold.js';

/** @typedef {import('../client/protocol.js').Snapshot} Snapshot */

const REFRESH_MS = 5_000;

/** @param {HTMLElement} section @param {import('../main.js').Actions} actions */
export function mountPlans(section, actions) {
  const list = byTestId(section, 'plan-list');
  const more = byTestId(section, 'more-plans');
  /** @type {Snapshot[]|undefined} */ let shown;
  const yours = byTestId(section, 'yours');
  more.addEventListener('click', () => actions.morePlans(true));
  byTestId(section, 'erase-all').addEventListener('click', async () => {
    if (await ask(/** @type {HTMLDialogElement} */ (find(section, 'dialog')))) actions.eraseAll();
  });
  actions.refreshPlans();
  const timer = setInterval(() => {
    if (!document.hidden && shown?.some(plan => !isTerminal(plan.state))) actions.refreshPlans();
  }, REFRESH_MS);
  return {
    /** @param {import('../state.js').State} state */
    update({ plans, olderPlans }) {
      show(more, Boolean(olderPlans));
      if (plans === shown || !plans) return;
      shown = plans;
      show(find(section, '.none'), plans.length === 0);
      show(list, plans.length > 0);
      show(yours, plans.length > 0);
      const focused = document.activeElement instanceof HTMLAnchorElement && list.contains(document.activeElement) ? document.activeElement.getAttribute('href') : '';
      list.replaceChildren(...plans.map(planItem));
      if (focused) list.querySelector(/** @type {'a'} */ (`a[href="${CSS.escape(focused)}"]`))?.focus();
    },
    stop: () => clearInterval(timer),
  };
}

/** One line of a list of plans. @param {Snapshot} plan */
export function planItem(plan) {
  const { id, state, degraded, created_at: at } = plan;
  const details = make('span', { class: 'sub' });
  if (at) details.append(make('time', { datetime: at }, when(at)));
  const rest = about(plan);
  if (rest) details.append(at ? ` · ${rest}` : rest);
  return make('li', { 'data-state': state, 'data-generation': id, 'data-degraded': degraded }, make('a', { href: `/g/${id}` }, titleOf(plan.request)), details, stateOf(plan));
}

/** @param {Snapshot} plan */
function about({ state, sections, request, stage }) {
  const done = sections.filter(section => section.complete).length;
  const budget = request.budget && request.currency ? money(request.currency, 2).major(Number(request.budget)) : '';
  switch (state) {
    case 'running': return stage ? `Writing ${sectionTitle(stage)}` : '';
    case 'failed': case 'cancelled': return done ? `${plural(done, 'section')} kept` : '';
    case 'completed': return [done ? plural(done, 'section') : '', budget].filter(Boolean).join(' · ');
    default: return budget;
  }
}

/** @param {Snapshot} plan */
function stateOf({ state, degraded, percent, position, request }) {
  if (state === 'running') {
    const fill = make('i');
    fill.style.setProperty('--f', String(percent / 100));
    const value = Math.floor(percent);
    const bar = make('span', { class: 'mini', role: 'progressbar', 'aria-label': titleOf(request), 'aria-valuemin': 0, 'aria-valuemax': 100, 'aria-valuenow': value }, fill);
    return make('span', { class: 'state', 'data-s': 'running' }, bar, make('span', { class: 'num' }, `${count(value)}%`));
  }
  const [name, shape, text] = /** @type {{[state:string]: [string, string, string]}} */ ({
    queued: ['queued', 'wait', position ? `${ordinal(position)} in line` : 'In line'],
    completed: degraded ? ['degraded', 'info', 'Ready, partly built-in'] : ['completed', 'check', 'Ready'],
    failed: ['failed', 'alert', 'Failed'],
    cancelled: ['cancelled', 'stop', 'Stopped'],
  })[state] ?? ['', 'info', state];
  return make('span', { class: 'state', 'data-s': name }, icon(shape), text);
}
