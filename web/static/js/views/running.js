// A plan being written, and one that stopped before its end: strip, stages, text, figures.
import { named, t } from '../lib/catalogue.js';
import { byTestId, find, show, template, write } from '../lib/dom.js';
import { about, duration, list } from '../lib/format.js';
import { createFollow } from '../lib/follow.js';
import { fallback as fallbackWords, kept, market, reason, titleOf } from '../lib/words.js';
import { stagesOf, titleIn } from '../client/fold.js';
import { mountEarly } from './early.js';
import { mountStages } from './stages.js';

/** @typedef {import('../state.js').Current} Current */

const QUIET_MS = 10_000;
const SUMMARY = 'executive-summary';

/** @type {import('./page.js').Mount} */
export function mountRunning(host, store, actions, text) {
  host.append(template('running'));
  find(host, 'slot').replaceWith(text.article);
  const stages = mountStages(byTestId(host, 'progress'), byTestId(host, 'stages'), find(host, '.rail summary .num'));
  const early = mountEarly(byTestId(host, 'early-figures'));
  const rail = /** @type {HTMLDetailsElement} */ (find(host, '.rail'));
  const wide = matchMedia('(min-width: 62rem)');
  const fit = () => { rail.open = wide.matches; };
  wide.addEventListener('change', fit);
  fit();

  const button = byTestId(host, 'follow');
  const follow = createFollow(text.unfinished, following => show(button, !following && store.get().main === 'running'));
  button.addEventListener('click', follow.take);
  byTestId(host, 'stages').addEventListener('click', follow.release);

  byTestId(host, 'cancel').addEventListener('click', () => {
    const { id } = store.get();
    if (id) actions.cancel(id);
  });
  byTestId(host, 'retry').addEventListener('click', () => {
    const { current } = store.get();
    if (current) actions.submit(current.snapshot.request);
  });
  byTestId(host, 'again').addEventListener('click', () => {
    const { current } = store.get();
    if (current) actions.again(current.snapshot.request);
  });

  const tick = () => {
    const { current, main } = store.get();
    if (current && main === 'running') strip(host, current, actions);
  };
  const timer = setInterval(tick, 1000);

  return {
    update({ current, main }) {
      if (!current) return;
      const { snapshot } = current;
      const running = snapshot.state === 'running';
      write(find(host, 'h1'), titleOf(snapshot.request));
      stages(current);
      text.update(snapshot.sections, { writing: running, awaited: running ? titleIn(snapshot, SUMMARY) : '', degraded: snapshot.degraded, language: snapshot.request.locale });
      early(snapshot.financials, market(snapshot), snapshot.request, running);
      strip(host, current, actions);
      notices(host, current);
      // Who leaves the line has nothing behind them.
      const begun = running || snapshot.attempt > 0;
      for (const part of [byTestId(host, 'progress'), find(host, '.pct'), rail]) show(part, begun);
      show(byTestId(host, 'cancel'), running);
      if (!running) show(button, false);
      if (main === 'running') follow.step();
    },
    unmount() {
      clearInterval(timer);
      wide.removeEventListener('change', fit);
      follow.stop();
    },
  };
}

/** @param {HTMLElement} host @param {Current} current @param {import('../main.js').Actions} actions */
function strip(host, current, actions) {
  const { snapshot, progress, percent, heard } = current;
  const running = snapshot.state === 'running';
  const value = Math.floor(percent);
  const bar = byTestId(host, 'progress');
  const now = running ? doing(current, (progress?.since_text_ms ?? 0) + Date.now() - heard) : stopped(snapshot);
  const left = running ? actions.etas.done.left() : undefined;
  const eta = left === undefined ? '' : t('running.left', { about: about(left) });
  write(byTestId(host, 'percent'), `${value}%`);
  write(byTestId(host, 'stage'), now);
  write(byTestId(host, 'eta'), running ? eta : t('running.sections', { n: finished(snapshot), all: (snapshot.stages ?? []).filter(({ stage }) => isSection(stage)).length }));
  bar.setAttribute('aria-valuenow', String(value));
  bar.setAttribute('aria-valuetext', [t('running.progress_text', { n: value }), now.replace(/\.$/u, ''), eta].filter(Boolean).join(', '));
}

/** @param {string} stage */
const isSection = stage => !['market', 'financials', 'assemble'].includes(stage);

/** @param {import('../client/protocol.js').Snapshot} snapshot */
const finished = ({ sections }) => sections.filter(section => section.complete).length;

/** What is being done now. @param {Current} current @param {number} silence ms since the last text */
function doing({ snapshot, progress }, silence) {
  const active = stagesOf(snapshot).filter(stage => stage.status === 'active');
  const sections = active.filter(({ stage }) => isSection(stage)).map(stage => stage.title);
  const other = active.find(({ stage }) => !isSection(stage));
  const text = sections.length ? t('running.writing', { sections: list(sections) }) : (other && named('running', other.stage)) ?? t('running.starting');
  const quiet = progress?.since_text_ms !== undefined && silence > QUIET_MS;
  return quiet ? t('running.quiet', { doing: text, time: duration(silence) }) : text;
}

/** Where it was stopped, and by whom. @param {import('../client/protocol.js').Snapshot} snapshot */
function stopped(snapshot) {
  const { state, stage, by } = snapshot;
  const at = stage && stagesOf(snapshot).find(known => known.stage === stage)?.status !== 'done' ? titleIn(snapshot, stage) : '';
  const [plain, placed] = state === 'cancelled' && by !== 'admin' ? /** @type {const} */ (['running.cancelled', 'running.cancelled_at']) : /** @type {const} */ (['running.stopped', 'running.stopped_at']);
  return at ? t(placed, { sections: at }) : t(plain);
}

/** @param {HTMLElement} host @param {Current} current */
function notices(host, { snapshot, fallback, joined }) {
  const { state } = snapshot;
  const running = state === 'running';
  const done = finished(snapshot);
  show(find(host, '[data-part="joined"]'), Boolean(joined) && running);
  show(byTestId(host, 'degraded-notice'), snapshot.degraded);
  const changed = byTestId(host, 'fallback-notice');
  show(changed, Boolean(fallback) && running);
  if (fallback) {
    const words = fallbackWords(fallback);
    write(find(changed, 'strong'), words.title);
    write(find(changed, 'p'), words.text);
  }
  const failure = byTestId(host, 'failure');
  show(failure, state === 'failed');
  write(find(failure, 'p'), state === 'failed' ? `${reason(snapshot.problem)} ${kept(done)}` : '');
  show(byTestId(host, 'retry'), snapshot.problem?.retryable === true);
  const cancelled = byTestId(host, 'cancelled-notice');
  show(cancelled, state === 'cancelled');
  write(find(cancelled, 'strong'), t(snapshot.by === 'admin' ? 'running.cancelled_admin' : 'running.cancelled_title'));
  write(find(cancelled, 'p'), kept(done));
}
