// A question before what cannot be taken back.
import { find, write } from './dom.js';

/**
 * Opens the dialog and resolves with whether the answer was yes; without a text of its own it asks what the page says.
 * @param {HTMLDialogElement} dialog @param {{title:string, text:string, yes:string}} [question] @returns {Promise<boolean>}
 */
export const ask = (dialog, question) => new Promise(answer => {
  if (question) {
    write(find(dialog, 'h2'), question.title);
    write(find(dialog, 'p'), question.text);
    write(find(dialog, 'button[value=yes]'), question.yes);
  }
  dialog.returnValue = 'no';
  dialog.addEventListener('close', () => answer(dialog.returnValue === 'yes'), { once: true });
  dialog.showModal();
});
