// What would happen if the form were sent now; asked a moment after the last change.
import * as api from '../api.js';
import { t, tn } from '../lib/catalogue.js';
import { now } from '../lib/clock.js';
import { find, setIcon, show, write } from '../lib/dom.js';
import { about, duration } from '../lib/format.js';
import { refusal } from '../lib/words.js';
import { Refused } from '../client/protocol.js';

/** @typedef {import('../client/protocol.js').PlanRequest} PlanRequest */
/** @typedef {import('../api.js').Quote} Quote */

const SETTLE_MS = 600;
// A line moves while somebody thinks about the answers, and an answer may get lost.
const FRESH_MS = 20_000;
const AGAIN_MS = 3_000;
const ICONS = /** @type {{[outcome:string]: string}} */ ({ queue: 'clock', offline: 'info', refused: 'alert', disconnected: 'wifi-off' });

/** @param {HTMLElement} element @param {(reading: import('../api.js').Reading|undefined) => void} read told how the request is understood */
export function mountQuote(element, read) {
  /** @type {AbortController|undefined} */ let running;
  /** @type {any} */ let timer;
  /** @type {Quote|undefined} */ let latest;
  /** @type {string|undefined} */ let made;
  let asked = '';
  let online = true;
  let wrong = false;

  const stop = () => {
    clearTimeout(timer);
    running?.abort();
  };
  /** @param {PlanRequest} request */
  const fetchQuote = async request => {
    running = new AbortController();
    const { signal } = running;
    let again = FRESH_MS;
    const quote = document.hidden ? latest : await api.quote(request, signal).catch(error => {
      if (!(error instanceof Refused) || error.problem.retryable) again = AGAIN_MS;
      return undefined;
    });
    if (signal.aborted) return;
    timer = setTimeout(() => fetchQuote(request), again);
    latest = quote;
    made = quote?.outcome === 'cached' && quote.generation ? (await api.snapshot(quote.generation).catch(() => undefined))?.finished_at : undefined;
    if (signal.aborted) return;
    paint();
    read(quote?.reading);
  };
  const paint = () => {
    const words = !online ? [t('quote.disconnected'), ''] : wrong ? [t('quote.unsent'), ''] : latest && sentence(latest, made);
    const outcome = !online ? 'disconnected' : wrong ? 'refused' : latest?.outcome;
    show(element, Boolean(words));
    if (!outcome || !words) return;
    element.dataset.outcome = outcome;
    setIcon(find(element, 'svg'), ICONS[outcome] ?? 'check');
    write(find(element, 'strong'), words[0] ?? '');
    write(find(element, 'span > span'), words[1] ?? '');
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
      wrong = false;
      paint();
      if (request) timer = setTimeout(() => fetchQuote(request), SETTLE_MS);
      else read(undefined);
    },
    /** @param {import('../state.js').State} state */
    update(state) {
      if (online === state.online && wrong === state.errors.length > 0) return;
      online = state.online;
      wrong = state.errors.length > 0;
      paint();
    },
  };
}

/** @param {Quote} quote @param {string|undefined} made when the plan that would answer was finished @returns {[string, string]|undefined} */
function sentence({ outcome, position = 0, eta_ms: wait, ready_ms: ready, problem, limits }, made) {
  const ahead = Math.max(0, position - 1);
  switch (outcome) {
    case 'start': return [t('quote.start'), ready === undefined ? '' : t('quote.start_ready', { about: about(ready) })];
    case 'queue': return [wait === undefined ? t('quote.queue_unknown') : t('quote.queue', { about: about(wait) }), ahead ? tn('quote.ahead', ahead) : t('quote.next')];
    case 'offline': return [t('quote.offline', { time: duration(wait ?? 120_000) }), t('quote.offline_text')];
    case 'cached': return [made ? t('quote.cached', { time: duration(now() - Date.parse(made)) }) : t('quote.cached_now'), t('quote.cached_text')];
    case 'joined': return [t('quote.joined'), t('quote.joined_text')];
    case 'refused': return [problem ? `${refusal(problem, limits).title}.` : t('quote.refused'), t('quote.unsent')];
    default: return undefined;
  }
}
