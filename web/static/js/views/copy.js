// Copying the address of a plan. Only its owner can open it, and the button says so.
import { t } from '../lib/catalogue.js';
import { find, write } from '../lib/dom.js';

const SHOWN_MS = 4_000;

/** @param {HTMLElement} button @param {import('../main.js').Actions} actions */
export function copyLink(button, actions) {
  const label = find(button, 'span');
  /** @type {any} */ let timer;
  button.addEventListener('click', async () => {
    const done = await navigator.clipboard?.writeText(location.origin + location.pathname).then(() => true, () => false) ?? false;
    const text = t(done ? 'copy.done' : 'copy.failed');
    write(label, text);
    actions.announce(`${text}.`);
    clearTimeout(timer);
    timer = setTimeout(() => write(label, t('copy.link')), SHOWN_MS);
  });
}
