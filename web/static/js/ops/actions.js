// What operators do, with a question before what cannot be taken back.
import { ask } from '../lib/ask.js';
import { find, show, write } from '../lib/dom.js';
import { Refused } from '../client/protocol.js';

/**
 * @param {ParentNode} root @param {(text: string) => void} announce @param {() => void} done look again
 */
export function createActions(root, announce, done) {
  const dialog = /** @type {HTMLDialogElement} */ (find(root, 'dialog.ask'));

  return {
    /**
     * Carries something out and says how it went; a question is asked first when there is one.
     * @param {() => Promise<unknown>} run @param {string} said @param {{title:string, text:string, yes:string}} [question]
     * @param {Element} [error] where a refusal is shown
     */
    async act(run, said, question, error) {
      if (question && !await ask(dialog, question)) return false;
      if (error) show(error, false);
      try {
        await run();
        announce(said);
        done();
        return true;
      } catch (problem) {
        const text = problem instanceof Refused ? problem.problem.detail ?? problem.problem.title : 'That did not get through. Try again in a moment.';
        if (error) {
          write(error, text);
          show(error, true);
        } else announce(text);
        return false;
      }
    },
  };
}

/** @typedef {ReturnType<typeof createActions>} Actions */
