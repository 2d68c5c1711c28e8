// The state of the page: one object, changed by patches, heard of by subscription. Views are functions of it.

/** @typedef {import('./client/protocol.js').Snapshot} Snapshot */
/** @typedef {import('./client/protocol.js').PlanRequest} PlanRequest */
/** @typedef {import('./client/protocol.js').Problem} Problem */
/** @typedef {'new'|'submitting'|'refused'|'queued'|'running'|'completed'|'failed'|'cancelled'|'missing'} Main */
/** @typedef {{problem:Problem, request:PlanRequest, due?:number, waiting?:boolean}} Refusal due: when the next try makes sense */
/** @typedef {{from?:number, to?:number}} Timing */
/**
 * @typedef {object} Current the generation that the page is about
 * @property {Snapshot} snapshot @property {number} percent shown, never falls
 * @property {import('./client/protocol.js').Queue} [queue] @property {import('./client/protocol.js').Progress} [progress]
 * @property {number} heard when the last progress came
 * @property {{from:string, to:string, reason:string}} [fallback] @property {{[stage:string]: Timing}} timings
 * @property {boolean} [requeued] @property {boolean} [joined] @property {boolean} [cached] @property {boolean} [example]
 * @property {import('./api.js').Plan} [draft] @property {import('./api.js').Plan} [plan] @property {boolean} [proven]
 * @property {import('./client/protocol.js').Revision[]} [revisions] of the finished plan; the shown one is plan.revision
 */
/**
 * @typedef {object} State
 * @property {Main|'opening'} main @property {string} [id] of the generation in the address
 * @property {'live'|'reconnecting'|'offline'} link @property {boolean} online @property {'ws'|'sse'|'poll'} transport
 * @property {import('./client/protocol.js').Limits} [limits] @property {Current} [current] @property {Refusal} [refusal]
 * @property {import('./client/protocol.js').FieldError[]} errors @property {Snapshot[]} [plans] @property {string} [olderPlans]
 * @property {{[id:string]: import('./live.js').News}} news of plans under way that a list shows
 * @property {boolean} [cookieless] the session is this page's only
 */

/** @param {State} initial */
export function createStore(initial) {
  const signal = new EventTarget();
  let state = initial;
  return {
    get: () => state,
    /** @param {Partial<State>} patch */
    patch(patch) {
      state = { ...state, ...patch };
      signal.dispatchEvent(new Event('change'));
    },
    /** @param {(current: Current) => Partial<Current>} change of the generation at hand, if there is one */
    change(change) {
      if (state.current) this.patch({ current: { ...state.current, ...change(state.current) } });
    },
    /** @param {(state: State) => void} listener @returns {() => void} */
    subscribe(listener) {
      const hear = () => listener(state);
      signal.addEventListener('change', hear);
      return () => signal.removeEventListener('change', hear);
    },
  };
}

/** @typedef {ReturnType<typeof createStore>} Store */
