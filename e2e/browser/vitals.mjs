// What a reader feels, measured in the page: what moves by itself, how long the page is busy, and how soon text and
// answers to keys and clicks are painted.

/** Begins to measure. Runs in the page. */
export function measure() {
  const measured = { shifts: [], tasks: [], largest: 0, slowest: 0, text: undefined, frames: 0 };
  globalThis.measured = measured;
  const observe = (type, take) => new PerformanceObserver(list => list.getEntries().forEach(take)).observe({ type, buffered: true, durationThreshold: 16 });
  // Sections grow one above the other while they are written, and figures stand at the right with as many digits as they have: that is no jump.
  observe('layout-shift', ({ hadRecentInput, value, sources }) => {
    const moved = sources.map(({ node }) => node instanceof Element ? node : node?.parentElement).filter(node => node && !node.closest('.doc, .num'));
    if (!hadRecentInput && moved.length) measured.shifts.push({ value, moved: moved.map(node => node.cloneNode(false).outerHTML) });
  });
  observe('longtask', ({ duration }) => measured.tasks.push(Math.round(duration)));
  observe('largest-contentful-paint', ({ startTime }) => { measured.largest = Math.round(startTime); });
  observe('event', ({ interactionId, duration }) => { if (interactionId) measured.slowest = Math.max(measured.slowest, duration); });
  const Socket = globalThis.WebSocket;
  globalThis.WebSocket = class extends Socket {
    constructor(...how) {
      super(...how);
      this.addEventListener('message', ({ data }) => { if (data.includes('"kind":"delta"')) measured.text ??= { came: performance.now(), frame: measured.frames }; });
    }
  };
  const look = () => {
    measured.frames += 1;
    const { text } = measured;
    if (text && text.after === undefined && document.querySelector('[data-section]:not(.later) .text > *')) Object.assign(text, { after: Math.round(performance.now() - text.came), frames: measured.frames - text.frame });
    requestAnimationFrame(look);
  };
  look();
}

/** What was measured since the last time. @param {import('playwright-core').Page} page */
export const vitals = page => page.evaluate(() => {
  const { shifts, tasks, largest, slowest, text } = globalThis.measured;
  Object.assign(globalThis.measured, { shifts: [], tasks: [], slowest: 0, text: undefined });
  return { shift: shifts.reduce((sum, { value }) => sum + value, 0), shifts, tasks, longest: Math.max(0, ...tasks), largest, slowest, text };
});
