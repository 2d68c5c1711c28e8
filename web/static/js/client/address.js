// Where things are found, and what a request says of its sender.
/** @typedef {import('./watch.js').Watch} Watch */
/** @typedef {import('./platform.js').Environment} Environment */

/** @param {string} server @param {Watch} watch */
export const snapshotURL = (server, watch) => `${server}/v1/generations/${encodeURIComponent(watch.generation)}`;

/** The events behind the cursor that is held. @param {string} server @param {Watch} watch */
export const eventsURL = (server, watch) => `${snapshotURL(server, watch)}/events?after=${encodeURIComponent(watch.cursor)}`;

/** @param {string|undefined} token @returns {{[name:string]: string}} */
export const authorization = token => token ? { Authorization: `Bearer ${token}` } : {};

/**
 * The address of the WebSocket. It takes no header, so who has a token and no cookie comes with a ticket.
 * @param {string} server @param {Environment} environment @param {string|undefined} token
 */
export async function socketURL(server, { fetch }, token) {
  const url = `${server.replace(/^http/, 'ws')}/v1/ws`;
  if (!token) return url;
  const response = await fetch(`${server}/v1/tickets`, { method: 'POST', headers: { 'Content-Type': 'application/json', ...authorization(token) } });
  if (!response.ok) throw new Error(`no ticket: status ${response.status}`);
  return `${url}?ticket=${encodeURIComponent((await response.json()).ticket)}`;
}
