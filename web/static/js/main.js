// Wires the page: state, protocol client, router, views. Nothing else is decided here.
import * as api from './api.js';
import { Client } from './client/client.js';
import { createFollower } from './generation.js';
import { createAnnouncer } from './lib/announcer.js';
import { find } from './lib/dom.js';
import { clearDraft, keepRequest } from './lib/storage.js';
import { theme } from './lib/theme.js';
import { createRevisions } from './revisions.js';
import { createRouter } from './router.js';
import { createStore } from './state.js';
import { createSubmission } from './submission.js';
import { mountPage } from './views/page.js';
import { mountShell } from './views/shell.js';

/** @typedef {import('./client/protocol.js').PlanRequest} PlanRequest */

const store = createStore({ main: 'opening', link: 'reconnecting', online: navigator.onLine, transport: 'ws', errors: [] });

const client = new Client({
  server: location.origin,
  environment: {
    WebSocket: globalThis.WebSocket,
    EventSource: globalThis.EventSource,
    fetch: (...call) => fetch(...call),
    now: Date.now,
    setTimeout: (run, ms) => setTimeout(run, ms),
    clearTimeout: timer => clearTimeout(timer),
    random: Math.random,
  },
  session: api.ensureSession,
  onlink: link => store.patch({ link }),
  ontransport: transport => store.patch({ transport }),
  onhello: hello => store.patch({ limits: hello.limits }),
});

const revisions = createRevisions(store);
const follower = createFollower(store, client, revisions);

const submission = createSubmission(store, client, (reply, request) => {
  const { generation, joined = false, cached = false, over } = reply;
  router.moved(`/g/${generation}`);
  scrollTo(0, 0);
  // A finished plan, and one that was joined midway, is read whole; a new one is followed from its start.
  if (over === 'ws' && !cached && !joined) follower.accepted(generation, { request }, {});
  else follower.open(generation, { joined, cached });
});

const router = createRouter(route => {
  submission.stop();
  if (route.page === 'plan') return void follower.open(route.id);
  follower.leave();
  store.patch({ main: route.page, id: undefined, current: undefined, refusal: undefined, errors: [] });
  if (route.page === 'new') api.session().then(({ limits }) => limits && store.patch({ limits }), () => {});
});

const text = find(document, '#announce');
const announce = createAnnouncer(message => { text.textContent = message; }, { now: Date.now, setTimeout: (run, ms) => setTimeout(run, ms) });

/** What views may do. */
const actions = {
  submit: submission.send,
  startWhenFree: submission.startWhenFree,
  stopTrying: submission.stop,
  announce,
  etas: follower.etas,
  refreshPlans,
  /** @param {string} id */
  cancel: id => (client.connected ? client.cancel(id) : api.cancel(id)).catch(() => api.cancel(id).catch(() => announce('That did not get through. Try again in a moment.'))),
  /** Begins anew with everything erased: what this page and its connection know is nobody's any more. */
  eraseAll: () => api.eraseAll().then(() => { clearDraft(); location.reload(); }, () => announce('Not everything was deleted. Try again in a moment.')),
  showRevision: revisions.show,
  revise: revisions.revise,
  /** Opens the form with what a plan was asked with. @param {PlanRequest} request */
  again(request) {
    keepRequest(request);
    router.go('/');
  },
  /** @param {boolean} [older] */
  morePlans: older => refreshPlans(older),
};

/** Reads the own plans, or the page of older ones behind those shown. @param {boolean} [older] */
async function refreshPlans(older = false) {
  const { plans = [], olderPlans } = store.get();
  const answer = await api.plans(20, older ? olderPlans : undefined).catch(() => undefined);
  if (!answer) return;
  const fresh = new Set(answer.generations.map(plan => plan.id));
  const rest = plans.filter(plan => !fresh.has(plan.id));
  if (older) return store.patch({ plans: [...rest, ...answer.generations], olderPlans: answer.next_before });
  const last = answer.generations.at(-1);
  const kept = plans.length > 20 && last ? rest.filter(plan => plan.created_at < last.created_at) : [];
  store.patch({ plans: [...answer.generations, ...kept], olderPlans: kept.length ? olderPlans : answer.next_before });
}

/** @typedef {typeof actions} Actions */

theme(find(document, '#theme'));
mountShell(store, announce);
mountPage(find(document, '#main'), store, actions);
for (const name of ['online', 'offline']) {
  addEventListener(name, () => {
    store.patch({ online: navigator.onLine });
    client.wake();
  });
}
document.addEventListener('visibilitychange', () => document.hidden || client.wake());
router.start();
client.start();
