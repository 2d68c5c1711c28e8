// A menu, that is a <details>: it closes with Escape and by a click elsewhere or on one of its links.
import { find } from './dom.js';

/** @param {HTMLElement} details @returns {() => void} ends it */
export function createMenu(details) {
  const abort = new AbortController();
  // What had the focus is hidden now: it goes to where the menu opens.
  const close = () => {
    const within = details.contains(document.activeElement);
    details.removeAttribute('open');
    if (within) find(details, 'summary').focus();
  };
  document.addEventListener('keydown', event => {
    if (event.key === 'Escape' && details.hasAttribute('open')) close();
  }, abort);
  document.addEventListener('click', event => {
    const { target } = event;
    if (target instanceof Element && (!details.contains(target) || target.closest('a'))) close();
  }, abort);
  return () => abort.abort();
}
