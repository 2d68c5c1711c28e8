// Chooses the view for the state and keeps the reader's place when one view becomes the next.
import { t } from '../lib/catalogue.js';
import { make } from '../lib/dom.js';
import { held } from '../lib/held.js';
import { mountDocument } from './document.js';
import { mountDone } from './done.js';
import { mountMissing } from './missing.js';
import { mountNew } from './new.js';
import { mountQueued } from './queued.js';
import { mountRefused } from './refused.js';
import { mountRunning } from './running.js';

/** @typedef {import('../state.js').State} State */
/** @typedef {import('../state.js').Store} Store */
/** @typedef {import('../main.js').Actions} Actions */
/** @typedef {{update(state: State): void, unmount?(): void}} View */
/** @typedef {(host: HTMLElement, store: Store, actions: Actions, text: import('./document.js').Text) => View} Mount text: to be put where the view wants it */

// Every section is painted at most ten times a second, however fast its text comes.
const PAINT_MS = 100;

/** @type {{[main:string]: Mount}} */
const VIEWS = {
  new: mountNew, submitting: mountNew, refused: mountRefused, queued: mountQueued, missing: mountMissing,
  running: mountRunning, failed: mountRunning, cancelled: mountRunning, completed: mountDone,
};

/** @param {HTMLElement} host @param {Store} store @param {Actions} actions */
export function mountPage(host, store, actions) {
  /** @type {View|undefined} */ let view;
  /** @type {Mount|undefined} */ let mounted;
  let of = '';
  let text = emptyDocument();
  let painted = 0;
  /** @type {State|undefined} */ let shown;
  /** @type {any} */ let timer;

  const paint = () => {
    timer = undefined;
    painted = performance.now();
    const state = store.get();
    shown = state;
    if (stale(state)) swap(viewOf(state), state.id ?? '', state);
    else view?.update(state);
    // The cursor up to which the text below is painted.
    if (state.current) host.dataset.cursor = state.current.snapshot.cursor;
    else delete host.dataset.cursor;
  };

  // While a plan is being opened the page stays empty rather than wrong; while one is sent, the refusal stays.
  /** @param {State} state */
  const viewOf = state => state.main === 'submitting' && mounted ? mounted : VIEWS[state.main];
  /** @param {State} state */
  const stale = state => viewOf(state) !== mounted || (state.id ?? '') !== of;

  /** @param {Mount|undefined} wanted @param {string} id @param {State} state */
  const swap = (wanted, id, state) => {
    const place = id === of ? placeOf(host) : undefined;
    if (id !== of || !wanted) text = emptyDocument(); // a plan that is opened anew begins with nothing
    const regain = held(text.article);
    view?.unmount?.();
    host.replaceChildren();
    mounted = wanted;
    of = id;
    view = wanted?.(host, store, actions, text);
    view?.update(state);
    regain();
    if (place) restore(host, place);
  };

  store.subscribe(state => {
    // Only text may lag: what state the page is in, it says at once.
    if (stale(state) || state.main !== shown?.main || state.online !== shown.online) {
      clearTimeout(timer);
      return paint();
    }
    timer ??= setTimeout(paint, Math.max(0, painted + PAINT_MS - performance.now()));
  });
}

const emptyDocument = () => mountDocument(make('article', { class: 'doc', 'aria-label': t('running.document'), 'data-testid': 'document' }));

/** The section at the top of the window and where it stands. @param {HTMLElement} host */
function placeOf(host) {
  if (scrollY < 8) return undefined;
  for (const section of host.querySelectorAll('[data-testid="document"] [data-section]')) {
    const { top, bottom } = section.getBoundingClientRect();
    if (bottom > 160) return { section: section.getAttribute('data-section') ?? '', top };
  }
  return undefined;
}

/** @param {HTMLElement} host @param {{section:string, top:number}} place */
function restore(host, { section, top }) {
  const now = host.querySelector(`[data-testid="document"] [data-section="${CSS.escape(section)}"]`);
  if (now) scrollBy({ top: now.getBoundingClientRect().top - top, behavior: 'instant' });
}
