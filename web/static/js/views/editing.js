// What one can do with the figures of a finished plan: change assumptions, and compare revisions.
import { t } from '../lib/catalogue.js';
import { byTestId, find } from '../lib/dom.js';
import { mountAssumptions } from './assumptions.js';
import { mountRevisions, newsOf } from './revisions.js';

/** @typedef {import('../state.js').Current} Current */
/** @typedef {import('../state.js').Store} Store */

/** @param {HTMLElement} host @param {Store} store @param {import('../main.js').Actions} actions */
export function mountEditing(host, store, actions) {
  const place = byTestId(host, 'revisions');
  const lost = () => actions.announce(t('shell.lost'));
  const id = () => store.get().id ?? '';
  const versions = mountRevisions(place, number => actions.showRevision(id(), number).catch(lost));
  const assumptions = mountAssumptions(async changes => {
    const revision = await actions.revise(id(), changes);
    const [first] = store.get().current?.revisions ?? [];
    if (first) actions.announce(newsOf(first, revision));
    moved = true;
  });
  let moved = false;

  return (/** @type {Current} */ current, /** @type {HTMLElement} */ section) => {
    versions(current);
    const financials = current.plan?.financials;
    if (financials?.assumptions) assumptions(section, financials);
    if (!moved) return;
    moved = false;
    find(place, 'h2').focus();
  };
}
