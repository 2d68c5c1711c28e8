// The page in its second language: every state says everything in it, and its longer words fit.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import { NETWORK, launch, open, submit, within } from './browser.mjs';
import { written } from './service.mjs';

const [en, es] = await Promise.all(['en', 'es'].map(async name => JSON.parse(await readFile(new URL(`../../web/static/words/${name}.json`, import.meta.url), 'utf8'))));
/** Sentences that stand in the English page only. */
const ENGLISH = [...new Set(Object.entries(en).filter(([key, text]) => text.length > 3 && !/[{}]/.test(text) && text !== es[key] && !Object.values(es).includes(text)).map(([, text]) => text))];
let browser;
before(async () => { browser = await launch(); });
after(() => browser.close());

/** No English, no sideways scroll. */
async function spanish(page, state) {
  const left = await page.evaluate(all => {
    const english = new Set(all);
    const found = [];
    for (const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT); walker.nextNode();) {
      const { parentElement, textContent } = walker.currentNode;
      if (english.has(textContent.trim()) && parentElement.checkVisibility() && !parentElement.closest('[lang=en], script')) found.push(textContent.trim());
    }
    return found;
  }, ENGLISH);
  assert.deepEqual(left, [], `${state}: English is left`);
  assert.equal(await page.getAttribute('html', 'lang'), 'es');
  const cut = await page.$$eval('.chart svg text', all => all.filter(text => text.getBoundingClientRect().left < text.closest('svg').getBoundingClientRect().left - 1).map(text => text.textContent));
  assert.deepEqual(cut, [], `${state}: charts have no room for these`);
  for (const width of [320, 390, 1280]) {
    await page.setViewportSize({ width, height: 900 });
    const [wide, room] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
    assert.ok(wide <= room, `${state}: ${wide} px wide in ${room}`);
  }
}

test('from the form to the finished plan in Spanish', () => within(written({ workers: 1, maxActive: 2 }), async ({ url, writer }) => {
  const page = await open(browser, url, { locale: 'es-ES', allow: NETWORK });
  await page.link('live');
  await page.t('example').locator('svg[role=img]').waitFor();
  await spanish(page, 'first');
  await submit(page, 'Café', { budget: '-1' });
  await page.t('error-summary').waitFor();
  await spanish(page, 'errors');
  writer.hold(2);
  await submit(page, 'Una cafetería de barrio con tartas caseras', { location: 'Valencia, España', budget: '60.000' });
  await page.state('running');
  await page.waitForFunction(() => document.querySelectorAll('[data-section][data-complete]').length === 2);
  await spanish(page, 'running');
  await page.goto(url);
  await submit(page, 'Una librería con vino');
  await page.state('queued');
  await page.t('draft').locator('[data-section]').first().waitFor();
  await spanish(page, 'queued');
  await page.goto(url);
  await submit(page, 'Un taller de bicicletas');
  await page.state('refused');
  await spanish(page, 'refused');
  await page.click('a[data-nav=plans]');
  await page.t('plan-list').locator('li[data-state=queued] a').click();
  await page.state('queued');
  await page.t('cancel').click();
  await page.state('cancelled');
  await spanish(page, 'cancelled');
  assert.doesNotMatch(await page.locator('main').innerText(), /\b0\b/, 'who leaves the line has nothing behind them');
  writer.release();
  await page.click('a[data-nav=plans]');
  await page.t('plan-list').locator('li[data-state=completed] a').click();
  await page.state('completed');
  await page.t('proof').waitFor();
  await page.t('edit-assumptions').click();
  await spanish(page, 'done');
  assert.match(await page.t('key-figures').textContent(), /\d\s?€/);
  page.quiet();
  await page.done();
}));
