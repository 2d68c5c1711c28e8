// Links to the files of a finished plan.
import * as api from '../api.js';

/** @param {HTMLElement} menu */
export function mountExports(menu) {
  const links = /** @type {HTMLAnchorElement[]} */ ([...menu.querySelectorAll('[data-format]')]);
  // A link sends the session's cookie. Where there is none, the file is fetched, and kept from here.
  menu.addEventListener('click', async event => {
    const link = links.find(link => event.target instanceof Node && link.contains(event.target));
    if (!link || !api.token()) return;
    event.preventDefault();
    const file = URL.createObjectURL(await api.file(link.pathname + link.search));
    const save = document.createElement('a');
    save.href = file;
    save.download = `plan.${link.dataset.format}`;
    save.click();
    URL.revokeObjectURL(file);
  });
  return (/** @type {string} */ id, /** @type {number} */ revision) => {
    for (const link of links) link.setAttribute('href', api.planURL(id, link.dataset.format ?? '', revision));
  };
}
