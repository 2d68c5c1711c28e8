// Follows one generation: messages of its watch become the state of the page.
import * as api from './api.js';
import { prove } from './client/proof.js';
import { language } from './lib/catalogue.js';
import { now } from './lib/clock.js';
import { createEta } from './lib/eta.js';
import { blank, estimateOf, fold, textOf } from './client/fold.js';
import { Refused, isTerminal } from './client/protocol.js';

/** @typedef {import('./client/protocol.js').Snapshot} Snapshot */
/** @typedef {import('./state.js').Store} Store */
/** @typedef {import('./state.js').Current} Current */
/** @typedef {import('./client/protocol.js').WatchMessage} WatchMessage */

const RETRY_MS = 2_000;
const EXAMPLE = 'example';

/**
 * @param {Store} store @param {import('./client/client.js').Client} client
 * @param {ReturnType<typeof import('./revisions.js').createRevisions>} revisions
 */
export function createFollower(store, client, revisions) {
  /** @type {import('./client/watch.js').Watch|undefined} */ let watch;
  /** @type {any} */ let timer;
  const etas = { start: createEta(Date.now), done: createEta(Date.now) };

  /** @param {string} id still the generation of the page? */
  const wanted = id => store.get().id === id;

  /** @param {Snapshot} snapshot @param {Partial<Current>} [more] */
  const begin = (snapshot, more = {}) => {
    etas.start.hear(undefined);
    etas.done.hear(undefined);
    store.patch({ main: snapshot.state, current: { snapshot, percent: estimateOf(snapshot), heard: Date.now(), timings: {}, ...more } });
    settle(snapshot);
  };

  /** What a state brings with it: a draft while waiting, the whole plan and the proof at the end. @param {Snapshot} snapshot */
  const settle = snapshot => {
    const current = store.get().current;
    if (!current) return;
    if (snapshot.state === 'queued' && !current.draft) fetchDraft(snapshot.id);
    if (isTerminal(snapshot.state)) finish(snapshot);
  };

  /** @param {string} id */
  const fetchDraft = async id => {
    const draft = await api.draft(id).catch(() => undefined);
    if (draft && wanted(id)) store.change(() => ({ draft }));
  };

  /** @param {Snapshot} snapshot */
  const finish = async snapshot => {
    const proven = await prove(textOf(snapshot), snapshot);
    if (wanted(snapshot.id)) store.change(() => ({ proven }));
    if (snapshot.state !== 'completed') return;
    await revisions.show(snapshot.id, 'latest').catch(() => undefined); // the text is there without it
  };

  /** @param {WatchMessage} message */
  const hear = message => {
    const current = store.get().current;
    if (!current || !wanted(message.generation)) return;
    const { snapshot } = current;
    switch (message.type) {
      case 'queue': {
        if (isTerminal(snapshot.state)) return;
        etas.start.hear(message.eta_ms);
        const requeued = current.requeued || snapshot.state === 'running';
        const queued = /** @type {Snapshot} */ ({ ...snapshot, state: 'queued', position: message.position });
        return advance(queued, { queue: message, requeued });
      }
      case 'progress':
        etas.done.hear(message.eta_ms);
        return store.change(() => ({ progress: message, heard: Date.now(), percent: rising(current, message.percent, snapshot) }));
      case 'snapshot': return advance({ ...message.snapshot, cursor: message.cursor }, { timings: {} });
      case 'events': {
        const next = fold(snapshot, message.events, message.cursor);
        const fallback = message.events.findLast(event => event.kind === 'fallback');
        const change = fallback ? { from: fallback.from ?? '', to: fallback.to ?? '', reason: fallback.reason ?? '' } : current.fallback;
        return advance(next, { timings: timed(current.timings, message.events), ...(change && { fallback: change }) });
      }
    }
  };

  /** @param {Snapshot} snapshot @param {Partial<Current>} more */
  const advance = (snapshot, more) => {
    const { current } = store.get();
    if (!current) return;
    const percent = rising(current, estimateOf(snapshot), snapshot);
    // State and snapshot change together: no view ever sees one without the other.
    store.patch({ main: snapshot.state, current: { ...current, snapshot, percent, ...more, ...(snapshot.state === 'running' && { requeued: false }) } });
    if (snapshot.state !== current.snapshot.state) settle(snapshot);
  };

  const leave = () => {
    clearTimeout(timer);
    if (watch) client.unwatch(watch);
    watch = undefined;
  };

  /** @param {string} id @param {Snapshot} snapshot @param {{implied?: boolean}} [how] */
  const listen = (id, snapshot, how = {}) => {
    if (isTerminal(snapshot.state)) return;
    watch = client.watch(id, hear, () => wanted(id) && store.patch({ main: 'missing' }), { after: snapshot.cursor, ...how });
  };

  return {
    etas,
    leave,
    /** Goes on with a generation that was just accepted over the WebSocket. @param {string} id @param {Partial<Snapshot>} known @param {Partial<Current>} more */
    accepted(id, known, more) {
      leave();
      const snapshot = { ...blank(id), created_at: new Date(now()).toISOString(), ...known };
      store.patch({ id });
      begin(snapshot, more);
      listen(id, snapshot, { implied: true });
    },
    /** Opens the plan that shows what one gets, made by the built-in planner. */
    async openExample() {
      leave();
      store.patch({ id: EXAMPLE, main: 'opening', current: undefined });
      const plan = await api.example(language()).catch(() => undefined);
      if (!wanted(EXAMPLE)) return;
      if (!plan) return void (timer = setTimeout(() => wanted(EXAMPLE) && this.openExample(), RETRY_MS));
      store.patch({ main: 'completed', current: { snapshot: finished(plan), plan, percent: 100, heard: Date.now(), timings: {}, example: true } });
    },
    /** Opens a generation by its address: whole first, then whatever follows. @param {string} id @param {Partial<Current>} [more] */
    async open(id, more) {
      leave();
      store.patch({ id, main: 'opening', current: undefined });
      try {
        const snapshot = await api.snapshot(id);
        if (!wanted(id)) return;
        begin(snapshot, more);
        listen(id, snapshot);
      } catch (error) {
        if (!wanted(id)) return;
        const code = error instanceof Refused ? error.problem.code : '';
        if (code === 'not_found' || code === 'invalid_request') store.patch({ main: 'missing' });
        else timer = setTimeout(() => wanted(id) && this.open(id, more), RETRY_MS);
      }
    },
  };
}

/** @param {Current} current @param {number} percent @param {Snapshot} snapshot */
const rising = (current, percent, snapshot) => snapshot.state === 'completed' ? 100 : Math.min(99, Math.max(current.percent, percent));

/**
 * When stages began and ended, by the server's clock.
 * @param {Current['timings']} timings @param {import('./client/protocol.js').Event[]} events
 */
function timed(timings, events) {
  const next = { ...timings };
  for (const { kind, at, stage, section } of events) {
    if (kind === 'started') for (const name of Object.keys(next)) delete next[name];
    if (kind === 'stage' && stage) next[stage] = { from: Date.parse(at) };
    const ended = kind === 'section' ? section : kind === 'market' || kind === 'financials' ? kind : undefined;
    if (ended) next[ended] = { ...next[ended], to: Date.parse(at) };
  }
  return next;
}

/** A plan as the snapshot of a generation that made it. @param {import('./api.js').Plan} plan @returns {Snapshot} */
const finished = plan => ({
  ...blank(EXAMPLE), state: 'completed', percent: 100, request: plan.request ?? { idea: '' }, market: plan.market, created_at: plan.created_at ?? '', finished_at: plan.created_at ?? '',
  sections: plan.sections.map(({ section, title, markdown, source }, i) => ({ section, title, index: i + 1, text: markdown, complete: true, source })),
});
