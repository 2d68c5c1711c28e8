// Wires the page: state, protocol client, router, views. Nothing else is decided here.
import * as api from './api.js';
import { Client } from './client/client.js';
import { createFollower } from './generation.js';
import { createAnnouncer } from './lib/announcer.js';
import { t } from './lib/catalogue.js';
import { language, theme } from './lib/choice.js';
import { find, show } from './lib/dom.js';
import { clearDraft, keepRequest } from './lib/storage.js';
import { createLive } from './live.js';
import { createPlans } from './plans.js';
import { createRevisions } from './revisions.js';
import { createRouter } from './router.js';
import { createStore } from './state.js';
import { createSubmission } from './submission.js';
import { mountPage } from './views/page.js';
import { mountShell } from './views/shell.js';

/** @typedef {import('./client/protocol.js').PlanRequest} PlanRequest */

const cookieless = !navigator.cookieEnabled;
const store = createStore({ main: 'opening', link: 'reconnecting', online: navigator.onLine, transport: 'ws', errors: [], news: {}, cookieless });

const client = new Client({
  server: location.origin,
  session: api.ensureSession,
  token: api.token,
  onlink: link => store.patch({ link }),
  ontransport: transport => store.patch({ transport }),
  onhello: hello => store.patch({ limits: hello.limits }),
});

const revisions = createRevisions(store);
const follower = createFollower(store, client, revisions);
const plans = createPlans(store);
const live = createLive(store, client, plans.refresh);

const submission = createSubmission(store, client, (reply, request) => {
  const { generation, joined = false, cached = false, over } = reply;
  router.moved(`/g/${generation}`);
  live.follow([]);
  scrollTo(0, 0);
  // A finished plan, and one that was joined midway, is read whole; a new one is followed from its start.
  if (over === 'ws' && !cached && !joined) follower.accepted(generation, { request }, {});
  else follower.open(generation, { joined, cached });
});

const router = createRouter(route => {
  submission.stop();
  live.follow([]);
  if (route.page === 'plan') return void follower.open(route.id);
  if (route.page === 'example') return void follower.openExample();
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
  refreshPlans: plans.refresh,
  morePlans: plans.more,
  followPlans: live.follow,
  /** @param {string} id */
  cancel: id => (client.connected ? client.cancel(id) : api.cancel(id)).catch(() => api.cancel(id).catch(() => announce(t('shell.lost')))),
  showRevision: revisions.show,
  revise: revisions.revise,
  /** Opens the form with what a plan was asked with. @param {PlanRequest} request */
  again(request) {
    keepRequest(request);
    router.go('/');
  },
  /** Begins anew with everything erased: what this page and its connection know is nobody's any more. */
  eraseAll: () => api.eraseAll().then(() => { clearDraft(); location.reload(); }, () => announce(t('plans.erase_failed'))),
};

/** @typedef {typeof actions} Actions */

theme(find(document, '#theme'));
language(find(document, '#language'));
show(find(document, '#language'), !cookieless);
mountShell(store, announce);
mountPage(find(document, '#main'), store, actions);
for (const name of ['online', 'offline']) {
  addEventListener(name, () => {
    store.patch({ online: navigator.onLine });
    client.wake();
  });
}
// Other tabs and devices went on meanwhile.
document.addEventListener('visibilitychange', () => {
  if (document.hidden) return;
  client.wake();
  const { main, id } = store.get();
  if (main === 'new') plans.refresh();
  if (main === 'completed' && id) revisions.look(id);
});
router.start();
client.start();
