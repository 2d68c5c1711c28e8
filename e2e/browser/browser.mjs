// One browser for all tests of a file, and pages that remember what a page must not do.
import assert from 'node:assert/strict';
import { mkdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { soon } from './deadline.mjs';
import { keep, listen, search } from './private.mjs';

const AXE = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];
/** Where pictures of every state are kept, if anywhere. */
const SHOTS = process.env.PLANSPARK_SHOTS;
if (SHOTS) await mkdir(SHOTS, { recursive: true });

/** What of Playwright's waits without an end, as far as tests use it. */
const ENDLESS = { browser: ['newContext', 'close'], page: ['evaluate', 'evaluateHandle', '$eval', '$$eval', 'title', 'content', 'emulateMedia', 'setViewportSize'] };
const TEST_MS = 240_000; // less than the runner gives it, which would say nothing

/** Gives calls an end. @template T @param {T} of @param {string[]} names @returns {T} */
function ended(of, names) {
  for (const name of names) {
    const call = of[name].bind(of);
    of[name] = (...args) => soon(`${name} ${String(args[0] ?? '').slice(0, 200)}`, call(...args));
  }
  return of;
}

export const launch = async (args = []) => ended(await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: [...FLAGS, ...args] }), ENDLESS.browser);

/** Pages that are open, to be told of when a test fails. @type {Set<import('playwright-core').Page & {complaints: string[]}>} */
const shown = new Set();

/** Console errors that are a test's own doing. */
export const NETWORK = /status of (4|5)\d\d|WebSocket|ERR_|Failed to load/;

/**
 * @param {import('playwright-core').Browser} browser @param {string} url
 * @param {{width?: number, theme?: 'light'|'dark', locale?: string, init?: () => void, allow?: RegExp, before?: (page: import('playwright-core').Page) => Promise<void>}} [options] allow: console errors that are the test's own doing
 */
export async function open(browser, url, { width = 1280, theme = 'light', locale = 'en-GB', init, allow, before } = {}) {
  const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme: theme, reducedMotion: 'reduce', locale });
  if (init) await context.addInitScript(init);
  const page = await another(context, allow);
  await before?.(page);
  await page.goto(url);
  return page;
}

/** One more tab of the same reader. @param {import('playwright-core').BrowserContext} context @param {RegExp} [allow] */
export async function another(context, allow) {
  const page = ended(await soon('a new tab', context.newPage()), ENDLESS.page);
  listen(page);
  shown.add(page);
  page.on('close', () => shown.delete(page));
  const complaints = [];
  page.on('console', message => message.type() === 'error' && !allow?.test(message.text()) && complaints.push(message.text()));
  page.on('pageerror', error => complaints.push(String(error)));
  await page.addInitScript(() => addEventListener('securitypolicyviolation', event => console.error(`policy: ${event.violatedDirective} ${event.blockedURI}`)));
  return Object.assign(page, {
    t: id => page.locator(`[data-testid="${id}"]`),
    state: (...names) => page.waitForFunction(wanted => wanted.includes(document.querySelector('main')?.dataset.state), names, { timeout: 60_000 }),
    link: name => page.waitForFunction(wanted => document.querySelector('[data-testid=link-state]')?.dataset.link === wanted, name, { timeout: 30_000 }),
    complaints,
    quiet: () => assert.deepEqual(complaints, []),
    done: () => soon('a reader leaves', leave(context)),
  });
}

const CLOSE_MS = 10_000;

/**
 * A context that is closed while a page of it changes to another address may never say that it is closed (Chromium 156);
 * it ends with the browser then.
 * @param {import('playwright-core').BrowserContext} context
 */
async function leave(context) {
  await keep(context);
  await soon('a context closes', context.close(), CLOSE_MS).catch(() => {});
}

/** Fills the form and sends it. */
export async function submit(page, idea, fields = {}) {
  await page.fill('#idea', idea);
  for (const [name, value] of Object.entries(fields)) await page.fill(`#${name}`, value);
  await page.t('submit').click();
}

/** The id of the plan that a page shows. */
export const idOf = page => new URL(page.url()).pathname.slice(3);

/** Every width, and each theme once: no colour depends on a width (web/test/style.test.mjs), and colours take axe longest. */
const LOOKS = /** @type {const} */ ([[1280, 'light', 'all'], [390, 'dark', 'all'], [320, 'light', 'shapes']]);
/** The others are for the eye. */
const SHOWN = /** @type {const} */ ([[1280, 'dark'], [390, 'light']]);
const COLOURS = ['color-contrast', 'link-in-text-block'];
const RULES = { ...Object.fromEntries(COLOURS.map(rule => [rule, { enabled: false }])), 'target-size': { enabled: true } };
// Sections of a plan are all made by the same code, and there are fifteen; so are charts and the rows of assumptions.
const MORE_OF_THE_SAME = (/** @type {string} */ but) => `:is(.doc > section:nth-of-type(n + 3):not(:has(${but})), .doc .charts, .assumptions tbody tr:nth-of-type(n + 6))`;

/**
 * At every width, in both themes: axe finds nothing, nothing scrolls sideways. The page is left as it was.
 * @param {import('playwright-core').Page} page @param {string} state
 * @param {{whole?: boolean, of?: string}} [options] whole: a document to its end, not only its first sections and those with `of`
 */
export async function sound(page, state, { whole = false, of = 'main' } = {}) {
  const before = page.viewportSize();
  const client = await page.context().newCDPSession(page);
  await soon('axe is there', client.send('Runtime.evaluate', { expression: `window.axe ?? (() => { ${AXE} })()` }));
  for (const [width, theme, rules] of LOOKS) {
    await page.setViewportSize({ width, height: 900 });
    await page.emulateMedia({ colorScheme: theme });
    const [wide, room] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
    assert.ok(wide <= room, `${state}, ${width} px: ${wide} px wide in ${room}`);
    const rest = whole ? undefined : MORE_OF_THE_SAME(of);
    const hidden = rest && await page.evaluateHandle(hide, rest);
    await page.evaluate(() => new Promise(resolve => { requestAnimationFrame(() => requestAnimationFrame(resolve)); }));
    if (SHOTS && width > 320) await picture(page, state, theme);
    await inspect(client, `${state}, ${width} px, ${theme}`, { include: [['html']], ...(rest && { exclude: [[rest]] }) }, { resultTypes: ['violations'], rules: rules === 'all' ? { 'target-size': { enabled: true } } : RULES });
    await hidden?.evaluate(sheet => { document.adoptedStyleSheets = document.adoptedStyleSheets.filter(each => each !== sheet); });
  }
  await client.detach();
  for (const [width, theme] of SHOTS ? SHOWN : []) {
    await page.setViewportSize({ width, height: 900 });
    await page.emulateMedia({ colorScheme: theme });
    await picture(page, state, theme);
  }
  await page.emulateMedia({ colorScheme: 'light' });
  await page.setViewportSize(before);
}

/** A picture of the page from its top, for people to look at. */
async function picture(page, state, theme) {
  const [place, height] = await page.evaluate(() => {
    const before = scrollY;
    scrollTo(0, 0);
    return [before, document.documentElement.scrollHeight];
  });
  const { width } = page.viewportSize();
  await page.screenshot({ path: join(SHOTS, `${state.replaceAll(' ', '-')}-${width}-${theme}.png`), fullPage: true, clip: { x: 0, y: 0, width, height: Math.min(2_400, height) } });
  await page.evaluate(y => scrollTo(0, y), place);
}

/** Runs in the page, which forbids style elements. @param {string} rest */
function hide(rest) {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`${rest} { display: none }`);
  document.adoptedStyleSheets.push(sheet);
  return sheet;
}

/** Runs axe in the page's own world, which the policy allows to DevTools. */
async function inspect(client, what, where, options) {
  const expression = `axe.run(${JSON.stringify(where)}, ${JSON.stringify(options)}).then(r => JSON.stringify(r.violations.map(v => [v.id, v.help, v.nodes.slice(0, 3).map(n => n.html.slice(0, 160) + " :: " + (n.any[0]?.message ?? n.all[0]?.message ?? ""))])))`;
  const { result, exceptionDetails } = await soon(`axe looks at ${what}`, client.send('Runtime.evaluate', { expression, awaitPromise: true, returnByValue: true }), 120_000);
  assert.equal(exceptionDetails, undefined, what);
  assert.deepEqual(JSON.parse(result.value), [], what);
}

/** The plan's text by section, as the page shows it. */
export const texts = page => page.$$eval('[data-testid=document] [data-section]', all => Object.fromEntries(all.filter(s => !s.classList.contains('later')).map(s => [s.dataset.section, s.querySelector('.text').textContent.replace(/\s+/g, ' ').trim()])));

/** Waits until something says these words. @param {import('playwright-core').Locator} locator @param {string|RegExp} words */
export const says = (locator, words) => locator.filter({ hasText: words }).first().waitFor({ timeout: 30_000 });

/** Sends a request past the form. @param {import('playwright-core').Page} page */
export const post = (page, path, body = {}) => page.evaluate(([at, sent]) => fetch(at, { method: 'POST', body: sent, headers: { 'Content-Type': 'application/json' } }).then(r => r.status), [path, JSON.stringify(body)]);

/** Runs something with a service (or anything that stops) around it. When it fails, it is told what the pages showed and the service said. When it does not, what the service said is searched. */
export async function within(starting, run) {
  const started = await starting;
  try {
    await soon('the whole test', Promise.resolve(run(started)), TEST_MS);
  } catch (error) {
    const pages = await Promise.all([...shown].map(page => soon('a page that does not answer', seen(page), 5_000).catch(String)));
    throw new Error([error.message, ...pages, started.said?.().slice(-3_000)].join('\n\n'), { cause: error });
  } finally {
    await Promise.all([...shown].map(page => page.done())).finally(() => started.stop());
  }
  if (started.said) search(started.said());
}

/** @param {import('playwright-core').Page & {complaints: string[]}} page */
async function seen(page) {
  const text = await page.evaluate(() => `${document.documentElement.dataset.transport} ${document.querySelector('main')?.dataset.state} ${document.querySelector('[data-testid=quote]')?.outerHTML ?? ''}\n${document.body.innerText.slice(0, 1_200)}`).catch(String);
  if (SHOTS) await page.screenshot({ path: join(SHOTS, `failed-${Date.now()}.png`) }).catch(() => {});
  return `${page.url()} ${text}\n${page.complaints.join('\n')}`;
}
