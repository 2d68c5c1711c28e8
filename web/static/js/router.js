// Addresses: `/`, `/g/{id}` and `/example`. Links inside the application change the page without loading it.

/** @typedef {{page:'new'}|{page:'plan', id:string}|{page:'example'}|{page:'missing'}} Route */

/** @param {string} path @returns {Route} */
export function routeOf(path) {
  if (path === '/' || path === '') return { page: 'new' };
  if (path === '/example') return { page: 'example' };
  const id = /^\/g\/([\w-]+)\/?$/u.exec(path)?.[1];
  return id ? { page: 'plan', id } : { page: 'missing' };
}

/** @param {(route: Route) => void} arrive */
export function createRouter(arrive) {
  let shown = location.pathname;
  const look = () => {
    if (location.pathname !== shown) {
      shown = location.pathname;
      arrive(routeOf(shown));
      scrollTo(0, 0);
    }
    if (location.hash) document.querySelector(location.hash.replace(/[^#\w-]/gu, ''))?.scrollIntoView();
  };
  addEventListener('popstate', look);
  document.addEventListener('click', event => {
    const link = event.target instanceof Element ? event.target.closest('a') : null;
    if (!link || event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    if (link.origin !== location.origin || link.hasAttribute('download') || link.target || routeOf(link.pathname).page === 'missing') return;
    const route = routeOf(link.pathname);
    const stays = link.pathname === location.pathname;
    // Within a page the browser leads the way, and the focus; the list of plans may have to be brought first.
    if (stays && link.hash && (route.page !== 'new' || link.hash !== '#plans')) return;
    event.preventDefault();
    if (link.href !== location.href) history.pushState(null, '', link.href);
    // The form's own address may show a refusal: its links lead back to the form.
    if (stays) arrive(route);
    look();
  });
  return {
    /** Changes the address of a page that is shown already. @param {string} path */
    moved(path) {
      if (location.pathname !== path) history.pushState(null, '', path);
      shown = path;
    },
    /** @param {string} path */
    go(path) {
      history.pushState(null, '', path);
      look();
    },
    start: () => arrive(routeOf(shown)),
  };
}
