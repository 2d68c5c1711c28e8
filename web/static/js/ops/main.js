// Wires the page of operations: who may see it, the feed, the view.
import { createAnnouncer } from '../lib/announcer.js';
import { byTestId, find, show, template, write } from '../lib/dom.js';
import { theme } from '../lib/choice.js';
import { Refused } from '../client/protocol.js';
import * as api from './api.js';
import { createFeed } from './feed.js';
import { mountOps } from './view.js';

/** @typedef {import('./types.js').Ops} Ops */

const main = find(document, '#main');
const link = byTestId(document, 'link-state');
const LINKS = { live: ['live', 'Live, every 2 s'], asking: ['live', 'Live, every 5 s'], reconnecting: ['reconnecting', 'Reconnecting…'] };
const RETRY_MS = 3_000;

const clock = { now: Date.now, setTimeout: (/** @type {() => void} */ run, /** @type {number} */ ms) => setTimeout(run, ms) };
const announce = createAnnouncer(text => { find(document, '#announce').textContent = text; }, clock);

/** @type {((ops: Ops) => void)|undefined} */ let update;
let operator = '';

const feed = createFeed({
  ...clock, WebSocket: globalThis.WebSocket, fetch: (...call) => fetch(...call),
  clearTimeout: timer => clearTimeout(timer), random: Math.random,
}, {
  ops(ops) {
    update ??= mountOps(main, { announce, refresh: feed.refresh, span: feed.show, signOut, mayLeave: operator === 'admin token' });
    main.dataset.state = 'live';
    update(ops);
    document.title = ops.verdict.level === 'ok' ? 'Operations · PlanSpark' : `${ops.verdict.title} · Operations`;
  },
  link(name) {
    const [state = '', text = ''] = LINKS[name];
    link.dataset.link = state;
    link.toggleAttribute('data-news', state !== 'live');
    show(link, true);
    write(find(link, 'span'), text);
  },
  refused: askForToken,
});

function askForToken() {
  feed.stop();
  update = undefined;
  show(link, false);
  main.dataset.state = 'signed-out';
  main.replaceChildren(template('sign-in'));
  const form = byTestId(main, 'sign-in');
  const field = /** @type {HTMLInputElement} */ (find(form, 'input'));
  const error = find(form, '.err');
  form.addEventListener('submit', async event => {
    event.preventDefault();
    show(error, false);
    field.removeAttribute('aria-invalid');
    try {
      await api.signIn(field.value);
      field.value = '';
      await begin();
    } catch (problem) {
      const wrong = problem instanceof Refused && problem.problem.code === 'unauthenticated';
      field.setAttribute('aria-invalid', 'true');
      write(error, wrong ? 'This is not the admin token.' : problem instanceof Refused ? problem.problem.detail ?? problem.problem.title : 'The server cannot be reached. Try again in a moment.');
      show(error, true);
      field.focus();
    }
  });
  field.focus();
}

async function signOut() {
  await api.signOut().catch(() => announce('That did not get through. Try again in a moment.'));
  askForToken();
}

async function begin() {
  try {
    ({ operator } = await api.whoAmI());
    feed.start();
  } catch (error) {
    if (error instanceof Refused && error.problem.code === 'unauthenticated') askForToken();
    else setTimeout(begin, RETRY_MS);
  }
}

theme(find(document, '#theme'));
begin();
