// Sends a request and deals with the answer: the plan's page, errors at fields, or a refusal that asks again by itself.
import * as api from './api.js';
import { clearDraft, keepRequest } from './lib/storage.js';
import { ASK_AGAIN_MS } from './lib/words.js';
import { Refused } from './client/protocol.js';

/** @typedef {import('./client/protocol.js').PlanRequest} PlanRequest */
/** @typedef {import('./client/protocol.js').Problem} Problem */

const ASK_FREE_MS = 3_000;

/** @type {Problem} */
const UNREACHABLE = { code: 'unavailable', title: 'The server cannot be reached', status: 503, retryable: true, retry_after_ms: 8_000 };

/**
 * @param {import('./state.js').Store} store @param {import('./client/client.js').Client} client
 * @param {(reply: {generation:string, joined?:boolean, cached?:boolean, over: 'ws'|'http'}, request: PlanRequest) => void} accepted
 */
export function createSubmission(store, client, accepted) {
  /** @type {any} */ let timer;
  let round = 0;

  /** @param {PlanRequest} request @param {string} key */
  const ask = async (request, key) => {
    if (client.connected) {
      try {
        return { ...await client.generate(request), over: /** @type {const} */ ('ws') };
      } catch (error) {
        // The connection went before the answer came: an identical request joins what was accepted.
        if (error instanceof Refused) throw error;
      }
    }
    const { id, joined, cached } = await api.submit(request, key);
    return { generation: id, joined, cached, over: /** @type {const} */ ('http') };
  };

  /** @param {PlanRequest} request @param {boolean} [waiting] for a place that is free */
  const send = async (request, waiting = false) => {
    stop();
    const mine = round;
    store.patch({ main: 'submitting', errors: [] });
    try {
      const reply = await ask(request, crypto.randomUUID?.() ?? `${Date.now()}-${Math.random()}`);
      if (mine !== round) return;
      clearDraft();
      store.patch({ refusal: undefined });
      accepted(reply, request);
    } catch (error) {
      if (mine === round) refuse(error instanceof Refused ? error.problem : UNREACHABLE, request, waiting);
    }
  };

  /** @param {Problem} problem @param {PlanRequest} request @param {boolean} waited */
  const refuse = (problem, request, waited) => {
    const before = store.get().refusal?.problem;
    if (waited && before && problem.code === 'rate_limited') problem = { ...before, retry_after_ms: problem.retry_after_ms }; // many of a network ask: each waits on
    if (problem.code === 'invalid_request') {
      const errors = problem.errors?.length ? problem.errors : [{ field: 'idea', message: problem.detail ?? problem.title }];
      return store.patch({ main: 'new', errors, refusal: undefined });
    }
    keepRequest(request);
    const asksAgain = ['queue_full', 'unavailable', 'draining'].includes(problem.code);
    const wait = problem.retry_after_ms ?? (asksAgain ? ASK_AGAIN_MS : undefined);
    const counts = problem.code !== 'too_many_active' && wait !== undefined;
    const waiting = waited && !counts; // others on the network can have all places, which only asking tells
    store.patch({ main: 'refused', refusal: { problem, request, waiting, ...(counts && { due: Date.now() + wait }) } });
    if (waiting) timer = setTimeout(() => startWhenFree(request), wait ?? ASK_FREE_MS);
    if (asksAgain && wait !== undefined) timer = setTimeout(() => send(request), wait);
  };

  /** Asks every few seconds whether a place is free, and sends once. @param {PlanRequest} request */
  const startWhenFree = request => {
    stop();
    const mine = round;
    const refusal = store.get().refusal;
    if (refusal) store.patch({ refusal: { ...refusal, waiting: true } });
    const look = async () => {
      const session = await api.session().catch(() => undefined);
      if (mine !== round) return;
      const { active = Infinity, max_active: most = 0 } = session?.limits ?? {};
      if (most === 0 || active < most) return void send(request, true);
      timer = setTimeout(look, ASK_FREE_MS);
    };
    look();
  };

  /** Gives up asking; what was typed stays. */
  const stop = () => {
    round++;
    clearTimeout(timer);
  };
  return { send, startWhenFree, stop };
}
