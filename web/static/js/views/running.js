// A plan being written, and one that stopped before its end: strip, stages, text, figures.
import { byTestId, find, show, template, write } from '../lib/dom.js';
import { about, duration } from '../lib/format.js';
import { createFollow } from '../lib/follow.js';
import { fallback as fallbackWords, kept, list, market, reason, titleOf } from '../lib/words.js';
import { stagesOf } from '../client/fold.js';
import { mountDocument } from './document.js';
import { mountEarly } from './early.js';
import { mountStages } from './stages.js';

/** @typedef {import('../state.js').Current} Current */

const QUIET_MS = 10_000;

/** @type {import('./page.js').Mount} */
export function mountRunning(host, store, actions) {
  host.append(template('running'));
  const text = mountDocument(byTestId(host, 'document'));
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
      text.update(snapshot.sections, { writing: running, awaited: running, degraded: snapshot.degraded, language: snapshot.request.locale ?? 'en' });
      early(snapshot.financials, market(snapshot), snapshot.request);
      strip(host, current, actions);
      notices(host, current);
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
  const value = Math.floor(percent);
  const bar = byTestId(host, 'progress');
  const now = stageText(current, (progress?.since_text_ms ?? 0) + Date.now() - heard);
  const left = snapshot.state === 'running' ? actions.etas.done.left() : undefined;
  const done = snapshot.sections.filter(section => section.complete).length;
  const eta = left === undefined ? '' : `${about(left)} left`;
  write(byTestId(host, 'percent'), `${value}%`);
  write(byTestId(host, 'stage'), now);
  write(byTestId(host, 'eta'), snapshot.state === 'running' ? eta : `${done} of ${stagesOf(snapshot).filter(stage => !['market', 'financials', 'assemble'].includes(stage.stage)).length} sections`);
  bar.setAttribute('aria-valuenow', String(value));
  bar.setAttribute('aria-valuetext', [`${value} percent`, now.replace(/\.$/u, ''), eta].filter(Boolean).join(', '));
}

/** @param {Current} current @param {number} silence ms since the last text */
function stageText({ snapshot, progress }, silence) {
  const active = stagesOf(snapshot).filter(stage => stage.status === 'active').map(stage => stage.stage === 'market' || stage.stage === 'financials' || stage.stage === 'assemble' ? stage.stage : stage.title);
  const at = list(active.filter(name => !(name in DOING)));
  if (snapshot.state === 'failed') return 'Stopped';
  if (snapshot.state === 'cancelled') return 'Stopped by you';
  const doing = active.map(name => DOING[name]).find(Boolean);
  const text = at ? `Writing ${at}` : doing ?? 'Starting';
  const quiet = progress?.since_text_ms !== undefined && silence > QUIET_MS;
  return quiet ? `${text}. The writer is thinking; last text ${duration(silence)} ago.` : text;
}

const DOING = /** @type {{[stage:string]: string}} */ ({ market: 'Reading market data', financials: 'Computing the figures', assemble: 'Putting it together' });

/** @param {HTMLElement} host @param {Current} current */
function notices(host, { snapshot, fallback, joined }) {
  const { state } = snapshot;
  const running = state === 'running';
  const done = snapshot.sections.filter(section => section.complete).length;
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
  write(find(cancelled, 'strong'), snapshot.by === 'admin' ? 'An operator stopped this plan.' : 'You stopped this plan.');
  write(find(cancelled, 'p'), kept(done));
}
