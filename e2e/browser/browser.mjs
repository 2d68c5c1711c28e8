// One browser for all tests of a file, and pages that remember what a page must not do.
import assert from 'node:assert/strict';
import { mkdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { chromium } from 'playwright-core';

const AXE = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];
/** Where pictures of every state are kept, if anywhere. */
const SHOTS = process.env.PLANSPARK_SHOTS;
if (SHOTS) await mkdir(SHOTS, { recursive: true });

export const launch = (args = []) => chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: [...FLAGS, ...args] });

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
  const page = await context.newPage();
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
    done: () => context.close(),
  });
}

/** Fills the form and sends it. */
export async function submit(page, idea, fields = {}) {
  await page.fill('#idea', idea);
  for (const [name, value] of Object.entries(fields)) await page.fill(`#${name}`, value);
  await page.t('submit').click();
}

/** The id of the plan that a page shows. */
export const idOf = page => new URL(page.url()).pathname.slice(3);

const LOOKS = /** @type {const} */ ([[1280, 'light'], [1280, 'dark'], [390, 'dark'], [390, 'light'], [320, 'light']]);

/** At every width and in both themes: axe finds nothing, nothing scrolls sideways. The page is left as it was. */
export async function sound(page, state) {
  const before = page.viewportSize();
  for (const [width, theme] of LOOKS) {
    await page.setViewportSize({ width, height: 900 });
    await page.emulateMedia({ colorScheme: theme });
    await page.evaluate(() => new Promise(resolve => { requestAnimationFrame(() => requestAnimationFrame(resolve)); }));
    if (SHOTS && width > 320) await page.screenshot({ path: join(SHOTS, `${state.replaceAll(' ', '-')}-${width}-${theme}.png`), fullPage: true, clip: { x: 0, y: 0, width, height: Math.min(2_400, await page.evaluate(() => document.documentElement.scrollHeight)) } });
    await inspect(page, `${state}, ${width} px, ${theme}`);
  }
  await page.emulateMedia({ colorScheme: 'light' });
  await page.setViewportSize(before);
}

/** Runs axe in the page's own world, which the policy allows to DevTools. */
async function inspect(page, what) {
  const client = await page.context().newCDPSession(page);
  await client.send('Runtime.evaluate', { expression: `window.axe ?? (() => { ${AXE} })()` });
  const { result } = await client.send('Runtime.evaluate', { expression: 'axe.run(document, { resultTypes: ["violations"] }).then(r => JSON.stringify(r.violations.map(v => [v.id, v.help, v.nodes.slice(0, 3).map(n => n.html.slice(0, 160) + " :: " + (n.any[0]?.message ?? n.all[0]?.message ?? ""))])))', awaitPromise: true, returnByValue: true });
  await client.detach();
  assert.deepEqual(JSON.parse(result.value), [], what);
  const [wide, room] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
  assert.ok(wide <= room, `${what}: ${wide} px wide in ${room}`);
}

/** The plan's text by section, as the page shows it. */
export const texts = page => page.$$eval('[data-testid=document] [data-section]', all => Object.fromEntries(all.filter(s => !s.classList.contains('later')).map(s => [s.dataset.section, s.querySelector('.text').textContent.replace(/\s+/g, ' ').trim()])));

/** Runs something with a service (or anything that stops) around it. */
export async function within(starting, run) {
  const started = await starting;
  try {
    await run(started);
  } finally {
    await started.stop();
  }
}
