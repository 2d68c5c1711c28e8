// Draws charts at the width of their hosts, and again when that changes.
/** @typedef {[host: Element, draw: (width: number) => Element]} Chart */

/** @param {Chart[]} charts @returns {() => void} stops it */
export function mount(...charts) {
  /** @type {Map<Element, number>} */ const widths = new Map();
  // All are measured before any is drawn: a drawing makes the browser lay the page out anew for the next measure.
  const fit = () => {
    const measured = charts.map(([host]) => Math.round(host.getBoundingClientRect().width));
    for (const [i, [host, draw]] of charts.entries()) {
      const now = measured[i];
      if (!now || now === widths.get(host)) continue;
      widths.set(host, now);
      host.replaceChildren(draw(now));
    }
  };
  const observer = new ResizeObserver(fit);
  for (const [host] of charts) observer.observe(host);
  fit(); // before the page is painted without it, and what stands below would move
  return () => observer.disconnect();
}
