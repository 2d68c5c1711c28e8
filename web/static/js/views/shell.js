// What surrounds every view: link state, title, announcements, the states that tests and style sheets read.
import { t } from '../lib/catalogue.js';
import { byTestId, find, show, write } from '../lib/dom.js';
import { about, list, ordinal } from '../lib/format.js';
import { refusal as refusalWords, titleOf } from '../lib/words.js';
import { stagesOf } from '../client/fold.js';

/** @typedef {import('../state.js').State} State */

const PATIENCE_MS = 1000;
const BACK_MS = 3000;

/** @param {import('../state.js').Store} store @param {(text: string) => void} announce */
export function mountShell(store, announce) {
  const main = find(document, 'main');
  const link = linkState();
  show(byTestId(document, 'cookies-notice'), store.get().cookieless === true);
  const say = narrator(announce);
  const update = () => {
    const state = store.get();
    const { id, main: name } = state;
    if (name === 'opening') delete main.dataset.state;
    else main.dataset.state = name;
    if (id) main.dataset.generation = id;
    else delete main.dataset.generation;
    document.documentElement.dataset.transport = state.transport;
    const title = titleText(state);
    if (document.title !== title) document.title = title;
    for (const item of document.querySelectorAll('[data-nav]')) {
      const here = item.getAttribute('data-nav') === (id && !state.current?.example ? 'plans' : 'new');
      if (here) item.setAttribute('aria-current', id ? 'true' : 'page');
      else item.removeAttribute('aria-current');
    }
    link(state);
    say(state);
  };
  store.subscribe(update);
  update();
}

/** Shows the link only when it says something: broken for a second, just back, or slower than usual. */
function linkState() {
  const element = byTestId(document, 'link-state');
  const text = find(element, 'span');
  const notice = byTestId(document, 'offline-notice');
  let shown = '';
  let back = false;
  let wasLive = false;
  /** @type {any} */ let patience;
  /** @type {any} */ let news;
  /** @type {State} */ let latest;

  const paint = () => {
    const over = latest.main === 'failed' || latest.main === 'cancelled' || latest.main === 'missing';
    element.dataset.link = shown || 'reconnecting';
    element.toggleAttribute('data-news', shown !== 'live' || back);
    show(element, shown !== '' && (shown !== 'live' || !over));
    const live = t(latest.transport === 'ws' ? 'link.live' : 'link.slower');
    write(text, { offline: t('link.offline'), reconnecting: t('link.reconnecting') }[shown] ?? (back ? t('link.back') : live));
    show(notice, shown === 'offline');
    write(find(notice, 'p'), t(latest.id ? 'offline.reading' : 'offline.typing'));
  };
  /** @param {string} next */
  const turn = next => {
    clearTimeout(patience);
    clearTimeout(news);
    patience = undefined;
    back = next === 'live' && wasLive && shown !== 'live';
    wasLive ||= next === 'live';
    shown = next;
    if (back) news = setTimeout(() => { back = false; paint(); }, BACK_MS);
  };
  return (/** @type {State} */ state) => {
    latest = state;
    const next = state.online ? state.link : 'offline';
    if (next === 'reconnecting' && (shown === 'live' || !shown)) patience ??= setTimeout(() => { turn('reconnecting'); paint(); }, PATIENCE_MS);
    else {
      clearTimeout(patience);
      patience = undefined;
      if (next !== shown) turn(next);
    }
    paint();
  };
}

/** @param {State} state */
function titleText({ main, current, refusal, limits }) {
  const name = current ? titleOf(current.snapshot.request) : '';
  const join = (/** @type {string[]} */ ...parts) => [...parts, 'PlanSpark'].filter(Boolean).join(' · ');
  switch (main) {
    case 'queued': return join(current?.snapshot.position ? t('title.line', { place: ordinal(current.queue?.position ?? current.snapshot.position) }) : t('title.waiting'), name);
    case 'running': return join(`${Math.floor(current?.percent ?? 0)}%`, name);
    case 'completed': return join(t(current?.example ? 'title.example' : 'title.ready'), name);
    case 'failed': return join(t('title.failed'), name);
    case 'cancelled': return join(t('title.cancelled'), name);
    case 'refused': return join(refusal ? refusalWords(refusal.problem, limits).title : t('title.refused'));
    case 'missing': return join(t('title.missing'));
    case 'opening': return join(t('title.opening'));
    default: return join(t('shell.new'));
  }
}

/** Tells stages, positions and completion to screen readers, and nothing twice. @param {(text: string) => void} announce */
function narrator(announce) {
  let said = '';
  return (/** @type {State} */ { main, current }) => {
    if (!current) return;
    const [key, text] = sentence(main, current);
    if (!text || key === said) return;
    said = key;
    announce(text);
  };
}

/** What to say, behind what it is about. @param {string} main @param {import('../state.js').Current} current @returns {[string, string]} */
function sentence(main, { snapshot, queue, proven, example }) {
  if (main === 'queued' && queue) {
    const place = ordinal(queue.position);
    return [place, queue.eta_ms === undefined ? t('say.line', { place }) : t('say.line_eta', { place, about: about(queue.eta_ms) })];
  }
  if (main === 'running') {
    const active = stagesOf(snapshot).filter(stage => stage.status === 'active').map(stage => stage.title);
    const text = active.length ? t('say.stage', { stages: list(active) }) : '';
    return [text, text];
  }
  if (main === 'completed' && proven !== false && !example) return ['completed', t('say.completed')];
  if (main === 'cancelled') return ['cancelled', t('say.cancelled')];
  return ['', ''];
}
