// Following a watch over server-sent events.
import { eventsURL } from './address.js';

/** @typedef {import('./watch.js').Watch} Watch */
/** @typedef {import('./fallback.js').Stream} Stream */

// A new watch is told at once how things stand, a queued generation is heard of every 10 s and a running one every
// 5: longer silence is a proxy that holds back what passes through it.
const FIRST_MS = 5_000;
const SILENCE_MS = 22_000;

/**
 * @param {import('./fallback.js').Place} place @param {Watch} watch @param {Stream} stream
 * @returns {() => void} stops it
 */
export function follow({ server, environment }, watch, stream) {
  const source = new environment.EventSource(eventsURL(server, watch));
  let useful = false;
  /** @type {any} */ let timer;
  const stop = () => {
    environment.clearTimeout(timer);
    source.onmessage = source.onerror = null;
    source.close();
  };
  /** @param {'broken'|'useless'|'held'} how */
  const fail = how => {
    stop();
    if (!watch.ended) stream.failed(how);
  };
  /** @param {number} patience */
  const listen = patience => {
    environment.clearTimeout(timer);
    timer = environment.setTimeout(() => fail('held'), patience);
  };
  source.onmessage = (/** @type {{data:string}} */ event) => {
    useful = true;
    const verdict = watch.take(JSON.parse(event.data));
    stream.alive();
    if (watch.ended) return stop();
    if (verdict === 'broken') return fail('broken');
    listen(SILENCE_MS);
  };
  source.onerror = () => fail(useful ? 'broken' : 'useless');
  listen(FIRST_MS);
  return stop;
}
