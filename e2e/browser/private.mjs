// What readers send is theirs: nothing of it may stand in what a service logs. Nothing has to be planted: it is taken
// from what the pages really send, and from the cookies that they were given.
import assert from 'node:assert/strict';

const FIELDS = ['idea', 'location', 'personalization'];
const SHORTEST = 6; // what is shorter stands in a log by chance
const CREDENTIAL = 16; // what is shorter is a choice: a theme, a language

/** What was sent, and what it is. @type {Map<string, string>} */
const theirs = new Map();

/** @param {unknown} sent */
function remember(sent) {
  if (Array.isArray(sent)) return sent.forEach(remember);
  if (!sent || typeof sent !== 'object') return undefined;
  for (const [name, value] of Object.entries(sent)) {
    if (typeof value !== 'string') remember(value);
    else if (FIELDS.includes(name) && value.trim().length >= SHORTEST) theirs.set(value.trim(), name);
  }
}

/** @param {string|Buffer|null} text */
function hear(text) {
  try { remember(JSON.parse(String(text))); } catch { /* not JSON: nothing that a service reads */ }
}

/** Takes note of what a page sends. @param {import('playwright-core').Page} page */
export function listen(page) {
  page.on('request', request => hear(request.postData()));
  page.on('websocket', socket => socket.on('framesent', ({ payload }) => hear(payload)));
}

/** Takes note of the credentials of a reader who is about to leave. @param {import('playwright-core').BrowserContext} context */
export async function keep(context) {
  for (const { name, value } of await context.cookies()) if (value.length >= CREDENTIAL) theirs.set(value, `the cookie ${name}`);
}

/** Finds what is private in a log. @param {string} said */
export function search(said) {
  const found = [...theirs].filter(([text]) => said.includes(text) || said.includes(JSON.stringify(text).slice(1, -1))).map(([, what]) => what);
  assert.deepEqual(found, [], 'the service logged what is its readers\'');
}
