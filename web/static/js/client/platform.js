// What the client uses of the platform: a browser's or Node's own, or what a test puts in its place.

/**
 * @typedef {object} Environment
 * @property {any} [WebSocket] @property {any} [EventSource] @property {typeof fetch} fetch
 * @property {() => number} now milliseconds @property {(run: () => void, ms: number) => any} setTimeout
 * @property {(timer: any) => void} clearTimeout @property {() => number} random between 0 and 1
 */

/** @returns {Environment} */
export const platform = () => ({
  WebSocket: globalThis.WebSocket,
  EventSource: globalThis.EventSource,
  fetch: (...call) => fetch(...call),
  now: Date.now,
  setTimeout: (run, ms) => setTimeout(run, ms),
  clearTimeout: timer => clearTimeout(timer),
  random: Math.random,
});
