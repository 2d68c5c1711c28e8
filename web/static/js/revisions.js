// Versions of a finished plan: which there are, which is shown, and new ones from changed assumptions.
import * as api from './api.js';

/** @typedef {import('./state.js').Store} Store */

/** @param {Store} store */
export function createRevisions(store) {
  /** @param {string} id still the plan of the page? */
  const wanted = id => store.get().id === id;

  /** Which there are now: another tab may have made one. @param {string} id */
  const look = async id => {
    const answer = await api.revisions(id).catch(() => undefined);
    if (answer && wanted(id)) store.change(() => ({ revisions: answer.revisions }));
  };

  /** Shows a version. @param {string} id @param {number|'latest'} number */
  const show = async (id, number) => {
    const [plan] = await Promise.all([api.plan(id, number), look(id)]);
    if (wanted(id)) store.change(() => ({ plan }));
  };

  return {
    look,
    show,
    /**
     * Recomputes the version that is shown and shows the new one; a refusal is thrown.
     * @param {string} id @param {{[key:string]: number}} assumptions
     */
    async revise(id, assumptions) {
      const revision = await api.revise(id, store.get().current?.plan?.revision ?? 1, assumptions);
      await show(id, revision.revision);
      return revision;
    },
  };
}
