// The HTTP side of operations. Each call resolves with the answer or rejects with Refused.
import { Refused } from '../client/protocol.js';

/** @typedef {import('./types.js').Ops} Ops */

/** @param {string} path @param {RequestInit} [init] */
async function call(path, init = {}) {
  const response = await fetch(`/v1/ops${path}`, { credentials: 'same-origin', cache: 'no-store', ...init, headers: { Accept: 'application/json', 'Content-Type': 'application/json', ...init.headers } });
  if (response.status === 204) return undefined;
  const body = await response.json().catch(() => undefined);
  if (!response.ok) throw new Refused(body?.code ? body : { code: 'unavailable', title: 'The server gave an unreadable answer', status: response.status, retryable: true });
  return body;
}

/** @param {import('./types.js').Span} span @returns {Promise<Ops>} */
export const snapshot = span => call(`?span=${span}`);

/** The token is sent once, for a session that a script cannot read. @param {string} token */
export const signIn = token => call('/session', { method: 'POST', headers: { Authorization: `Bearer ${token}` } });

export const signOut = () => call('/session', { method: 'DELETE' });

/** @returns {Promise<{operator:string}>} */
export const whoAmI = () => call('/session');

/** @param {string} id */
export const drain = id => call(`/instances/${encodeURIComponent(id)}/drain`, { method: 'POST' });

/** @param {string} id @param {number} workers */
export const setWorkers = (id, workers) => call(`/instances/${encodeURIComponent(id)}/workers`, { method: 'PUT', body: JSON.stringify({ workers }) });

/** @param {string} name @param {boolean} paused */
export const pause = (name, paused) => call(`/providers/${encodeURIComponent(name)}`, { method: 'PUT', body: JSON.stringify({ paused }) });

/** @param {string} id */
export const cancel = id => call(`/generations/${encodeURIComponent(id)}/cancel`, { method: 'POST' });
