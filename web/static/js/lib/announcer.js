// The one voice for screen readers: at most one message per 10 s, and the newest wins.
const QUIET_MS = 10_000;

/**
 * @param {(text: string) => void} speak
 * @param {{now(): number, setTimeout(run: () => void, ms: number): any}} clock
 */
export function createAnnouncer(speak, clock) {
  /** @type {string|undefined} */ let next;
  let spoken = -Infinity;
  let waiting = false;
  const say = () => {
    waiting = false;
    if (next === undefined) return;
    spoken = clock.now();
    speak(next);
    next = undefined;
  };
  return (/** @type {string} */ text) => {
    next = text;
    if (waiting) return;
    waiting = true;
    clock.setTimeout(say, Math.max(0, spoken + QUIET_MS - clock.now()));
  };
}
