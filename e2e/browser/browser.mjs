// One browser for all tests of a file, and pages that remember what a page must not do.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { chromium } from 'playwright-core';

const AXE = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];

export const launch = () => chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: FLAGS });

/**
 * @param {import('playwright-core').Browser} browser @param {string} url
 * @param {{width?: number, theme?: 'light'|'dark', init?: () => void, allow?: RegExp}} [options] allow: console errors that are the test's own doing
 */
export async function open(browser, url, { width = 1280, theme = 'light', init, allow } = {}) {
  const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme: theme, reducedMotion: 'reduce' });
  const page = await context.newPage();
  const complaints = [];
  page.on('console', message => message.type() === 'error' && !allow?.test(message.text()) && complaints.push(message.text()));
  page.on('pageerror', error => complaints.push(String(error)));
  await page.addInitScript(() => addEventListener('securitypolicyviolation', event => console.error(`policy: ${event.violatedDirective} ${event.blockedURI}`)));
  if (init) await page.addInitScript(init);
  await page.goto(url);
  return Object.assign(page, {
    t: id => page.locator(`[data-testid="${id}"]`),
    state: (...names) => page.waitForFunction(wanted => wanted.includes(document.querySelector('main').dataset.state), names, { timeout: 60_000 }),
    link: name => page.waitForFunction(wanted => document.querySelector('[data-testid=link-state]').dataset.link === wanted, name, { timeout: 30_000 }),
    complaints,
    quiet: () => assert.deepEqual(complaints, []),
    done: () => context.close(),
  });
}

/** Fills the form and sends it; returns the id. */
export async function submit(page, idea, fields = {}) {
  await page.fill('#idea', idea);
  for (const [name, value] of Object.entries(fields)) await page.fill(`#${name}`, value);
  await page.t('submit').click();
}

/** axe finds nothing, and nothing scrolls sideways. Run in the page's own world, which the policy allows to DevTools. */
export async function sound(page, what) {
  const client = await page.context().newCDPSession(page);
  await client.send('Runtime.evaluate', { expression: AXE });
  const { result } = await client.send('Runtime.evaluate', { expression: 'axe.run(document, { resultTypes: ["violations"] }).then(r => JSON.stringify(r.violations.map(v => [v.id, v.help, v.nodes.slice(0, 3).map(n => n.html.slice(0, 160) + " :: " + (n.any[0]?.message ?? n.all[0]?.message ?? ""))])))', awaitPromise: true, returnByValue: true });
  assert.deepEqual(JSON.parse(result.value), [], what);
  const [wide, room] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
  assert.ok(wide <= room, `${what}: ${wide} px wide in ${room}`);
}

/** The plan's text by section, as the page shows it. */
export const texts = page => page.$$eval('[data-testid=document] [data-section]', all => Object.fromEntries(all.filter(s => !s.classList.contains('later')).map(s => [s.dataset.section, s.querySelector('.text').textContent.replace(/\s+/g, ' ').trim()])));
