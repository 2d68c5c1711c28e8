// Following a watch over server-sent events.
import { eventsURL } from './address.js';

/** @typedef {import('./watch.js').Watch} Watch */
/** @typedef {import('./fallback.js').Stream} Stream */

// A queued generation is heard of every 10 s and a running one every 5: longer silence is a proxy that buffers.
const SILENCE_MS = 22_000;

/**
 * @param {string} server @param {Watch} watch @param {import('./client.js').Environment} environment @param {Stream} stream
 * @returns {() => void} stops it
 */
export function follow(server, watch, environment, stream) {
  const source = new environment.EventSource(eventsURL(server, watch));
  let useful = false;
  /** @type {any} */ let timer;
  const stop = () => {
    environment.clearTimeout(timer);
    source.onmessage = source.onerror = null;
    source.close();
  };
  const fail = () => {
    stop();
    if (!watch.ended) stream.failed(useful);
  };
  const listen = () => {
    environment.clearTimeout(timer);
    timer = environment.setTimeout(() => {
      useful = false;
      fail();
    }, SILENCE_MS);
  };
  source.onmessage = (/** @type {{data:string}} */ event) => {
    useful = true;
    const verdict = watch.take(JSON.parse(event.data));
    stream.alive();
    if (watch.ended) return stop();
    if (verdict === 'broken') return fail();
    listen();
  };
  source.onerror = fail;
  listen();
  return stop;
}
