// The finished plan: key figures, contents, document with charts, provenance, exports.
import { number, t, tn } from '../lib/catalogue.js';
import { now } from '../lib/clock.js';
import { byTestId, find, icon, make, show, template, write } from '../lib/dom.js';
import { capital, date, dateTime, duration, list } from '../lib/format.js';
import { createMenu } from '../lib/menu.js';
import { madeIn, market, provider, sources, titleOf } from '../lib/words.js';
import { copyLink } from './copy.js';
import { sectionsOf } from './document.js';
import { mountEditing } from './editing.js';
import { mountExports } from './exports.js';
import { keyFigures, listFigures } from './figures.js';
import { mountCharts } from './plan-charts.js';
import { mountContents } from './contents.js';

/** @typedef {import('../client/protocol.js').Snapshot} Snapshot */

/** @type {import('./page.js').Mount} */
export function mountDone(host, store, actions, text) {
  host.append(template('done'));
  find(host, 'slot').replaceWith(text.article);
  const contents = mountContents(byTestId(host, 'toc'), text.article);
  const charts = mountCharts();
  const edit = mountEditing(host, store, actions);
  const exports = mountExports(byTestId(host, 'export'));
  const closeMenu = createMenu(byTestId(host, 'export'));
  copyLink(byTestId(host, 'copy-link'), actions);
  byTestId(host, 'print').addEventListener('click', () => print());
  byTestId(host, 'again').addEventListener('click', () => {
    const { current } = store.get();
    if (current) actions.again(current.snapshot.request);
  });

  return {
    update({ current }) {
      if (!current) return;
      const { snapshot, plan, example = false } = current;
      const revision = plan?.revision ?? 1;
      const sections = plan && revision > 1 ? sectionsOf(plan) : snapshot.sections;
      const degraded = revision > 1 ? Boolean(plan?.degraded) : snapshot.degraded;
      const request = plan?.request ?? snapshot.request; // with what the idea shows of place, language and own money
      const as = { ...snapshot, sections, degraded };
      find(host, '.plan').toggleAttribute('data-example', example);
      write(find(host, 'h1'), titleOf(snapshot.request));
      exports(snapshot.id, revision);
      text.update(sections, { degraded, language: request.locale });
      const financials = plan?.financials ?? snapshot.financials;
      if (financials) {
        listFigures(byTestId(host, 'key-figures'), keyFigures(financials, request));
        const section = text.section('financial-plan') ?? text.article;
        charts(section, financials);
        edit(current, section);
      }
      provenance(byTestId(host, 'provenance'), as);
      about(find(host, '.prov dl'), as, financials, revision === 1 && Boolean(current.proven), revision);
      notices(host, as, current);
      contents(sections);
    },
    unmount() {
      closeMenu();
      contents.stop();
    },
  };
}

/** @param {HTMLElement} line @param {Snapshot} snap */
function provenance(line, snap) {
  const finished = snap.finished_at;
  const writers = [...new Set(snap.sections.map(section => section.source || 'offline'))].map(provider);
  const read = market(snap);
  const parts = [madeIn(snap), writers.length ? t('done.text_by', { writers: list(writers) }) : '', read ? t('done.market', { read }) : ''].filter(Boolean);
  const key = [finished, ...parts].join('|');
  if (line.dataset.key === key) return;
  line.dataset.key = key;
  line.replaceChildren(
    make('span', { class: 'ok' }, icon('check'), t('done.complete')), ' ',
    ...(finished ? [make('span', {}, make('time', { datetime: finished }, dateTime(finished))), ' '] : []),
    ...parts.flatMap(part => [make('span', { class: 'num' }, part), ' ']),
  );
}

/**
 * @param {HTMLElement} dl @param {Snapshot} snapshot as it is shown @param {import('../client/protocol.js').Financials|undefined} financials
 * @param {boolean} proven @param {number} revision
 */
function about(dl, snapshot, financials, proven, revision) {
  const { chars = 0, sha256 = '' } = snapshot;
  /** @type {[string, (Node|string)[], string][]} */ const rows = [[t('done.about_text'), [sources(snapshot)], '']];
  const read = market(snapshot);
  if (read) rows.push([t('done.about_market'), [capital(read)], '']);
  if (financials) rows.push([t('done.about_figures'), [t('done.computed', { months: tn('months', financials.months) })], '']);
  // Said only when this browser counted and hashed the very text above.
  if (proven) rows.push([t('done.about_proof'), [t('done.checked', { characters: tn('characters', chars) }), make('br'), make('code', { title: sha256 }, `${sha256.slice(0, 4)} ${sha256.slice(4, 8)} … ${sha256.slice(-4)}`)], 'proof']);
  const key = rows.map(row => row[0]).join() + snapshot.cursor + revision;
  if (dl.dataset.key === key) return;
  dl.dataset.key = key;
  dl.replaceChildren(...rows.map(([name, value, id]) => make('div', {}, make('dt', {}, name), make('dd', { 'data-testid': id || undefined }, ...value))));
}

/** @param {HTMLElement} host @param {Snapshot} snapshot as it is shown @param {import('../state.js').Current} current */
function notices(host, snapshot, { cached = false, example = false }) {
  const all = snapshot.sections.length;
  const builtIn = snapshot.sections.filter(section => section.source === 'offline').length;
  const degraded = byTestId(host, 'degraded-notice');
  show(degraded, snapshot.degraded);
  write(find(degraded, 'strong'), builtIn === all || !builtIn ? t('done.degraded_all') : tn('done.degraded', builtIn, { all: number(all).toLowerCase() }));
  const sample = byTestId(host, 'example-notice');
  show(sample, example);
  if (example) write(find(sample, 'p'), t('example.notice_text', { date: date(snapshot.created_at) }));
  const again = byTestId(host, 'cached-notice');
  show(again, cached);
  if (!cached || find(again, 'strong').textContent) return;
  const age = snapshot.finished_at ? now() - Date.parse(snapshot.finished_at) : 0;
  write(find(again, 'strong'), t('quote.cached', { time: duration(age) }));
}
