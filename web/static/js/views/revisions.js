// Which version of the plan is shown, and what it changes in the figures.
import { count, t } from '../lib/catalogue.js';
import { byTestId, find, make, show, write } from '../lib/dom.js';
import { money, monthName, monthOf, percent } from '../lib/format.js';
import { valueOf } from './assumptions.js';

/** @typedef {import('../client/protocol.js').Revision} Revision */
/** @typedef {import('../state.js').Current} Current */

/** @param {HTMLElement} host @param {(number: number) => void} choose */
export function mountRevisions(host, choose) {
  const picker = /** @type {HTMLSelectElement} */ (find(host, 'select'));
  picker.addEventListener('change', () => choose(Number(picker.value)));
  let drawn = '';

  return (/** @type {Current} */ { plan, revisions = [] }) => {
    const number = plan?.revision ?? 1;
    show(host, revisions.length > 1);
    const key = `${number} of ${revisions.length}`;
    if (key === drawn) return;
    drawn = key;
    const [first] = revisions;
    const shown = revisions.find(revision => revision.revision === number);
    if (!first || !shown) return;
    picker.replaceChildren(...revisions.map(revision => make('option', { value: revision.revision, selected: revision.revision === number }, nameOf(revision))));
    const table = byTestId(host, 'comparison');
    show(table, number > 1);
    write(find(host, 'h2'), number > 1 ? t('revisions.changes', { n: count(number) }) : t('revisions.first'));
    const rows = [...changedRows(first, shown), ...figureRows(first, shown)];
    find(table, 'tbody').replaceChildren(...rows.map(([name, before, after]) => make('tr', {},
      make('th', { scope: 'row' }, name), make('td', { class: 'n' }, before), make('td', { class: 'n' }, after))));
  };
}

/** @param {Revision} revision */
function nameOf({ revision, changes }) {
  if (revision === 1) return t('revisions.option_first');
  const labels = changes.slice(0, 2).map(change => change.label).join(', ');
  return `${count(revision)}: ${changes.length > 2 ? t('revisions.more', { labels, n: count(changes.length - 2) }) : labels}`;
}

/** @param {Revision} first @param {Revision} shown @returns {[string, string, string][]} */
function changedRows(first, shown) {
  const { exact } = money(first.figures.currency, first.figures.exponent);
  return shown.changes.map(change => [change.label, valueOf({ ...change, value: change.before }, exact), valueOf({ ...change, value: change.after }, exact)]);
}

/** Key figures that differ. @param {Revision} first @param {Revision} shown @returns {[string, string, string][]} */
function figureRows({ figures: was }, { figures: is }) {
  const { whole } = money(was.currency, was.exponent);
  /** @param {number|null} month */
  const month = month => month ? monthName(monthOf(was.start, month)) : t('figures.never');
  /** @type {[string, string, string][]} */ const rows = [
    [t('figures.opening'), whole(was.startup_total), whole(is.startup_total)],
    [t('figures.need'), whole(was.need), whole(is.need)],
    [t('figures.loan'), whole(was.loan), whole(is.loan)],
    ...[0, 1, 2].flatMap(year => /** @type {[string, string, string][]} */ ([
      [t('figures.revenue', { n: year + 1 }), whole(was.revenue[year] ?? 0), whole(is.revenue[year] ?? 0)],
      [t('figures.result', { n: year + 1 }), whole(was.net_profit[year] ?? 0), whole(is.net_profit[year] ?? 0)],
    ])),
    [t('figures.break_even'), month(was.break_even_month), month(is.break_even_month)],
    [t('figures.lowest'), whole(was.lowest_cash), whole(is.lowest_cash)],
    [t('figures.cash_out'), percent(was.cash_out_36), percent(is.cash_out_36)],
  ];
  return rows.filter(([, before, after]) => before !== after);
}

/** The news of a new version in one sentence. @param {Revision} first @param {Revision} shown */
export function newsOf(first, shown) {
  const [name, before, after] = figureRows(first, shown).find(([row]) => row === t('figures.result', { n: 3 }) || row === t('figures.break_even')) ?? [];
  return [t('revisions.ready', { n: count(shown.revision) }), ...(name ? [t('revisions.news', { name, after: after ?? '', before: before ?? '' })] : [])].join(' ');
}
