// The HTTP side of the service. Each call resolves with what the contract says or rejects with Refused.
import { authorization } from './client/address.js';
import { Refused } from './client/protocol.js';
import { learn } from './lib/clock.js';

/** @typedef {import('./client/protocol.js').Snapshot} Snapshot */
/** @typedef {import('./client/protocol.js').PlanRequest} PlanRequest */
/** @typedef {import('./client/protocol.js').Problem} Problem */
/** @typedef {{user?:string, limits?:import('./client/protocol.js').Limits}} Session */
/** @typedef {{outcome:string, position?:number, eta_ms?:number, ready_ms?:number, generation?:string, problem?:Problem, limits?:import('./client/protocol.js').Limits, reading?:Reading}} Quote */
/** @typedef {{business_type:string, business:string, place:string, country:string, currency:string, budget?:number, instead?:{slug:string, name:string}}} Reading */
/** @typedef {{id?:string, request?:PlanRequest, market?:import('./client/protocol.js').Market, created_at?:string, revision?:number, degraded?:boolean, sections:{section:string,title:string,markdown:string,source:string}[], financials?:import('./client/protocol.js').Financials, draft?:boolean}} Plan */

/** @type {Promise<boolean>|undefined} */ let ready;
/** @type {Promise<boolean>|undefined} */ let starting;
/** @type {string|undefined} */ let held;

/** The session's token, where a browser keeps no cookies: in this page only, never stored. */
export const token = () => held;

/** Nothing of a user's is asked for before there is a session. @param {string} path @param {RequestInit} [init] */
async function call(path, init) {
  if (!await (ready ?? ensureSession())) ready = undefined;
  return request(path, init);
}

/** @param {string} path @param {RequestInit} [init] */
async function request(path, init = {}) {
  const response = await ask(path, init);
  if (response.status === 204) return undefined;
  const body = await response.json().catch(() => undefined);
  if (!response.ok) throw new Refused(body?.code ? body : unreadable(response.status));
  return body;
}

/** @param {string} path @param {RequestInit} init */
async function ask(path, init) {
  const response = await fetch(`/v1${path}`, { credentials: 'same-origin', cache: 'no-store', ...init, headers: { Accept: 'application/json', ...authorization(held), ...init.headers } });
  learn(response.headers.get('Date'));
  return response;
}

/** @param {number} status @returns {Problem} */
const unreadable = status => ({ code: status >= 500 ? 'unavailable' : 'internal', title: 'The server gave an unreadable answer', status, retryable: status >= 500 });

/** @param {unknown} body @param {HeadersInit} [headers] @param {AbortSignal} [signal] */
const withBody = (body, headers = {}, signal) =>
  ({ method: 'POST', body: JSON.stringify(body), headers: { 'Content-Type': 'application/json', ...headers }, signal: signal ?? null });

/** @param {string} path @param {unknown} [body] @param {HeadersInit} [headers] @param {AbortSignal} [signal] */
const post = (path, body = {}, headers, signal) => call(path, withBody(body, headers, signal));

/** @param {string} id */
const generation = id => `/generations/${encodeURIComponent(id)}`;

/** @returns {Promise<Session>} */
export const session = () => call('/session');

const ALONE_MS = 5_000;

/**
 * One after the other, over all tabs, but not for ever behind one that hangs. Browsers have locks only where a page came
 * over TLS or from this machine.
 * @template T @param {() => Promise<T>} work @returns {Promise<T>}
 */
async function alone(work) {
  if (!navigator.locks) return work();
  const signal = AbortSignal.timeout(ALONE_MS); // of the wait alone
  return navigator.locks.request('planspark-session', { signal }, work).catch(error => {
    if (error === signal.reason) return work();
    throw error;
  });
}

/**
 * Renews the session, or starts one for a guest. Who asks meanwhile waits for the same answer, and another tab asks with
 * the cookie that it brought: two questions without one would make two guests, one who has the plans and one who is
 * asked for them. False: the server cannot be reached.
 */
export function ensureSession() {
  starting ??= alone(() => request('/session', withBody({}))).then(started => {
    if (!navigator.cookieEnabled) held = started.token;
    return true;
  }, error => error instanceof Refused && error.problem.status < 500).finally(() => { starting = undefined; });
  ready = starting;
  return ready;
}

/** @param {string} locale @returns {Promise<{business_types:{slug:string,name:string}[]}>} */
export const businessTypes = locale => call(`/business-types?locale=${locale}`);

/** @returns {Promise<{currencies:{code:string,name:string,exponent:number,symbol:string}[]}>} */
export const currencies = () => call('/currencies');

/** @param {PlanRequest} request @param {AbortSignal} [signal] @returns {Promise<Quote>} */
export const quote = (request, signal) => post('/generations/quote', request, {}, signal);

/** @param {PlanRequest} request @param {string} key @returns {Promise<Snapshot>} */
export const submit = (request, key) => post('/generations', request, { 'Idempotency-Key': key });

/** @param {number} limit @param {string} [before] @returns {Promise<{generations:Snapshot[], next_before?:string}>} */
export const plans = (limit, before) => call(`/generations?limit=${limit}${before ? `&before=${encodeURIComponent(before)}` : ''}`);

/** @param {string} id @returns {Promise<Snapshot>} */
export const snapshot = id => call(generation(id));

/** @param {string} id */
export const cancel = id => post(`${generation(id)}/cancel`);

/** Erases everything that is the user's. The session is over with it. */
export async function eraseAll() {
  await call('/me', { method: 'DELETE', headers: { 'Content-Type': 'application/json' } });
  ready = held = undefined;
}

/** @param {string} id @returns {Promise<Plan>} */
export const draft = id => call(`${generation(id)}/draft`);

/** @param {string} id @param {number|'latest'} revision @returns {Promise<Plan>} */
export const plan = (id, revision) => call(planURL(id, 'json', revision).slice('/v1'.length));

/** @param {string} id @returns {Promise<{revisions:import('./client/protocol.js').Revision[]}>} */
export const revisions = id => call(`${generation(id)}/revisions`);

/** @param {string} id @param {number} base @param {{[key:string]: number}} assumptions @returns {Promise<import('./client/protocol.js').Revision>} */
export const revise = (id, base, assumptions) => post(`${generation(id)}/revisions`, { base, assumptions });

/** The first revision is the plan as it was made. @param {string} id @param {string} format @param {number|'latest'} [revision] */
export const planURL = (id, format, revision = 1) => `/v1${generation(id)}/plan.${format}${revision === 1 ? '' : `?revision=${revision}`}`;

/** The plan that shows what one gets. @param {string} locale @returns {Promise<Plan>} */
export const example = locale => call(`/example?locale=${locale}`);

/** A file of a finished plan, for where a link would not say who asks. @param {string} url as planURL has it */
export const file = async url => (await ask(url.slice('/v1'.length), {})).blob();
