// A menu, that is a <details>: it closes with Escape and by a click elsewhere or on one of its links.
import { find } from './dom.js';

/** @param {HTMLElement} details @returns {() => void} ends it */
export function createMenu(details) {
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
