// An estimate that counts down between messages. A new one replaces it only when it really says something else.

/** @param {() => number} now */
export function createEta(now) {
  /** @type {number|undefined} */ let due;
  return {
    /** @param {number|undefined} ms undefined: there is no evidence (any more) */
    hear(ms) {
      if (ms === undefined) due = undefined;
      else if (due === undefined || differs(ms, due - now())) due = now() + ms;
    },
    /** Milliseconds left, never below a second; undefined without an estimate. */
    left: () => due === undefined ? undefined : Math.max(1000, due - now()),
  };
}

/** @param {number} said @param {number} shown */
const differs = (said, shown) => Math.abs(said - shown) >= 2000 && Math.abs(said - shown) >= 0.1 * Math.max(said, shown, 1);
