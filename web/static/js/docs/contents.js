// The list of what is on the page, narrowed by what is typed.
import { find, make, show } from '../lib/dom.js';

/** @typedef {{title: string, entries: {id: string, name: string, mark?: string}[]}} Group */

/** @param {HTMLElement} host @param {Group[]} groups */
export function showContents(host, groups) {
  const list = find(host, '#contents');
  const none = find(host, '.docs-none');
  const field = /** @type {HTMLInputElement} */ (find(host, '#find'));
  for (const { title, entries } of groups) {
    const items = entries.map(({ id, name, mark }) => make('li', {}, make('a', { href: `#${id}` },
      ...(mark ? [make('span', { class: 'method', 'data-method': mark }, mark.toUpperCase()), ' '] : []), name)));
    list.append(make('section', {}, make('h2', {}, title), make('ul', {}, ...items)));
  }
  const narrow = () => {
    const wanted = field.value.trim().toLowerCase();
    let any = false;
    for (const section of list.children) {
      let some = false;
      for (const item of section.querySelectorAll('li')) {
        const fits = (item.textContent ?? '').toLowerCase().includes(wanted);
        show(item, fits);
        some ||= fits;
      }
      show(section, some);
      any ||= some;
    }
    show(none, !any);
  };
  field.addEventListener('input', narrow);
  field.addEventListener('keydown', event => {
    if (event.key !== 'Enter') return;
    /** @type {HTMLAnchorElement|null} */ (list.querySelector('section:not([hidden]) li:not([hidden]) a'))?.click();
  });
}
