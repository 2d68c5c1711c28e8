// Contents beside the plan, with the section that is being read marked.
import { find, make } from '../lib/dom.js';

/** @param {HTMLElement} nav @param {HTMLElement} article */
export function mountContents(nav, article) {
  const details = /** @type {HTMLDetailsElement} */ (find(nav, 'details'));
  const wide = matchMedia('(min-width: 62rem)');
  const fit = () => { details.open = wide.matches; };
  wide.addEventListener('change', fit);
  fit();
  const seen = new IntersectionObserver(entries => {
    for (const { isIntersecting, target } of entries) if (isIntersecting) mark(target.id);
  }, { rootMargin: '-20% 0px -70% 0px' });
  /** @param {string} id */
  const mark = id => {
    for (const link of nav.querySelectorAll('a')) {
      if (link.hash === `#${id}`) link.setAttribute('aria-current', 'true');
      else link.removeAttribute('aria-current');
    }
  };
  let drawn = '';

  const update = (/** @type {import('../client/protocol.js').Section[]} */ sections) => {
    const inner = [...article.querySelectorAll('.charts .chart[id], .assumptions h3[id]')].map(part => ({ id: part.id, name: part.querySelector('b')?.textContent ?? part.textContent ?? '' }));
    const key = [...sections.map(section => section.title), ...inner.map(part => part.name)].join();
    if (key === drawn) return;
    drawn = key;
    find(nav, 'ol').replaceChildren(...sections.map(({ section, title }) => {
      const item = make('li', {}, make('a', { href: `#s-${section}` }, title));
      if (section === 'financial-plan' && inner.length) item.append(make('ol', {}, ...inner.map(({ id, name }) => make('li', {}, make('a', { href: `#${id}` }, name)))));
      return item;
    }));
    mark(`s-${sections[0]?.section}`);
    seen.disconnect();
    for (const part of article.querySelectorAll(':scope > section')) seen.observe(part);
  };
  return Object.assign(update, {
    stop() {
      seen.disconnect();
      wide.removeEventListener('change', fit);
    },
  });
}
