// Full jitter: every delay lies anywhere between nothing and a bound that doubles, the first one too.

/** @param {() => number} random between 0 and 1 */
export function createBackoff(random) {
  let tries = 0;
  let base = 500;
  let cap = 20_000;
  return {
    /** Milliseconds until the next try. */
    next: () => Math.round(random() * Math.min(cap, base * 2 ** Math.min(tries++, 16))),
    reset() { tries = 0; },
    /** Takes over what the server asks for. @param {{base_ms?:number, cap_ms?:number}} [wish] */
    tune(wish) {
      base = wish?.base_ms ?? base;
      cap = wish?.cap_ms ?? cap;
    },
    get tries() { return tries; },
  };
}
