// The own plans, newest first, as far as they were asked for.
import * as api from './api.js';

const PAGE = 20;

/** @param {import('./state.js').Store} store */
export function createPlans(store) {
  /** @param {string} [before] */
  const read = before => api.plans(PAGE, before).catch(() => undefined);
  return {
    /** Reads the newest, and keeps what lies behind them. */
    async refresh() {
      const answer = await read();
      if (!answer) return;
      const { plans = [], olderPlans } = store.get();
      const last = answer.generations.at(-1);
      const kept = plans.length > PAGE && last ? plans.filter(plan => plan.created_at < last.created_at) : [];
      store.patch({ plans: [...answer.generations, ...kept], olderPlans: kept.length ? olderPlans : answer.next_before });
    },
    /** Reads the page behind those that are shown. */
    async more() {
      const answer = await read(store.get().olderPlans);
      if (!answer) return;
      const fresh = new Set(answer.generations.map(plan => plan.id));
      const rest = (store.get().plans ?? []).filter(plan => !fresh.has(plan.id));
      store.patch({ plans: [...rest, ...answer.generations], olderPlans: answer.next_before });
    },
  };
}
