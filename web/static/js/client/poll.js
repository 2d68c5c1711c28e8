// Following a watch by long polling: one question after the other, each behind the cursor of the last answer.
import { eventsURL, snapshotURL } from './address.js';

/** @typedef {import('./watch.js').Watch} Watch */
/** @typedef {import('./fallback.js').Stream} Stream */

const WAIT_S = 20;

/**
 * @param {string} server @param {Watch} watch @param {import('./client.js').Environment} environment @param {Stream} stream
 * @returns {() => void} stops it
 */
export function follow(server, watch, environment, stream) {
  const abort = new AbortController();
  /** @param {string} url */
  const get = url => environment.fetch(url, { headers: { Accept: 'application/json' }, credentials: 'same-origin', signal: abort.signal, cache: 'no-store' });

  const run = async () => {
    let useful = false;
    try {
      while (!watch.ended && !abort.signal.aborted) {
        const response = await get(`${eventsURL(server, watch)}&wait=${WAIT_S}`);
        if (response.status === 204) return;
        if (response.status === 404 || response.status === 403) return stream.refused(await response.json());
        if (!response.ok) throw new Error(`status ${response.status}`);
        const message = await response.json();
        if (abort.signal.aborted) return;
        useful = true;
        stream.alive();
        if (watch.take(message) === 'broken') throw new Error('chain broken');
        if (message.type === 'events' && !message.events.length) await refresh();
      }
    } catch {
      if (!abort.signal.aborted) stream.failed(useful);
    }
  };
  // Nothing happened for a while: the place in line is in the snapshot only.
  const refresh = async () => {
    const response = await get(snapshotURL(server, watch));
    if (!response.ok) return;
    const snapshot = await response.json();
    watch.take({ type: 'snapshot', generation: watch.generation, cursor: snapshot.cursor, snapshot });
  };
  run();
  return () => abort.abort();
}
