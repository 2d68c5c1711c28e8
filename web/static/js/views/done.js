// The finished plan: key figures, contents, document with charts, provenance, exports.
import * as api from '../api.js';
import { byTestId, find, icon, make, show, template, write } from '../lib/dom.js';
import { dateTime, duration, plural, word } from '../lib/format.js';
import { capital, list, madeIn, market, provider, sources, titleOf } from '../lib/words.js';
import { copyLink } from './copy.js';
import { mountDocument, sectionsOf } from './document.js';
import { mountEditing } from './editing.js';
import { keyFigures, listFigures } from './figures.js';
import { mountCharts } from './plan-charts.js';
import { mountContents } from './contents.js';

/** @type {import('./page.js').Mount} */
export function mountDone(host, store, actions) {
  host.append(template('done'));
  const text = mountDocument(byTestId(host, 'document'));
  const contents = mountContents(byTestId(host, 'toc'), byTestId(host, 'document'));
  const charts = mountCharts();
  const edit = mountEditing(host, store, actions);
  const closeMenu = menu(find(host, '.menu'));
  copyLink(byTestId(host, 'copy-link'), actions);
  byTestId(host, 'print').addEventListener('click', () => print());
  byTestId(host, 'again').addEventListener('click', () => {
    const { current } = store.get();
    if (current) actions.again(current.snapshot.request);
  });

  const update = (/** @type {import('../state.js').State} */ { current }) => {
    if (!current) return;
    const { snapshot, plan } = current;
    write(find(host, 'h1'), titleOf(snapshot.request));
    const revision = plan?.revision ?? 1;
    const sections = plan && revision > 1 ? sectionsOf(plan) : snapshot.sections;
    const degraded = revision > 1 ? Boolean(plan?.degraded) : snapshot.degraded;
    for (const link of host.querySelectorAll('[data-format]')) link.setAttribute('href', api.planURL(snapshot.id, link.getAttribute('data-format') ?? '', revision));
    text.update(sections, { degraded, language: snapshot.request.locale ?? 'en' });
    const financials = plan?.financials ?? snapshot.financials;
    if (financials) {
      listFigures(byTestId(host, 'key-figures'), keyFigures(financials, snapshot.request));
      const section = text.section('financial-plan') ?? byTestId(host, 'document');
      charts(section, financials);
      edit(current, section);
    }
    const as = { ...snapshot, sections, degraded };
    provenance(byTestId(host, 'provenance'), as);
    about(find(host, '.prov dl'), as, revision === 1 && Boolean(current.proven), revision);
    notices(host, as, Boolean(current.cached));
    contents(sections);
  };

  return {
    update,
    unmount() {
      closeMenu();
      contents.stop();
    },
  };
}

/** A menu closes with Escape and by a click elsewhere. @param {HTMLElement} details */
function menu(details) {
  const abort = new AbortController();
  document.addEventListener('keydown', event => {
    if (event.key !== 'Escape' || !details.hasAttribute('open')) return;
    details.removeAttribute('open');
    find(details, 'summary').focus();
  }, abort);
  document.addEventListener('click', event => {
    const { target } = event;
    if (target instanceof Element && (!details.contains(target) || target.closest('a'))) details.removeAttribute('open');
  }, abort);
  return () => abort.abort();
}

/** @param {HTMLElement} line @param {import('../client/protocol.js').Snapshot} snap */
function provenance(line, snap) {
  const finished = snap.finished_at;
  const writers = [...new Set(snap.sections.map(section => section.source || 'offline'))].map(provider);
  const read = market(snap);
  const parts = [madeIn(snap), writers.length ? `text by ${list(writers)}` : '', read ? `market data ${read}` : ''].filter(Boolean);
  const key = [finished, ...parts].join('|');
  if (line.dataset.key === key) return;
  line.dataset.key = key;
  line.replaceChildren(
    make('span', { class: 'ok' }, icon('check'), 'Complete'), ' ',
    ...(finished ? [make('span', {}, make('time', { datetime: finished }, dateTime(finished))), ' '] : []),
    ...parts.flatMap(part => [make('span', { class: 'num' }, part), ' ']),
  );
}

/** @param {HTMLElement} dl @param {import('../client/protocol.js').Snapshot} snapshot as it is shown @param {boolean} proven @param {number} revision */
function about(dl, snapshot, proven, revision) {
  const { chars = 0, sha256 = '', financials } = snapshot;
  /** @type {[string, (Node|string)[], string][]} */ const rows = [['Text', [sources(snapshot)], '']];
  const read = market(snapshot);
  if (read) rows.push(['Market data', [capital(read)], '']);
  if (financials) rows.push(['Figures', [`Computed, ${plural(financials.months, 'month')}`], '']);
  // Said only when this browser counted and hashed the very text above.
  if (proven) rows.push(['Proof', [`${plural(chars, 'character')}, checked`, make('br'), make('code', { title: sha256 }, `${sha256.slice(0, 4)} ${sha256.slice(4, 8)} … ${sha256.slice(-4)}`)], 'proof']);
  const key = rows.map(row => row[0]).join() + snapshot.cursor + revision;
  if (dl.dataset.key === key) return;
  dl.dataset.key = key;
  dl.replaceChildren(...rows.map(([name, value, id]) => make('div', {}, make('dt', {}, name), make('dd', { 'data-testid': id || undefined }, ...value))));
}

/** @param {HTMLElement} host @param {import('../client/protocol.js').Snapshot} snapshot as it is shown @param {boolean} cached */
function notices(host, snapshot, cached) {
  const builtIn = snapshot.sections.filter(section => section.source === 'offline').length;
  const degraded = byTestId(host, 'degraded-notice');
  show(degraded, snapshot.degraded);
  const all = builtIn === snapshot.sections.length;
  write(find(degraded, 'strong'), all || !builtIn ? 'This plan comes from the built-in planner.' : `${word(builtIn)} of ${word(snapshot.sections.length).toLowerCase()} sections ${builtIn === 1 ? 'comes' : 'come'} from the built-in planner.`);
  const again = byTestId(host, 'cached-notice');
  show(again, cached);
  if (!cached || find(again, 'strong').textContent) return;
  const age = snapshot.finished_at ? Date.now() - Date.parse(snapshot.finished_at) : 0;
  write(find(again, 'strong'), `You made this plan ${duration(age)} ago.`);
}

