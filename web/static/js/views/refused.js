// A refusal: what it is, what to do next, and the request as it was written.
import * as api from '../api.js';
import { byTestId, find, make, setAttributes, show, template, write } from '../lib/dom.js';
import { count, duration, money } from '../lib/format.js';
import { refusal as words, titleOf } from '../lib/words.js';
import { blank } from '../client/fold.js';
import { planItem } from './plans.js';

/** @typedef {import('../state.js').Refusal} Refusal */

/** @type {import('./page.js').Mount} */
export function mountRefused(host, store, actions) {
  host.append(template('refused'));
  const heading = find(host, 'h1');
  const retry = byTestId(host, 'retry');
  const whenFree = byTestId(host, 'start-when-free');
  const stop = find(host, '[data-part="stop"]');
  const counter = byTestId(host, 'retry-countdown');
  /** @type {Refusal|undefined} */ let shown;
  let stopped = false;

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

  const tick = () => {
    const { refusal, main } = store.get();
    if (!refusal) return;
    const { problem: { code }, due } = refusal;
    const left = due === undefined ? undefined : Math.max(0, due - Date.now());
    const asks = ['queue_full', 'unavailable', 'draining'].includes(code);
    show(find(host, '.count'), left !== undefined && (left > 0 || code === 'rate_limited') && !stopped);
    const long = code === 'daily_limit';
    write(counter, left === undefined ? '' : long ? duration(left) : count(Math.ceil(left / 1000)));
    write(find(host, '.count > span'), long ? '' : asks ? 's until the next try' : 's');
    const blocked = main === 'submitting' || (code === 'rate_limited' && Boolean(left));
    retry.setAttribute('aria-disabled', String(blocked));
    write(retry, main === 'submitting' ? 'Asking…' : code === 'rate_limited' ? 'Make the plan' : 'Try now');
    show(stop, asks && !stopped);
    if (code === 'rate_limited' && left === 0 && wasCounting) actions.announce('You can submit now.');
    wasCounting = Boolean(left);
  };
  let wasCounting = false;
  const timer = setInterval(tick, 250);

  return {
    update(state) {
      const { refusal, limits } = state;
      if (!refusal) return;
      if (refusal !== shown) {
        const fresh = refusal.problem !== shown?.problem;
        paint(host, refusal, limits);
        if (fresh && shown?.problem.code !== refusal.problem.code) heading.focus({ preventScroll: true });
        if (fresh) stopped = false;
        shown = refusal;
      }
      tick();
    },
    unmount: () => clearInterval(timer),
  };
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
  listActive(byTestId(host, 'active-list'), active);
  const whenFree = byTestId(host, 'start-when-free');
  show(whenFree, code === 'too_many_active');
  setAttributes(whenFree, { 'aria-disabled': waiting ? 'true' : undefined });
  write(whenFree, waiting ? 'Starts when a place is free' : 'Start when a place is free');
  show(byTestId(host, 'retry'), code !== 'too_many_active' && code !== 'daily_limit');
  show(find(host, '[data-part="open"]'), code === 'daily_limit');
  write(find(host, '#kept-h'), titleOf(request));
  write(find(host, '.kept .pull'), request.idea);
  const { location, budget, currency, timeline_months: months } = request;
  const rows = [['Location', location], ['Budget', budget && (currency ? money(currency, 2).major(budget) : count(budget))], ['Months', months && count(months)]];
  find(host, '.kept dl').replaceChildren(...rows.filter(([, value]) => value).map(([name = '', value = '']) => make('div', {}, make('dt', {}, String(name)), make('dd', {}, String(value)))));
}

/** Links to what is under way at once, names and states as soon as they are known. @param {HTMLElement} list @param {string[]} ids */
function listActive(list, ids) {
  show(list, ids.length > 0);
  if (list.dataset.ids === ids.join()) return;
  list.dataset.ids = ids.join();
  list.replaceChildren(...ids.map(id => {
    const line = make('li', { 'data-generation': id }, make('a', { href: `/g/${id}` }, 'A plan under way'));
    api.snapshot(id).then(snapshot => line.replaceWith(planItem({ ...blank(id), ...snapshot })), () => {});
    return line;
  }));
}
