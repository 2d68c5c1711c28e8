// Where a watch is found over HTTP.
/** @typedef {import('./watch.js').Watch} Watch */

/** @param {string} server @param {Watch} watch */
export const snapshotURL = (server, watch) => `${server}/v1/generations/${encodeURIComponent(watch.generation)}`;

/** The events behind the cursor that is held. @param {string} server @param {Watch} watch */
export const eventsURL = (server, watch) => `${snapshotURL(server, watch)}/events?after=${encodeURIComponent(watch.cursor)}`;
