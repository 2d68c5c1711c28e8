// A plan that is not there, or not the caller's.
import { template } from '../lib/dom.js';

/** @type {import('./page.js').Mount} */
export function mountMissing(host) {
  host.append(template('missing'));
  return { update() {} };
}
