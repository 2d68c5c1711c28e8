// The list of own plans, newest first; those under way show how far they are.
import { t, tn } from '../lib/catalogue.js';
import { ask } from '../lib/ask.js';
import { byTestId, find, icon, make, show } from '../lib/dom.js';
import { about, money, ordinal, when } from '../lib/format.js';
import { titleOf } from '../lib/words.js';
import { isTerminal } from '../client/protocol.js';
import { titleIn } from '../client/fold.js';

/** @typedef {import('../client/protocol.js').Snapshot} Snapshot */
/** @typedef {import('../live.js').News} News */

const COUNT_MS = 1_000;
const REFRESH_MS = 15_000;

/** @param {HTMLElement} section @param {import('../state.js').Store} store @param {import('../main.js').Actions} actions */
export function mountPlans(section, store, actions) {
  const list = byTestId(section, 'plan-list');
  const more = byTestId(section, 'more-plans');
  const yours = byTestId(section, 'yours');
  /** @type {Snapshot[]|undefined} */ let shown;
  more.addEventListener('click', actions.morePlans);
  byTestId(section, 'erase-all').addEventListener('click', async () => {
    if (await ask(/** @type {HTMLDialogElement} */ (find(section, 'dialog')))) actions.eraseAll();
  });
  actions.refreshPlans();
  const draw = () => {
    const { plans = [], news } = store.get();
    redraw(list, plans, news);
  };
  const underWay = () => shown?.some(plan => !isTerminal(plan.state));
  const timers = [
    setInterval(() => underWay() && draw(), COUNT_MS),
    setInterval(() => !document.hidden && underWay() && actions.refreshPlans(), REFRESH_MS),
  ];
  return {
    /** @param {import('../state.js').State} state */
    update({ plans, olderPlans }) {
      show(more, Boolean(olderPlans));
      if (plans === shown || !plans) return;
      shown = plans;
      actions.followPlans(plans);
      show(find(section, '.none'), plans.length === 0);
      show(list, plans.length > 0);
      show(yours, plans.length > 0);
      draw();
    },
    stop: () => timers.forEach(clearInterval),
  };
}

/** Draws a list anew, line by line where something changed. @param {HTMLElement} list @param {Snapshot[]} plans @param {{[id:string]: News}} news */
export function redraw(list, plans, news) {
  const before = new Map([...list.children].map(line => [line.getAttribute('data-generation'), line]));
  plans.forEach((plan, i) => {
    const line = planItem(plan, news[plan.id]);
    const old = before.get(plan.id);
    before.delete(plan.id);
    const now = old && old.isEqualNode(line) ? old : line;
    if (old && now !== old) {
      const focused = old.contains(document.activeElement);
      old.replaceWith(now);
      if (focused) find(now, 'a').focus();
    }
    if (list.children[i] !== now) list.insertBefore(now, list.children[i] ?? null);
  });
  for (const gone of before.values()) gone.remove();
}

/** One line of a list of plans. @param {Snapshot} plan @param {News} [news] */
function planItem(plan, news) {
  const { id, state, degraded, created_at: at, request } = plan;
  const details = make('span', { class: 'sub' });
  const underWay = !isTerminal(state);
  const parts = [at && !underWay ? make('time', { datetime: at }, when(at)) : '', ...aboutPlan(plan, news)].filter(Boolean);
  details.append(...parts.flatMap((part, i) => i ? [' · ', part] : [part]));
  if (!parts.length && at) details.append(make('time', { datetime: at }, when(at)));
  const link = make('a', { href: `/g/${id}` }, request.idea ? titleOf(request) : t('plans.under_way'));
  return make('li', { 'data-state': state, 'data-generation': id, 'data-degraded': degraded }, link, details, stateOf(plan, news));
}

/** @param {Snapshot} plan @param {News} [news] @returns {string[]} */
function aboutPlan(plan, news) {
  const { state, sections, request, stage, position } = plan;
  const done = sections.filter(section => section.complete);
  const budget = request.budget && request.currency ? money(request.currency, 2).major(Number(request.budget)) : '';
  switch (state) {
    case 'queued': {
      const place = news?.position ?? position;
      const wait = news?.starts.left();
      return [place === undefined ? '' : place > 1 ? t('plans.ahead', { n: place - 1 }) : t('plans.next'), wait === undefined ? '' : t('plans.starts', { about: about(wait) })];
    }
    case 'running': {
      const at = news?.stage || stage;
      const left = news?.ends.left();
      return [at ? t('plans.writing', { section: titleIn(plan, at) }) : '', left === undefined ? '' : t('plans.left', { about: about(left) })];
    }
    case 'failed': case 'cancelled': return [done.length ? t('plans.kept', { sections: tn('sections', done.length) }) : ''];
    case 'completed': {
      const builtIn = done.filter(section => section.source === 'offline').length;
      const written = done.length ? tn('sections', done.length) : '';
      return [builtIn && builtIn < done.length ? t('plans.built_in', { sections: written, n: builtIn }) : written, budget];
    }
    default: return [budget];
  }
}

/** @param {Snapshot} plan @param {News} [news] */
function stateOf({ state, degraded, percent, position, request }, news) {
  if (state === 'running') {
    const fill = make('i');
    const value = Math.floor(Math.max(percent, news?.percent ?? 0));
    fill.style.setProperty('--f', String(value / 100));
    const bar = make('span', { class: 'mini', role: 'progressbar', 'aria-label': titleOf(request), 'aria-valuemin': 0, 'aria-valuemax': 100, 'aria-valuenow': value }, fill);
    return make('span', { class: 'state', 'data-s': 'running' }, bar, make('span', { class: 'num' }, `${value}%`));
  }
  const place = news?.position ?? position;
  const [name, shape, text] = /** @type {{[state:string]: [string, string, string]}} */ ({
    queued: ['queued', 'wait', place ? t('plans.state_line', { place: ordinal(place) }) : t('plans.state_waiting')],
    completed: degraded ? ['degraded', 'info', t('plans.state_degraded')] : ['completed', 'check', t('plans.state_completed')],
    failed: ['failed', 'alert', t('plans.state_failed')],
    cancelled: ['cancelled', 'stop', t('plans.state_cancelled')],
  })[state] ?? ['', 'info', state];
  return make('span', { class: 'state', 'data-s': name }, icon(shape), text);
}
