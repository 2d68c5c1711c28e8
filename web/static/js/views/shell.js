// What surrounds every view: link state, title, announcements, the states that tests and style sheets read.
import { byTestId, find, show, write } from '../lib/dom.js';
import { about, ordinal } from '../lib/format.js';
import { titleOf } from '../lib/words.js';
import { stagesOf } from '../client/fold.js';

/** @typedef {import('../state.js').State} State */

const PATIENCE_MS = 1000;
const BACK_MS = 3000;

/** @param {import('../state.js').Store} store @param {(text: string) => void} announce */
export function mountShell(store, announce) {
  const main = find(document, 'main');
  const link = linkState();
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
      const here = item.getAttribute('data-nav') === (id ? 'plans' : 'new');
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
  /** @type {any} */ let timer;
  /** @type {State} */ let latest;

  const paint = () => {
    const over = latest.main === 'failed' || latest.main === 'cancelled' || latest.main === 'missing';
    element.dataset.link = shown || 'reconnecting';
    show(element, shown !== '' && (shown !== 'live' || !over));
    const live = latest.transport === 'ws' ? 'Live' : 'Live, slower path';
    write(text, { offline: 'Offline', reconnecting: 'Reconnecting…' }[shown] ?? (back ? 'Back, nothing missed' : live));
    show(notice, shown === 'offline');
    write(find(notice, 'p'), latest.id ? 'What has arrived stays readable here. Everything catches up as soon as the connection is back.' : 'What you type is kept on this device. You can submit as soon as the connection is back.');
  };
  /** @param {string} next */
  const turn = next => {
    clearTimeout(timer);
    timer = undefined;
    back = next === 'live' && wasLive && shown !== 'live';
    wasLive ||= next === 'live';
    shown = next;
    if (back) timer = setTimeout(() => { timer = undefined; back = false; paint(); }, BACK_MS);
  };
  return (/** @type {State} */ state) => {
    latest = state;
    const next = state.online ? state.link : 'offline';
    if (next === 'reconnecting' && (shown === 'live' || !shown)) timer ??= setTimeout(() => { turn('reconnecting'); paint(); }, PATIENCE_MS);
    else if (next !== shown) turn(next);
    else if (next === 'live' && timer && !back) { clearTimeout(timer); timer = undefined; }
    paint();
  };
}

/** @param {State} state */
function titleText({ main, current, refusal }) {
  const name = current ? titleOf(current.snapshot.request) : '';
  const join = (/** @type {string[]} */ ...parts) => [...parts, 'PlanSpark'].filter(Boolean).join(' · ');
  switch (main) {
    case 'queued': return join(current?.snapshot.position ? `${ordinal(current.queue?.position ?? current.snapshot.position)} in line` : 'In line', name);
    case 'running': return join(`${Math.floor(current?.percent ?? 0)}%`, name);
    case 'completed': return join('Ready', name);
    case 'failed': return join('Not finished', name);
    case 'cancelled': return join('Stopped', name);
    case 'refused': return join(refusal?.problem.title ?? 'Not yet');
    case 'missing': return join('Not found');
    case 'opening': return join('Opening');
    default: return join('New plan');
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
function sentence(main, { snapshot, queue, proven }) {
  if (main === 'queued' && queue) {
    const place = `${ordinal(queue.position)} in line`;
    return [place, `${place}${queue.eta_ms === undefined ? '' : `, starts in ${about(queue.eta_ms)}`}.`];
  }
  if (main === 'running') {
    const active = stagesOf(snapshot).filter(stage => stage.status === 'active').map(stage => stage.title);
    const text = active.length ? `Working on ${active.join(' and ')}.` : '';
    return [text, text];
  }
  if (main === 'completed' && proven !== false) return ['completed', 'The plan is complete.'];
  if (main === 'cancelled') return ['cancelled', 'The plan was stopped.'];
  return ['', ''];
}
