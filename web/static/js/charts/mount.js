// Draws a chart at the width of its host, and again when that changes.
/** @param {Element} host @param {(width: number) => Element} draw @returns {() => void} stops it */
export function mount(host, draw) {
  let width = 0;
  const observer = new ResizeObserver(([entry]) => {
    const now = Math.round(entry?.contentRect.width ?? 0);
    if (!now || now === width) return;
    width = now;
    host.replaceChildren(draw(now));
  });
  observer.observe(host);
  return () => observer.disconnect();
}
