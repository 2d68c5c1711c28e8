// Waiting: the place in line, when it is likely to start, and a draft to read until then.
import { byTestId, find, show, template, write } from '../lib/dom.js';
import { about, count, duration } from '../lib/format.js';
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

  const tick = () => {
    const { current } = store.get();
    const left = actions.etas.start.left();
    const known = left !== undefined && current?.queue?.eta_ms !== undefined;
    const high = current?.queue?.eta_high_ms;
    const first = byTestId(host, 'queue-eta');
    const likely = byTestId(host, 'queue-eta-high');
    show(first, known);
    show(likely, known && high !== undefined);
    show(find(host, '[data-part="no-eta"]'), !known);
    if (known) write(first, `Starts in ${about(left)}`);
    if (high !== undefined) write(likely, `Nine in ten start within ${duration(high)}`);
  };
  const timer = setInterval(tick, 1000);

  return {
    update({ current }) {
      if (!current) return;
      const { snapshot, queue } = current;
      const position = queue?.position ?? snapshot.position;
      write(find(host, 'h1'), titleOf(snapshot.request));
      show(find(host, '.big'), position !== undefined);
      if (position !== undefined) write(byTestId(host, 'queue-position'), count(position));
      show(find(host, '.big > span'), queue !== undefined);
      show(find(host, '.lane'), queue !== undefined);
      if (queue) {
        write(byTestId(host, 'queue-length'), count(queue.length));
        drawLane(find(host, '.lane'), find(host, '.lane-key'), queue.position, queue.length);
      }
      note(host, current);
      tick();
      if (current.draft && current.draft !== drafted) {
        drafted = current.draft;
        text.update(sectionsOf(drafted), { language: snapshot.request.locale ?? 'en' });
        if (drafted.financials) listFigures(find(draft, '.figs'), keyFigures(drafted.financials, snapshot.request).slice(0, 4));
        show(draft, true);
      }
    },
    unmount: () => clearInterval(timer),
  };
}

/** @param {HTMLElement} host @param {import('../state.js').Current} current */
function note(host, { snapshot, queue, requeued, joined }) {
  const kept = snapshot.sections.filter(section => section.complete).length;
  const back = requeued || snapshot.attempt > 0;
  show(find(host, '[data-part="joined"]'), Boolean(joined));
  show(find(host, '[data-part="provider"]'), queue?.waiting_on === 'provider');
  show(find(host, '[data-part="requeued"]'), back);
  write(find(host, '[data-part="requeued"] span'), kept ? `Your ${count(kept)} finished ${kept === 1 ? 'section is' : 'sections are'} kept.` : 'Nothing was lost.');
}
