// Following a watch by long polling: one question after the other, each behind the cursor of the last answer.
import { authorization, eventsURL, snapshotURL } from './address.js';

/** @typedef {import('./watch.js').Watch} Watch */
/** @typedef {import('./fallback.js').Stream} Stream */

const WAIT_S = 20;
// Places in line are in snapshots only, so who waits asks more often.
const QUEUED_WAIT_S = 4;
// Between two questions, so that fast writing comes in larger pieces.
const PAUSE_MS = 250;

/**
 * @param {import('./fallback.js').Place} place @param {Watch} watch @param {Stream} stream
 * @returns {() => void} stops it
 */
export function follow({ server, environment, token }, watch, stream) {
  const abort = new AbortController();
  let queued = true;
  /** @param {string} url */
  const get = url => environment.fetch(url, { headers: { Accept: 'application/json', ...authorization(token()) }, credentials: 'same-origin', signal: abort.signal, cache: 'no-store' });
  const pause = () => new Promise(resolve => environment.setTimeout(() => resolve(undefined), PAUSE_MS));

  const run = async () => {
    let useful = false;
    try {
      while (!watch.ended && !abort.signal.aborted) {
        const response = await get(`${eventsURL(server, watch)}&wait=${queued ? QUEUED_WAIT_S : WAIT_S}`);
        if (response.status === 204) return;
        if (response.status === 404 || response.status === 403) return stream.refused(await response.json());
        if (!response.ok) throw new Error(`status ${response.status}`);
        const message = await response.json();
        if (abort.signal.aborted) return;
        useful = true;
        stream.alive();
        if (watch.take(message) === 'broken') throw new Error('chain broken');
        if (message.type === 'events' && message.events.length) {
          queued = false;
          await pause();
        } else await refresh();
      }
    } catch {
      if (!abort.signal.aborted) stream.failed(useful ? 'broken' : 'useless');
    }
  };
  // Nothing happened for a while: the place in line is in the snapshot only.
  const refresh = async () => {
    const response = await get(snapshotURL(server, watch));
    if (!response.ok) return;
    const snapshot = await response.json();
    queued = snapshot.state === 'queued';
    watch.take({ type: 'snapshot', generation: watch.generation, cursor: snapshot.cursor, snapshot });
  };
  run();
  return () => abort.abort();
}
