// What would happen if the form were sent now; asked a moment after the last change.
import * as api from '../api.js';
import { find, setIcon, show, write } from '../lib/dom.js';
import { about, duration, plural } from '../lib/format.js';
import { refusal } from '../lib/words.js';

/** @typedef {import('../client/protocol.js').PlanRequest} PlanRequest */
/** @typedef {import('../api.js').Quote} Quote */

const SETTLE_MS = 600;
const ICONS = /** @type {{[outcome:string]: string}} */ ({ queue: 'clock', offline: 'info', refused: 'alert' });

/** @param {HTMLElement} element */
export function mountQuote(element) {
  /** @type {AbortController|undefined} */ let running;
  /** @type {any} */ let timer;
  /** @type {Quote|undefined} */ let latest;
  /** @type {string|undefined} */ let made;
  let asked = '';

  const stop = () => {
    clearTimeout(timer);
    running?.abort();
  };
  /** @param {PlanRequest} request */
  const fetchQuote = async request => {
    running = new AbortController();
    const { signal } = running;
    const quote = await api.quote(request, signal).catch(() => undefined);
    if (signal.aborted) return;
    latest = quote;
    made = quote?.outcome === 'cached' && quote.generation ? (await api.snapshot(quote.generation).catch(() => undefined))?.finished_at : undefined;
    if (!signal.aborted) paint();
  };
  const paint = () => {
    const words = latest && sentence(latest, made);
    show(element, Boolean(words));
    if (!latest || !words) return;
    element.dataset.outcome = latest.outcome;
    setIcon(find(element, 'svg'), ICONS[latest.outcome] ?? 'check');
    write(find(element, 'strong'), words[0]);
    write(find(element, 'span > span'), words[1]);
  };
  return {
    stop,
    /** @param {PlanRequest|undefined} request nothing while the form is not complete */
    ask(request) {
      const next = JSON.stringify(request ?? null);
      if (next === asked) return;
      asked = next;
      stop();
      latest = undefined;
      paint();
      if (request) timer = setTimeout(() => fetchQuote(request), SETTLE_MS);
    },
    /** @param {import('../state.js').State} state */
    update(state) {
      if (!state.online) show(element, false);
    },
  };
}

/** @param {Quote} quote @param {string|undefined} made when the plan that would answer was finished @returns {[string, string]|undefined} */
function sentence({ outcome, position = 0, eta_ms: wait, ready_ms: ready, problem, limits }, made) {
  const ahead = Math.max(0, position - 1);
  switch (outcome) {
    case 'start': return ['Starts at once.', ready === undefined ? '' : `Ready in ${about(ready)}.`];
    case 'queue': return [wait === undefined ? 'It would wait in line.' : `Starts in ${about(wait)}.`, ahead ? `${plural(ahead, 'request is', 'requests are')} ahead of you.` : 'You would be next.'];
    case 'offline': return [`The queue is over ${duration(wait ?? 120_000)} long,`, 'so the built-in planner would answer at once.'];
    case 'cached': return [`You made this plan ${made ? `${duration(Date.now() - Date.parse(made))} ago` : 'a moment ago'}.`, 'It opens at once and costs nothing.'];
    case 'joined': return ['This plan is already being made.', 'It opens where it stands.'];
    case 'refused': return [problem ? `${refusal(problem, limits).title}.` : 'It would be refused now.', 'Nothing has been sent yet.'];
    default: return undefined;
  }
}
