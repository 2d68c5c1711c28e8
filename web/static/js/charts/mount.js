// Draws a chart at the width of its host, and again when that changes.
/** @param {Element} host @param {(width: number) => Element} draw @returns {() => void} stops it */
export function mount(host, draw) {
  let width = 0;
  const fit = () => {
    const now = Math.round(host.getBoundingClientRect().width);
    if (!now || now === width) return;
    width = now;
    host.replaceChildren(draw(now));
  };
  const observer = new ResizeObserver(fit);
  observer.observe(host);
  fit(); // before the page is painted without it, and what stands below would move
  return () => observer.disconnect();
}
