// Nothing of a test goes on for ever: who waits too long is told what for.

/**
 * @template T @param {string} what is waited for @param {Promise<T>} promise @param {number} [ms] how long at the most
 * @returns {Promise<T>}
 */
export function soon(what, promise, ms = 60_000) {
  let timer;
  const late = new Promise((_, reject) => { timer = setTimeout(() => reject(new Error(`waited ${ms / 1_000} s in vain: ${what}`)), ms); });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}
