// Waiting: the place in line, when it is likely to start, and a draft to read until then.
import { count, t, tn } from '../lib/catalogue.js';
import { byTestId, find, show, template, write } from '../lib/dom.js';
import { about, duration } from '../lib/format.js';
import { titleOf } from '../lib/words.js';
import { copyLink } from './copy.js';
import { mountDocument, sectionsOf } from './document.js';
import { keyFigures, listFigures } from './figures.js';
import { drawLane } from './lane.js';

/** @type {import('./page.js').Mount} */
export function mountQueued(host, store, actions) {
  host.append(template('queued'));
  const draft = byTestId(host, 'draft');
  const text = mountDocument(find(draft, '.doc'));
  /** @type {import('../api.js').Plan|undefined} */ let drafted;
  copyLink(byTestId(host, 'copy-link'), actions);
  byTestId(host, 'cancel').addEventListener('click', () => {
    const { id } = store.get();
    if (id) actions.cancel(id);
  });

  const tick = () => estimate(host, actions.etas.start.left(), store.get().current?.queue);
  const timer = setInterval(tick, 1000);

  return {
    update({ current }) {
      if (!current) return;
      const { snapshot, queue } = current;
      const position = queue?.position ?? snapshot.position;
      write(find(host, 'h1'), titleOf(snapshot.request));
      write(find(host, '[data-part="place"]'), t(position === 1 ? 'queued.next' : 'queued.place'));
      show(find(host, '.big'), position !== undefined);
      if (position !== undefined) write(byTestId(host, 'queue-position'), count(position));
      show(find(host, '.big > span'), queue !== undefined);
      show(find(host, '.lane'), queue !== undefined);
      if (queue) {
        write(byTestId(host, 'queue-length'), count(queue.length));
        drawLane(find(host, '.lane'), find(host, '.lane-key'), queue);
      }
      notes(host, current);
      tick();
      if (current.draft && current.draft !== drafted) {
        drafted = current.draft;
        text.update(sectionsOf(drafted), { language: snapshot.request.locale });
        if (drafted.financials) listFigures(find(draft, '.figs'), keyFigures(drafted.financials, snapshot.request).slice(0, 4));
        show(draft, true);
      }
    },
    unmount: () => clearInterval(timer),
  };
}

/** Both times, or that there is no evidence for one yet. @param {HTMLElement} host @param {number|undefined} left @param {import('../client/protocol.js').Queue|undefined} queue */
function estimate(host, left, queue) {
  const known = left !== undefined && queue?.eta_ms !== undefined;
  const high = queue?.eta_high_ms;
  const first = byTestId(host, 'queue-eta');
  const likely = byTestId(host, 'queue-eta-high');
  show(first, known);
  show(likely, known && high !== undefined);
  for (const part of ['no-eta', 'no-eta-text']) show(find(host, `[data-part="${part}"]`), !known);
  if (known) write(first, t('queued.starts', { about: about(left) }));
  if (high !== undefined) write(likely, t('queued.likely', { time: duration(high) }));
}

/** @param {HTMLElement} host @param {import('../state.js').Current} current */
function notes(host, { snapshot, queue, requeued, joined }) {
  const kept = snapshot.sections.filter(section => section.complete).length;
  show(find(host, '[data-part="joined"]'), Boolean(joined));
  show(find(host, '[data-part="provider"]'), queue?.waiting_on === 'provider');
  show(find(host, '[data-part="requeued"]'), requeued || snapshot.attempt > 0);
  write(find(host, '[data-part="requeued"] span'), kept ? tn('queued.requeued_kept', kept) : t('queued.requeued_none'));
}
