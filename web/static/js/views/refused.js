// A refusal: what it is, what to do next, and the request as it was written.
import * as api from '../api.js';
import { count, t } from '../lib/catalogue.js';
import { byTestId, find, make, setAttributes, show, template, write } from '../lib/dom.js';
import { about, duration, money } from '../lib/format.js';
import { refusal as words, titleOf } from '../lib/words.js';
import { blank } from '../client/fold.js';
import { redraw } from './plans.js';

/** @typedef {import('../state.js').Refusal} Refusal */
/** @typedef {import('../client/protocol.js').Snapshot} Snapshot */

const TICK_MS = 250;

/** @type {import('./page.js').Mount} */
export function mountRefused(host, store, actions) {
  host.append(template('refused'));
  const heading = find(host, 'h1');
  const retry = byTestId(host, 'retry');
  const whenFree = byTestId(host, 'start-when-free');
  const stop = find(host, '[data-part="stop"]');
  /** @type {Refusal|undefined} */ let shown;
  /** @type {Snapshot[]} */ let active = [];
  let stopped = false;
  let counting = false;

  retry.addEventListener('click', () => {
    const { refusal } = store.get();
    if (refusal && retry.getAttribute('aria-disabled') !== 'true') actions.submit(refusal.request);
  });
  whenFree.addEventListener('click', () => {
    const { refusal } = store.get();
    if (refusal && !refusal.waiting) actions.startWhenFree(refusal.request);
  });
  stop.addEventListener('click', () => {
    stopped = true;
    actions.stopTrying();
    tick();
  });

  /** Names and states of what is under way, as soon as they are known. @param {string[]} ids */
  const readActive = async ids => {
    active = ids.map(id => ({ ...blank(id), state: 'running' }));
    drawActive();
    const known = await Promise.all(ids.map(id => api.snapshot(id).catch(() => undefined)));
    active = active.map((plan, i) => known[i] ?? plan);
    drawActive();
    actions.followPlans(active);
  };
  const drawActive = () => {
    const { news } = store.get();
    redraw(byTestId(host, 'active-list'), active, news);
    const soonest = Math.min(...active.map(({ id }) => news[id]?.ends.left() ?? Infinity));
    const free = find(host, '[data-part="free-in"]');
    show(free, Number.isFinite(soonest) && !whenFree.hidden);
    if (Number.isFinite(soonest)) write(free, t('refused.free_in', { about: about(soonest) }));
  };

  const tick = () => {
    const { refusal, main } = store.get();
    if (!refusal) return;
    const left = countdown(host, refusal, stopped);
    const { code } = refusal.problem;
    setAttributes(retry, { 'aria-disabled': String(main === 'submitting' || (code === 'rate_limited' && Boolean(left))) });
    write(retry, t(main === 'submitting' ? 'refused.asking' : code === 'rate_limited' ? 'new.submit' : 'refused.try_now'));
    show(stop, asksAgain(code) && !stopped);
    if (code === 'rate_limited' && left === 0 && counting) actions.announce(t('refused.again'));
    counting = Boolean(left);
    if (active.length) drawActive();
  };
  const timer = setInterval(tick, TICK_MS);

  return {
    update(state) {
      const { refusal, limits } = state;
      if (!refusal) return;
      if (refusal !== shown) {
        const fresh = refusal.problem !== shown?.problem;
        paint(host, refusal, limits);
        if (fresh && shown?.problem.code !== refusal.problem.code) heading.focus({ preventScroll: true });
        if (fresh) {
          stopped = false;
          readActive(refusal.problem.active ?? []);
        }
        shown = refusal;
      }
      tick();
    },
    unmount() {
      clearInterval(timer);
      actions.followPlans([]);
    },
  };
}

/** @param {string} code */
const asksAgain = code => ['queue_full', 'unavailable', 'draining'].includes(code);

/** The time until the next try makes sense. @param {HTMLElement} host @param {Refusal} refusal @param {boolean} stopped */
function countdown(host, { problem: { code }, due }, stopped) {
  const left = due === undefined ? undefined : Math.max(0, due - Date.now());
  const long = code === 'daily_limit';
  show(find(host, '.count'), left !== undefined && (left > 0 || code === 'rate_limited') && !stopped);
  write(byTestId(host, 'retry-countdown'), left === undefined ? '' : long ? duration(left) : count(Math.ceil(left / 1000)));
  write(find(host, '.count > span'), long ? '' : t(asksAgain(code) ? 'refused.next_try' : 'refused.seconds'));
  return left;
}

/** @param {HTMLElement} host @param {Refusal} refusal @param {import('../client/protocol.js').Limits|undefined} limits */
function paint(host, { problem, request, waiting }, limits) {
  const { title, text } = words(problem, limits);
  const { code, active = [] } = problem;
  const section = find(host, '[data-testid="refusal"] section');
  section.dataset.code = code;
  byTestId(host, 'refusal').dataset.code = code;
  write(find(section, 'h1'), title);
  write(find(section, '.lede'), text);
  show(byTestId(host, 'active-list'), active.length > 0);
  const whenFree = byTestId(host, 'start-when-free');
  show(whenFree, code === 'too_many_active');
  setAttributes(whenFree, { 'aria-disabled': waiting ? 'true' : undefined });
  write(whenFree, t(waiting ? 'refused.starts_when_free' : 'refused.start_when_free'));
  show(byTestId(host, 'retry'), code !== 'too_many_active' && code !== 'daily_limit');
  show(find(host, '[data-part="open"]'), code === 'daily_limit');
  write(find(host, '#kept-h'), titleOf(request));
  write(find(host, '.kept .pull'), request.idea);
  const { location, budget, currency, timeline_months: months } = request;
  const rows = [[t('new.location'), location], [t('new.budget'), budget && (currency ? money(currency, 2).major(budget) : count(budget))], [t('refused.months'), months && count(months)]];
  find(host, '.kept dl').replaceChildren(...rows.filter(([, value]) => value).map(([name = '', value = '']) => make('div', {}, make('dt', {}, String(name)), make('dd', {}, String(value)))));
}
