// How far the plans under way are that a list shows: heard of as it happens, not asked for again and again.
import { isTerminal } from './client/protocol.js';
import { createEta } from './lib/eta.js';

/** @typedef {import('./client/protocol.js').Snapshot} Snapshot */
/** @typedef {import('./client/protocol.js').WatchMessage} WatchMessage */
/** @typedef {import('./client/watch.js').Watch} Watch */
/** @typedef {{percent?:number, stage?:string, position?:number, starts: ReturnType<typeof createEta>, ends: ReturnType<typeof createEta>}} News */

// Where no WebSocket gets through each watch is a stream, and browsers open six to a server.
const MOST = 4;

/** @param {import('./state.js').Store} store @param {import('./client/client.js').Client} client @param {() => void} changed a plan began or ended */
export function createLive(store, client, changed) {
  /** @type {Map<string, Watch>} */ const watches = new Map();

  /** @param {string} id @param {Partial<News>} more */
  const tell = (id, more) => {
    const { news } = store.get();
    const before = news[id] ?? { starts: createEta(Date.now), ends: createEta(Date.now) };
    store.patch({ news: { ...news, [id]: { ...before, ...more } } });
    return { ...before, ...more };
  };
  /** @param {WatchMessage} message */
  const hear = message => {
    const { generation: id } = message;
    switch (message.type) {
      case 'queue': return tell(id, { position: message.position }).starts.hear(message.eta_ms);
      case 'progress': return tell(id, { percent: message.percent, stage: message.stage }).ends.hear(message.eta_ms);
      case 'snapshot': return changed();
      case 'events':
        if (message.events.some(event => event.kind === 'started' || isTerminal(event.kind))) changed();
    }
  };

  return {
    /** Watches these plans and no others. @param {Snapshot[]} plans */
    follow(plans) {
      const active = plans.filter(plan => !isTerminal(plan.state)).slice(0, MOST);
      const wanted = new Set(active.map(plan => plan.id));
      for (const [id, watch] of watches) {
        if (wanted.has(id) && !watch.ended) continue;
        client.unwatch(watch);
        watches.delete(id);
      }
      for (const { id, cursor } of active) {
        if (!watches.has(id)) watches.set(id, client.watch(id, hear, changed, { after: cursor }));
      }
    },
  };
}
